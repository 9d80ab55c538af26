/** An operation that its subgraph would refuse, a representation that cannot be filled, a fetch without a place. */
export type Refusal = "operation" | "representation" | "place";

/** A plan that must not be used. */
export class PlanRefused extends Error {
  readonly reason: Refusal;

  constructor(reason: Refusal, message: string) {
    super(message);
    this.reason = reason;
  }
}
