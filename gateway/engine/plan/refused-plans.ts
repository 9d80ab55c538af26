/**
 * Records refused plans and planners, with the reason: counts them for `/metrics`, and logs them under a
 * reference that clients may see.
 */
import type { Facts } from "#schema/runtime/internal-error.js";
import type { Log } from "../../log.js";
import type { Refusal } from "./plan-refused.js";

export interface RefusedPlan {
  readonly planner: string;
  /** `supergraph`: the planner could not be created for the supergraph. */
  readonly reason: Refusal | "supergraph";
  readonly message: string;
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

const LOGGED_CHARACTERS = 2_000;

export function createRefusedPlans(log: Log): RefusedPlans {
  const counts = new Map<string, { readonly planner: string; readonly reason: string; count: number }>();
  return {
    report: ({ planner, reason, message }) => {
      const key = `${planner} ${reason}`;
      const known = counts.get(key) ?? { planner, reason, count: 0 };
      known.count += 1;
      counts.set(key, known);
      log({
        level: "warn",
        planner,
        reason,
        error: message.slice(0, LOGGED_CHARACTERS),
        message: reason === "supergraph" ? "A planner cannot be made for this graph" : "A plan is not used",
      });
    },
    fail: (error, about) => {
      const requestId = crypto.randomUUID();
      log({
        level: "error",
        requestId,
        ...about,
        error: (error instanceof Error ? error.message : String(error)).slice(0, LOGGED_CHARACTERS),
        message: "A query has no plan",
      });
      return requestId;
    },
    counts: () => counts.values(),
  };
}
