/** A subgraph's stream of events, which feeds one stream of the gateway. */
import type { GraphQLFormattedError } from "graphql";
import type { Caller } from "#schema/caller.js";
import type { SubgraphError, SubgraphEvent } from "#schema/subgraph.js";
import { variablesFor, type CompiledStream } from "../engine/compile/compile-plan.js";
import { tell } from "../operation/answer.js";
import type { SubgraphClient } from "../subgraphs/client-options.js";
import { StreamError } from "./message.js";

export interface Upstream {
  /** The subscription that the subgraph gets: equal ones give the same events, and are coalesced. */
  readonly key: string;
  readonly client: SubgraphClient;
  readonly subgraph: string;
  /** Resolves to the next event, the same until `take` is called; null when `interrupt` was called first. */
  readonly next: () => Promise<IteratorResult<SubgraphEvent> | null>;
  /** Marks the last event as delivered. */
  readonly take: () => void;
  readonly interrupt: () => void;
  readonly close: () => void;
}

export interface UpstreamRequest {
  readonly source: CompiledStream;
  readonly client: SubgraphClient;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller | null;
  readonly resumeAfter: string | null;
  readonly show: (error: SubgraphError) => GraphQLFormattedError;
  /** Ends it. */
  readonly signal: AbortSignal;
}

export function keyOf({ operation }: CompiledStream, variables: UpstreamRequest["variables"]): string {
  return JSON.stringify([operation.subgraph, operation.text, variablesFor(operation, variables)]);
}

/**
 * Rejects with StreamError when the subgraph refuses. `cursor` is the start position; null: the stream cannot
 * be resumed.
 */
export async function openUpstream({
  source,
  client,
  variables,
  caller,
  resumeAfter,
  show,
  signal,
}: UpstreamRequest): Promise<{ readonly upstream: Upstream; readonly cursor: string | null }> {
  const { operation, resumable } = source;
  const own = new AbortController();
  const subscribed = await client.subscribe(operation, variablesFor(operation, variables), {
    caller,
    resumeAfter,
    signal: own.signal,
    resumable,
  });
  if ("refused" in subscribed) throw new StreamError(tell(subscribed.refused.errors ?? [], show));
  const { cursor, events } = subscribed.stream;
  const iterator = events[Symbol.asyncIterator]();
  let pending: Promise<IteratorResult<SubgraphEvent>> | null = null;
  let interrupt = (): void => undefined;
  const close = (): void => {
    signal.removeEventListener("abort", close);
    own.abort();
    // The pending read ends with the abort.
    iterator.return?.().catch(() => undefined);
  };
  signal.addEventListener("abort", close);
  if (signal.aborted) close();
  const next: Upstream["next"] = () => {
    const coming = (pending ??= iterator.next());
    return new Promise((resolve, reject) => {
      interrupt = () => resolve(null);
      coming.then(resolve, reject);
    });
  };
  const upstream = {
    key: keyOf(source, variables),
    client,
    subgraph: operation.subgraph,
    next,
    close,
    take: () => {
      pending = null;
    },
    interrupt: () => interrupt(),
  };
  return { upstream, cursor };
}
