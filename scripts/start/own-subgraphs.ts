/**
 * The hub's own subgraphs, as this process reaches them: those that it serves itself, and those of other
 * processes.
 */
import type { LocalSubgraph, RemoteSubgraph } from "#schema/subgraph.js";
import type { HubParts } from "../../services/kit/graph/resolve/hub-request.js";
import { buildSchema } from "../../services/kit/graph/serve/build-schema.js";
import type { Subgraph } from "../../services/kit/graph/serve/define-subgraph.js";
import {
  createLocalSubgraph,
  type RebuildableSubgraph,
} from "../../services/kit/graph/serve/execute-locally.js";
import type { LiveFeeds } from "../../services/kit/graph/serve/live-feeds.js";

export interface OwnSubgraphs {
  readonly all: readonly (LocalSubgraph | RemoteSubgraph)[];
  readonly local: readonly RebuildableSubgraph[];
  /** Makes those anew whose feeds may have changed. */
  readonly follow: () => void;
}

export interface OwnSubgraphsParts {
  readonly found: readonly Subgraph[];
  readonly feeds: LiveFeeds;
  readonly parts: HubParts;
  readonly remotes: ReadonlyMap<string, string>;
  readonly onStatement?: ((text: string) => void) | undefined;
}

export function createOwnSubgraphs({
  found,
  feeds,
  parts,
  remotes,
  onStatement,
}: OwnSubgraphsParts): OwnSubgraphs {
  const local: RebuildableSubgraph[] = [];
  const all = found.map((subgraph): LocalSubgraph | RemoteSubgraph => {
    const url = remotes.get(subgraph.name);
    if (url !== undefined)
      return {
        name: subgraph.name,
        get sdl() {
          return buildSchema(subgraph, feeds.of(subgraph.name), feeds.all()).sdl;
        },
        url,
      };
    const made = createLocalSubgraph(
      subgraph,
      parts,
      onStatement ? { onStatement } : {},
      feeds.of(subgraph.name),
    );
    local.push(made);
    return made;
  });
  const changing = new Set(
    found.filter(({ moreFeeds, resolversFor }) => moreFeeds ?? resolversFor).map(({ name }) => name),
  );
  return {
    all,
    local,
    follow: () => {
      for (const subgraph of local)
        if (changing.has(subgraph.name)) subgraph.rebuild(feeds.of(subgraph.name));
    },
  };
}
