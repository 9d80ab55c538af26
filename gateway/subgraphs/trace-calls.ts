/**
 * Wraps a subgraph's client so that each call is a span of its operation; returns the client unchanged if
 * nothing is traced.
 */
import type { Tracing } from "../tracing.js";
import type { SubgraphClient } from "./client-options.js";

export function traceCalls(
  client: SubgraphClient,
  name: string,
  tracing: Pick<Tracing, "call"> | null,
): SubgraphClient {
  if (!tracing) return client;
  return { ...client, ask: (...asked) => tracing.call(name, () => client.ask(...asked)) };
}
