/** Reads the names and URLs of a supergraph's subgraphs (`join__Graph` of the join specification). */
import { Kind, type DocumentNode } from "graphql";

export interface NamedGraph {
  readonly name: string;
  readonly url: string;
}

export function readGraphs(supergraph: DocumentNode): readonly NamedGraph[] {
  const graphs = supergraph.definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === "join__Graph",
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) return [];
  return (graphs.values ?? []).flatMap(({ directives = [] }) => {
    const given = directives.find(({ name }) => name.value === "join__graph")?.arguments ?? [];
    const textOf = (wanted: string): string => {
      const value = given.find(({ name }) => name.value === wanted)?.value;
      return value?.kind === Kind.STRING ? value.value : "";
    };
    return [{ name: textOf("name"), url: textOf("url") }];
  });
}
