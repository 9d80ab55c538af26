/** The processor time that a client's new queries may use for parsing and planning. */
export interface PlanningBudget {
  /** Milliseconds of processor time. */
  readonly spend: (milliseconds: number) => void;
  /** Runs the work, and spends what it takes. */
  readonly pay: <T>(work: () => T) => T;
  /** Runs the work at the client's turn; rejects with PLANNING_BUDGET_SPENT. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** The budget of the gateway's own operations. */
export const UNLIMITED: PlanningBudget = {
  spend: () => undefined,
  pay: (work) => work(),
  inTurn: (work) => work(),
};
