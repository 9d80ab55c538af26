/**
 * The planner finds none; an operation that its subgraph would refuse, a representation that cannot be
 * filled, a fetch without a place, a field that nothing fetches.
 */
export type Refusal = "failure" | "operation" | "representation" | "place" | "incomplete";

/** There is no plan that may be used, and there is none the next time either. */
export class PlanRefused extends Error {
  readonly reason: Refusal;

  constructor(reason: Refusal, message: string) {
    super(message);
    this.reason = reason;
  }
}
