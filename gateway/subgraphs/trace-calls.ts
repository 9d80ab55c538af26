/**
 * A subgraph's client whose calls are spans of the operation that asks; the client itself where nothing is
 * traced.
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
