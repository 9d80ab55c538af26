/**
 * An error of ours in one of the hub's own subgraphs, on its way to the gateway. The gateway logs it, once,
 * under the reference that the client reads; so what it knows of it never leaves the processes of one hub.
 */
import type { SubgraphError } from "../subgraph.js";
import { describeError } from "./describe-error.js";

/** Values of a line of the log. */
export type Facts = Readonly<Record<string, unknown>>;

export function toInternal(error: unknown, subgraph: string, path?: SubgraphError["path"]): SubgraphError {
  // What an error says of itself stays in its process.
  const { reason: _, ...described } = describeError(error);
  const facts: Facts = { subgraph, ...described };
  return { message: "INTERNAL", ...(path && { path }), extensions: { code: "INTERNAL", facts } };
}

/** Null for an error that has none. */
export function factsOf({ extensions }: SubgraphError): Facts | null {
  const facts = extensions?.["facts"];
  return typeof facts === "object" && facts !== null ? { ...facts } : null;
}
