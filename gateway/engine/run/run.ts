/** The state of one operation while it runs. */
import type { Meter } from "#schema/runtime/meter.js";
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import type { SubgraphOperation } from "../plan/query-plan.js";
import type { JsonObject } from "../json.js";

export interface Run {
  readonly data: JsonObject;
  /** Variables as coerced by the API schema, defaults included. */
  readonly variables: Variables;
  /** Objects of the answer that stand in several places: their text is written once. */
  readonly shared: Set<JsonObject>;
  readonly errors: SubgraphError[];
  /** The symbols that stand in `data` where nothing came. */
  readonly lost: Set<symbol>;
  readonly ask: Ask;
  readonly meter: Meter;
  /** Told when a fetch is there that deferred parts wait for. */
  readonly arrived: (fetchId: string) => void;
}

export type Variables = Readonly<Record<string, unknown>>;

/**
 * Entities that are asked for: under which response key they are answered, which variable takes them, and
 * each as JSON text, by which they are told apart and which goes over the wire.
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

/** Out of which an operation is carried out. */
export type Means = Pick<Run, "ask" | "meter">;

/** One step of a compiled plan. */
export type Step = (run: Run) => Promise<void>;
