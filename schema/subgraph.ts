/** The interface between the gateway and a subgraph that runs in the same process. */
import type { Caller } from "./caller.js";
import type { Lifetime } from "./runtime/lifetime.js";
import type { Meter } from "./runtime/meter.js";

export interface SubgraphRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly caller: Caller | null;
  /** How long a client waits for the answer; undefined: without a limit. */
  readonly lifetime?: Lifetime | undefined;
  /**
   * Counts the answer's objects and bytes; undefined: they are not counted. Over its limit `execute` rejects
   * with ANSWER_TOO_LARGE.
   */
  readonly meter?: Meter | undefined;
}

/**
 * Headers of a call from the gateway to one of the hub's own subgraphs: the remaining milliseconds, and the
 * client that waits (percent-encoded).
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
   * The cursor of an earlier event: the stream starts after it. Null: it starts at the position in the
   * operation's own arguments, else now.
   */
  readonly resumeAfter: string | null;
  /** Ends the stream. */
  readonly signal: AbortSignal;
}

/** One event of a subscription. */
export interface SubgraphEvent {
  /**
   * A stream resumed after this cursor has exactly the events that follow it; null from a subgraph that
   * cannot resume.
   */
  readonly cursor: string | null;
  readonly result: SubgraphResult;
}

export interface SubgraphStream {
  /** The cursor before its first event. */
  readonly cursor: string | null;
  readonly events: AsyncIterable<SubgraphEvent>;
}

/** A stream, or the refusal. */
export type Subscribed = { readonly stream: SubgraphStream } | { readonly refused: SubgraphResult };

/** A subgraph served in this process: the gateway calls it directly. */
export interface LocalSubgraph {
  readonly name: string;
  /** Federation 2 SDL, as composed. */
  readonly sdl: string;
  readonly execute: (request: SubgraphRequest) => Promise<SubgraphResult>;
  /** Undefined for a subgraph without subscriptions. */
  readonly subscribe?: (request: StreamRequest) => Promise<Subscribed>;
}

/** A subgraph in another process, at `<url>` (which ends in `/<name>/graphql`). */
export interface RemoteSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
}
