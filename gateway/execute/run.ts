/** The state of one operation while it runs. */
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import type { SubgraphOperation } from "../plan/query-plan.js";
import type { JsonObject } from "./json.js";

export interface Run {
  readonly data: JsonObject;
  /** Variables as coerced by the API schema, defaults included. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Objects of the answer that stand in several places: their text is written once. */
  readonly shared: Set<JsonObject>;
  readonly errors: SubgraphError[];
  readonly ask: (operation: SubgraphOperation, variables: Readonly<Record<string, unknown>>) => Promise<SubgraphResult>;
}

/** One step of a compiled plan. */
export type Step = (run: Run) => Promise<void>;
