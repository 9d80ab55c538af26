/**
 * Opens a client for each subgraph of a graph: the hub's own in this process or over signed HTTP,
 * departments' as untrusted, and a foreign supergraph's at the URLs in the supergraph.
 */
import { READ_FOR_ONE_WRITTEN, type AnswerLimits } from "#schema/runtime/meter.js";
import type { LocalSubgraph, RemoteSubgraph } from "#schema/subgraph.js";
import type { Log } from "../log.js";
import type { CallerStatements } from "../rights/caller-statements.js";
import type { SignCaller } from "../rights/sign-caller.js";
import type { Tracing } from "../tracing.js";
import type { SubgraphClient } from "./client-options.js";
import type { PooledSubgraph } from "./client-pool.js";
import type { Networks } from "./networks.js";
import { localClient, remoteClient } from "./subgraph-client.js";

export type OpenClient = (member: PooledSubgraph) => SubgraphClient;

export interface HubSubgraphs {
  /** The hub's own subgraphs, as this process reaches them. */
  readonly own: readonly (LocalSubgraph | RemoteSubgraph)[];
  readonly sign: SignCaller;
  readonly timeoutMs: number;
  readonly answerLimits: AnswerLimits;
  readonly departments: DepartmentTreatment;
  /** Null: calls carry no trace context. */
  readonly tracing?: Pick<Tracing, "outgoing"> | null;
  readonly log: Log;
}

/** How the gateway calls subgraphs that departments run. */
export interface DepartmentTreatment {
  readonly networks: Networks;
  readonly statements: CallerStatements;
  readonly timeoutMs: number;
  /** Largest answer. */
  readonly limitBytes: number;
  /** True when calls carry trace context. */
  readonly areTraced?: boolean;
}

export function openHubClients({
  own,
  sign,
  timeoutMs,
  answerLimits,
  departments,
  tracing,
  log,
}: HubSubgraphs): OpenClient {
  const byName = new Map(own.map((subgraph) => [subgraph.name, subgraph]));
  return ({ name, url, owner }) => {
    if (owner !== null) {
      const { networks, statements, timeoutMs: longestMs, limitBytes, areTraced = false } = departments;
      const outgoing = areTraced ? tracing?.outgoing : undefined;
      return remoteClient({
        kind: "department",
        name,
        url,
        sign: statements.sign,
        timeoutMs: longestMs,
        limitBytes,
        networks,
        outgoing,
        log,
      });
    }
    const known = byName.get(name);
    if (known && "execute" in known) return localClient(known);
    const limitBytes = READ_FOR_ONE_WRITTEN * answerLimits.bytes;
    return remoteClient({
      kind: "own",
      name,
      url: known?.url ?? url,
      sign,
      timeoutMs,
      limitBytes,
      streams: "event-stream",
      outgoing: tracing?.outgoing,
      log,
    });
  };
}

/** Clients for the subgraphs of a foreign supergraph: trusted, and called without a caller's statement. */
export function openForeignClients({
  timeoutMs,
  answerLimits,
  tracing,
}: Pick<HubSubgraphs, "timeoutMs" | "answerLimits" | "tracing">): OpenClient {
  const limitBytes = READ_FOR_ONE_WRITTEN * answerLimits.bytes;
  return ({ name, url }) =>
    remoteClient({
      kind: "own",
      name,
      url,
      sign: null,
      timeoutMs,
      limitBytes,
      streams: "graphql-ws",
      outgoing: tracing?.outgoing,
    });
}
