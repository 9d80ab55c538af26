/** Wraps a planner so that each plan is proved before it is used. */
import { PlanRefused } from "./plan-refused.js";
import type { Planning } from "./planner.js";
import { createPlanProof } from "./prove-plan.js";

export function proved({ apiSdl, plan }: Planning, supergraph: string): Planning {
  const prove = createPlanProof(supergraph);
  return {
    apiSdl,
    plan: async (question) => {
      const made = await plan(question).catch((error: unknown) => {
        throw new PlanRefused("failure", error instanceof Error ? error.message : String(error));
      });
      prove(made, question);
      return made;
    },
  };
}
