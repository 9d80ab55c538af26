/**
 * `@apollo/query-planner`: the reference, in JavaScript. It is used if the Rust planner has no binary, for
 * @defer, and in tests.
 */
import { printSchema } from "graphql";
import { toApiSchema } from "./api-schema.js";
import { inThisProcess, type Planner, type Planning } from "./planner.js";
import { proved } from "./proved.js";
import { createReferencePlan } from "./reference-plan.js";

export function createReferencePlanning(supergraph: string): Planning {
  return { apiSdl: printSchema(toApiSchema(supergraph)), plan: createReferencePlan(supergraph) };
}

export function createReferencePlanner(supergraph: string): Planner {
  return inThisProcess("reference", proved(createReferencePlanning(supergraph), supergraph));
}
