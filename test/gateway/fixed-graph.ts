/** A graph that stays as it is, for tests of the gateway alone. */
import { composeSupergraph } from "../../gateway/graph/composition/compose-known.js";
import type { GraphSource } from "../../gateway/graph/graph-source.js";

export interface FixedSubgraph {
  readonly name: string;
  readonly sdl: string;
  /** Where it is, and the department that runs it; the hub's own in this process unless told. */
  readonly url?: string;
  readonly owner?: string;
}

export function fixedGraph(subgraphs: readonly FixedSubgraph[]): GraphSource {
  const members = subgraphs.map(({ name, sdl, url = `local:${name}`, owner = null }) => ({
    name,
    sdl,
    url,
    owner,
  }));
  const { sdl: supergraph } = composeSupergraph(members);
  return {
    latest: () => Promise.resolve(1),
    read: () => Promise.resolve({ supergraph, members }),
    watch: () => () => Promise.resolve(),
    report: () => undefined,
    follow: () => Promise.resolve(),
  };
}
