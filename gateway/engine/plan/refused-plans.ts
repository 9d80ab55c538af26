/**
 * Records refused plans and planners, with the reason: counts them for `/metrics`, and logs them under a
 * reference that clients may see. What planners say of them may quote the query or the graph, and is in no
 * line.
 */
import { describeError } from "#schema/runtime/describe-error.js";
import type { Facts } from "#schema/runtime/internal-error.js";
import type { Log } from "../../log.js";
import { PlanRefused, type Refusal } from "./plan-refused.js";

export interface RefusedPlan {
  readonly planner: string;
  /** `supergraph`: the planner could not be created for the supergraph. */
  readonly reason: Refusal | "supergraph";
  /** Whose operation is wrong; null where it is the whole plan. */
  readonly subgraph: string | null;
}

export type ReportRefused = (refused: RefusedPlan) => void;

export interface RefusedPlans {
  readonly report: ReportRefused;
  /** Logs that a query has no plan; returns the reference. */
  readonly fail: (error: unknown, about: Facts) => string;
  readonly counts: () => Iterable<{
    readonly planner: string;
    readonly reason: string;
    readonly count: number;
  }>;
}

export function createRefusedPlans(log: Log): RefusedPlans {
  const counts = new Map<string, { readonly planner: string; readonly reason: string; count: number }>();
  return {
    report: ({ planner, reason, subgraph }) => {
      const key = `${planner} ${reason}`;
      const known = counts.get(key) ?? { planner, reason, count: 0 };
      known.count += 1;
      counts.set(key, known);
      log({
        level: "warn",
        planner,
        reason,
        ...(subgraph !== null && { subgraph }),
        message: reason === "supergraph" ? "A planner cannot be made for this graph" : "A plan is not used",
      });
    },
    fail: (error, about) => {
      const requestId = crypto.randomUUID();
      log({
        level: "error",
        requestId,
        ...about,
        ...(error instanceof PlanRefused ? factsOf(error) : describeError(error)),
        message: "A query has no plan",
      });
      return requestId;
    },
    counts: () => counts.values(),
  };
}

function factsOf({ reason, subgraph }: PlanRefused): Facts {
  return { reason, ...(subgraph !== null && { subgraph }) };
}
