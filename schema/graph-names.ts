/**
 * Names that the graph of this release already uses, read from the generated file beside this one: new feeds
 * may not use them.
 */
import { readFileSync } from "node:fs";

export interface GraphNames {
  /** Names of types, inputs, enums, unions, interfaces and scalars. */
  readonly types: ReadonlySet<string>;
  /** Names of the fields of Query, Mutation and Subscription. */
  readonly roots: ReadonlySet<string>;
}

let known: GraphNames | null = null;

export function graphNames(): GraphNames {
  return (known ??= readNames(
    readFileSync(new URL("../../schema/supergraph.graphql", import.meta.url), "utf8"),
  ));
}

function readNames(sdl: string): GraphNames {
  const types = new Set(
    [...sdl.matchAll(/^(?:type|input|enum|union|interface|scalar) (\w+)/gm)].map(([, name = ""]) => name),
  );
  const roots = [
    ...sdl.matchAll(/^type (?:Query|Mutation|Subscription)\n(?: {2}@.*\n)*\{\n([\s\S]*?)^\}/gm),
  ].flatMap(([, body = ""]) => [...body.matchAll(/^ {2}(\w+)[(:]/gm)].map(([, name = ""]) => name));
  return { types, roots: new Set(roots) };
}
