/** The seam between the gateway and a subgraph that runs in the same process. */
import type { Caller } from "./caller.js";
import type { Lifetime } from "./runtime/lifetime.js";
import type { Meter } from "./runtime/meter.js";

export interface SubgraphRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly caller: Caller | null;
  /** How long anybody waits for the answer; undefined: for ever. */
  readonly lifetime?: Lifetime | undefined;
  /**
   * Counts what the answer is made of; undefined: nobody does. Over its limit `execute` rejects with
   * ANSWER_TOO_LARGE.
   */
  readonly meter?: Meter | undefined;
}

/**
 * Headers of a call from the gateway to one of the hub's own subgraphs: how many milliseconds it waits, and
 * for whom (percent-encoded).
 */
export const LEFT_HEADER = "tongcha-left-ms";
export const CLIENT_HEADER = "tongcha-client";

export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export interface SubgraphResult {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
}

export interface StreamRequest extends SubgraphRequest {
  /**
   * Events after this cursor, of an event that the subgraph gave before; null: those after what the
   * operation's own arguments say, else from now on.
   */
  readonly resumeAfter: string | null;
  /** Ends the stream. */
  readonly signal: AbortSignal;
}

/** What a subscription gives each time that something happens. */
export interface SubgraphEvent {
  /**
   * A stream resumed after it has all that follows it, and nothing else; null from a subgraph that cannot
   * resume.
   */
  readonly cursor: string | null;
  readonly result: SubgraphResult;
}

export interface SubgraphStream {
  /** The cursor before its first event. */
  readonly cursor: string | null;
  readonly events: AsyncIterable<SubgraphEvent>;
}

/** A stream, or why there is none. */
export type Subscribed = { readonly stream: SubgraphStream } | { readonly refused: SubgraphResult };

/** A subgraph served in this process: the gateway calls it directly. */
export interface LocalSubgraph {
  readonly name: string;
  /** Federation 2 SDL, as composed. */
  readonly sdl: string;
  readonly execute: (request: SubgraphRequest) => Promise<SubgraphResult>;
  /** Of a subgraph that has subscriptions. */
  readonly subscribe?: (request: StreamRequest) => Promise<Subscribed>;
}

/** A subgraph in another process, at `<url>` (which ends in `/<name>/graphql`). */
export interface RemoteSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
}
