/** The state of one execution. */
import type { Meter } from "#schema/runtime/meter.js";
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import type { SubgraphOperation } from "../plan/query-plan.js";
import type { JsonObject } from "../json.js";

export interface Run {
  readonly data: JsonObject;
  /** Variables as coerced by the API schema, defaults included. */
  readonly variables: Variables;
  /** Objects that are at several places of the answer: their text is written once. */
  readonly shared: Set<JsonObject>;
  readonly errors: SubgraphError[];
  /** The loss symbols in `data`. */
  readonly lost: Set<symbol>;
  readonly ask: Ask;
  readonly meter: Meter;
  /** Called when a fetch that deferred parts depend on is complete. */
  readonly arrived: (fetchId: string) => void;
}

export type Variables = Readonly<Record<string, unknown>>;

/**
 * The representations of a fetch: the response key of the answer, the variable, and each representation's
 * JSON text, which identifies the entity and is sent to the subgraph.
 */
export interface EntityList {
  readonly field: string;
  readonly variable: string;
  readonly texts: readonly string[];
}

export type Representations = readonly EntityList[];

export type Ask = (
  operation: SubgraphOperation,
  variables: Variables,
  representations: Representations,
) => Promise<SubgraphResult>;

/** All variables as values. */
export function toValues(variables: Variables, representations: Representations): Variables {
  return representations.length === 0
    ? variables
    : {
        ...variables,
        ...Object.fromEntries(
          representations.map(({ variable, texts }) => [
            variable,
            JSON.parse(`[${texts.join(",")}]`) as unknown,
          ]),
        ),
      };
}

/** All variables as JSON text. */
export function toText(variables: Variables, representations: Representations): string {
  const own = Object.entries(variables)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `{${[...own, ...representations.map(({ variable, texts }) => `${JSON.stringify(variable)}:[${texts.join(",")}]`)].join(",")}}`;
}

/** The means of one execution: the function that calls subgraphs, and the meter. */
export type Means = Pick<Run, "ask" | "meter">;

/** One step of a compiled plan. */
export type Step = (run: Run) => Promise<void>;
