/** Types that a subgraph uses and does not define. */
import { visit, type NamedTypeNode } from "graphql";
import { linksOf } from "./edits.js";
import type { SubgraphText } from "./subgraph-text.js";

/** All uses of types that the subgraph does not define, in order; the composer names only one type. */
export function unknownTypesIn(subgraph: SubgraphText): readonly NamedTypeNode[] {
  const known = new Set([
    ...BUILT_IN,
    ...subgraph.types.map(({ name }) => name.value),
    ...importsOf(subgraph),
  ]);
  const found: NamedTypeNode[] = [];
  visit(subgraph.document, {
    NamedType: (node) => {
      const { value } = node.name;
      if (!known.has(value) && !value.startsWith("_") && !value.includes("__")) found.push(node);
    },
  });
  return found;
}

const BUILT_IN = ["Int", "Float", "String", "Boolean", "ID"];

function importsOf(subgraph: SubgraphText): readonly string[] {
  return linksOf(subgraph).flatMap((link) =>
    [...subgraph.sdl.slice(link.loc?.start, link.loc?.end).matchAll(/"(\w+)"/g)].map(([, name = ""]) => name),
  );
}
