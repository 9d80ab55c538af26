/** `@apollo/query-planner`: the reference, in JavaScript. Where there is no binary of the other one, for @defer, and in tests. */
import { Supergraph } from "@apollo/federation-internals";
import type { Planner } from "./planner.js";
import { createReferencePlan } from "./reference-plan.js";

/** It plans in this process; see `plan-apart.ts` for one that can be ended. */
export function createReferencePlanner(supergraph: string): Planner {
  const plan = createReferencePlan(supergraph);
  return { name: "reference", apiSchema: Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema({ includeDefer: true }), plan: (question) => plan(question), close: () => undefined };
}
