/** The state of one operation while it runs. */
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import type { SubgraphOperation } from "../plan/query-plan.js";
import type { JsonObject } from "./json.js";

export interface Run {
  readonly data: JsonObject;
  /** Variables as coerced by the API schema, defaults included. */
  readonly variables: Variables;
  /** Objects of the answer that stand in several places: their text is written once. */
  readonly shared: Set<JsonObject>;
  readonly errors: SubgraphError[];
  readonly ask: Ask;
  /** Told when a fetch is there that deferred parts wait for. */
  readonly arrived: (fetchId: string) => void;
}

export type Variables = Readonly<Record<string, unknown>>;

/** Representations by the variable that takes them, each as JSON text: by it they are told apart, and it is what goes over the wire. */
export type Representations = ReadonlyMap<string, readonly string[]>;

export type Ask = (operation: SubgraphOperation, variables: Variables, representations: Representations) => Promise<SubgraphResult>;

/** All variables as values. */
export function toValues(variables: Variables, representations: Representations): Variables {
  return representations.size === 0 ? variables : { ...variables, ...Object.fromEntries([...representations].map(([name, texts]) => [name, JSON.parse(`[${texts.join(",")}]`) as unknown])) };
}

/** All variables as JSON text. */
export function toText(variables: Variables, representations: Representations): string {
  const own = Object.entries(variables).filter(([, value]) => value !== undefined).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `{${[...own, ...[...representations].map(([name, texts]) => `${JSON.stringify(name)}:[${texts.join(",")}]`)].join(",")}}`;
}

/** One step of a compiled plan. */
export type Step = (run: Run) => Promise<void>;
