/** The plans of a graph, which the engines of all its views share. */
import { LRUCache } from "lru-cache";
import { HubError } from "#schema/errors.js";
import type { Facts } from "#schema/runtime/internal-error.js";
import { createKept } from "../kept.js";
import type { CompiledPlan } from "./compile/compile-plan.js";
import { PlanRefused } from "./plan/plan-refused.js";
import type { PlanQuestion } from "./plan/planner.js";
import type { PlanningBudget } from "./planning-budget.js";

const KEPT = 2_000;
const KEPT_CHARACTERS = 2_000_000;
const KEPT_REFUSED_CHARACTERS = 1_000_000;

/** Logs why a query has no plan; returns the log entry's reference. */
export type OnUnplanned = (error: unknown, about: Facts) => string;

const NOTHING: CompiledPlan = { step: null, operations: [], deferred: [], source: null };

/** `about`: what the log says of who asks, if there is no plan. */
export type Plans = (
  question: PlanQuestion | null,
  budget: PlanningBudget,
  about?: () => Facts,
) => Promise<CompiledPlan>;

/**
 * Caches plans by the planner's input; concurrent requests share one planning. Failures are cached as well,
 * so that a repeated request costs nothing, and gets the same error.
 */
export function createPlans(
  plan: (question: PlanQuestion, spent: (milliseconds: number) => void) => Promise<CompiledPlan>,
  onUnplanned: OnUnplanned,
): Plans {
  const plans = createKept<Promise<CompiledPlan>>({ max: KEPT, maxWeight: KEPT_CHARACTERS });
  const refused = new LRUCache<string, HubError>({
    max: KEPT,
    maxSize: KEPT_REFUSED_CHARACTERS,
    sizeCalculation: (_, key) => key.length + 1,
  });
  return (question, budget, about = () => ({})) => {
    if (question === null) return Promise.resolve(NOTHING);
    const key =
      question.overrides.length === 0 ? question.text : `${question.overrides.join()}\n${question.text}`;
    const refusal = refused.get(key);
    if (refusal) return Promise.reject(refusal);
    // The cache is read again at the client's turn, because another request may have planned it meanwhile.
    return (
      plans.get(key) ??
      budget.inTurn(() => {
        const known = plans.get(key);
        if (known) return known;
        const planned = plan(question, budget.spend).catch((error: unknown) => {
          plans.delete(key);
          if (error instanceof HubError) throw error;
          const failed = new HubError("PLAN_FAILED", { requestId: onUnplanned(error, about()) });
          // Any other failure may be temporary, so it is not cached.
          if (error instanceof PlanRefused) refused.set(key, failed);
          throw failed;
        });
        plans.set(key, planned, key.length);
        return planned;
      })
    );
  };
}
