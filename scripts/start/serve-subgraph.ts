/** One subgraph in a process of its own, without a gateway. */
import type { FastifyInstance } from "fastify";
import { HubError } from "#schema/errors.js";
import type { KeyRing } from "#schema/key-ring.js";
import type { HubParts } from "../../services/kit/graph/resolve/hub-request.js";
import type { Subgraph } from "../../services/kit/graph/serve/define-subgraph.js";
import { createLocalSubgraph } from "../../services/kit/graph/serve/execute-locally.js";
import type { LiveFeeds } from "../../services/kit/graph/serve/live-feeds.js";
import { serveSubgraphs } from "../../services/kit/graph/serve/serve.js";
import type { SubgraphPlugin } from "./apollo-subgraph.js";
import type { Served } from "./served.js";
import { signedCaller } from "./subgraph-routes.js";

export interface OneSubgraph {
  readonly name: string;
  readonly found: readonly Subgraph[];
  readonly feeds: LiveFeeds;
  readonly parts: HubParts;
  /** Keys with which gateways sign. */
  readonly keys: KeyRing<Uint8Array>;
  readonly plugins: readonly SubgraphPlugin[];
}

export async function serveSubgraph(
  app: FastifyInstance,
  { name, found, feeds, parts, keys, plugins }: OneSubgraph,
): Promise<Served> {
  const subgraph = found.find((known) => known.name === name);
  if (!subgraph)
    throw new HubError("OPTION_INVALID", {
      option: "name",
      wanted: found.map((known) => known.name).join("、"),
    });
  const made = createLocalSubgraph(subgraph, parts, {}, feeds.of(name));
  // Loaded here alone: a hub starts without it.
  const { openApolloSubgraph } = await import("./apollo-subgraph.js");
  const { between, follow } = await openApolloSubgraph(app, made, plugins, parts.log);
  await app.register(serveSubgraphs, {
    subgraphs: [made],
    keys,
    limits: parts.limits,
    between,
    log: parts.log,
  });
  for (const { prefix, register } of subgraph.routes)
    await app.register(
      (scope) => register(scope, { ...parts, callerOf: (request) => signedCaller(request, name, keys) }),
      { prefix },
    );
  return {
    askService: null,
    state: () => Promise.resolve(null),
    refusing: () => Promise.resolve([]),
    release: () => null,
    degraded: () => null,
    follow: () => {
      made.rebuild(feeds.of(name));
      follow();
    },
    republish: () => Promise.resolve(),
  };
}
