/**
 * `failure`: the planner finds no plan; `operation`: a subgraph would refuse an operation; `representation`:
 * it lacks fields; `place`: a fetch has no target in the answer; `incomplete`: no step fetches a field.
 */
export type Refusal = "failure" | "operation" | "representation" | "place" | "incomplete";

/** There is no usable plan, permanently: a retry would fail as well. */
export class PlanRefused extends Error {
  readonly reason: Refusal;

  constructor(reason: Refusal, message: string) {
    super(message);
    this.reason = reason;
  }
}
