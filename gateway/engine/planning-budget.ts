/** The processor time that a client may spend to have new queries parsed and planned. */
export interface PlanningBudget {
  /** Throws PLANNING_BUDGET_SPENT with the seconds to wait. */
  readonly check: () => void;
  readonly spend: (milliseconds: number) => void;
  /** Does the work when it is the client's turn, if there is still a budget then. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}
