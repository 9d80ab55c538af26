/** A planner of which nothing is taken that is not proved. */
import type { Planning } from "./planner.js";
import { createPlanProof } from "./prove-plan.js";

export function proved({ apiSdl, plan }: Planning, supergraph: string): Planning {
  const prove = createPlanProof(supergraph);
  return {
    apiSdl,
    plan: async (question) => {
      const made = await plan(question);
      prove(made);
      return made;
    },
  };
}
