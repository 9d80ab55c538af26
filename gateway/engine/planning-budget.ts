/** The processor time that a client's new queries may use for parsing and planning. */
export interface PlanningBudget {
  /** Throws PLANNING_BUDGET_SPENT with the seconds to wait. */
  readonly check: () => void;
  readonly spend: (milliseconds: number) => void;
  /** Runs the work at the client's turn; rejects if the budget is spent by then. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}
