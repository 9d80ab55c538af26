/**
 * `failure`: the planner finds no plan; `operation`: a subgraph would refuse an operation; `representation`:
 * it lacks fields; `place`: a fetch has no target in the answer; `incomplete`: no step fetches a field.
 */
export type Refusal = "failure" | "operation" | "representation" | "place" | "incomplete";

/**
 * There is no usable plan, permanently: a retry would fail as well. Its message may quote the query, so no
 * log has it.
 */
export class PlanRefused extends Error {
  readonly reason: Refusal;
  /** Whose operation is wrong; null where it is the whole plan. */
  readonly subgraph: string | null;

  constructor(reason: Refusal, message: string, subgraph: string | null = null) {
    super(message);
    this.reason = reason;
    this.subgraph = subgraph;
  }
}

/** A planner that cannot be made for a supergraph. Its message may quote the graph, so no log has it. */
export class PlannerUnfit extends Error {
  readonly code = "PLANNER_UNFIT";
}
