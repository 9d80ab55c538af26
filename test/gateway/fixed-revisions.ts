/** A graph that stays as it is, for tests of the gateway alone. */
import type { LocalSubgraph } from "#schema/subgraph.js";
import type { Revisions } from "../../gateway/registry/revisions.js";
import { composeSupergraph } from "../../gateway/supergraph/compose.js";

export function fixedRevisions(subgraphs: readonly LocalSubgraph[]): Revisions {
  const by = { subject: "test", name: "test" };
  const at = new Date(0);
  const { sdl: supergraph } = composeSupergraph(subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `local:${name}` })));
  const members = subgraphs.map(({ name, sdl }, id) => ({ id, subgraph: name, owner: null, version: 1, sdl, url: `local:${name}`, by, at, note: null }));
  return {
    latest: () => Promise.resolve(1),
    read: () => Promise.resolve({ number: 1, kind: "HUB", subject: "", changes: [], by, at, note: null, supergraph, members }),
    watch: () => () => Promise.resolve(),
    report: () => undefined,
  };
}
