/** A graph that stays as it is, for tests of the gateway alone. */
import type { Revisions } from "../../gateway/registry/served-revisions.js";
import { composeSupergraph } from "../../gateway/graph/composition/compose-known.js";

export interface FixedSubgraph {
  readonly name: string;
  readonly sdl: string;
  /** Where it is, and the department that runs it; the hub's own in this process unless told. */
  readonly url?: string;
  readonly owner?: string;
}

export function fixedRevisions(subgraphs: readonly FixedSubgraph[]): Revisions {
  const by = { subject: "test", name: "test" };
  const at = new Date(0);
  const { sdl: supergraph } = composeSupergraph(subgraphs.map(({ name, sdl, url = `local:${name}` }) => ({ name, sdl, url })));
  const members = subgraphs.map(({ name, sdl, url = `local:${name}`, owner = null }, id) => ({ id, subgraph: name, owner, version: 1, sdl, url, by, at, note: null }));
  return {
    latest: () => Promise.resolve(1),
    read: () => Promise.resolve({ number: 1, kind: "HUB", subject: "", changes: [], by, at, note: null, supergraph, members }),
    watch: () => () => Promise.resolve(),
    report: () => undefined,
  };
}
