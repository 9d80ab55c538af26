/** What the engine needs of a planner. Which one it is, is decided in `open-planner.ts`. */
import type { GraphQLSchema } from "graphql";
import type { PlanNode } from "./query-plan.js";

export type MakePlanner = (supergraph: string) => Planner;

export interface Planner {
  readonly name: string;
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /** Null: there is nothing to fetch. `text` is a valid operation without introspection. */
  readonly plan: (text: string, operationName: string | null) => Promise<PlanNode | null>;
}
