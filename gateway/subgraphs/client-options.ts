/** The interface of a subgraph's client, and its options. */
import type { IncomingHttpHeaders } from "node:http";
import type { Caller } from "#schema/caller.js";
import type { StreamRequest, SubgraphResult, Subscribed } from "#schema/subgraph.js";
import type { Log } from "../log.js";
import type { Networks } from "./networks.js";
import type { SubgraphOperation } from "../engine/plan/query-plan.js";
import type { SignCaller } from "../rights/sign-caller.js";
import type { Lifetime } from "#schema/runtime/lifetime.js";
import type { Meter } from "#schema/runtime/meter.js";
import type { SubgraphHealth } from "./circuit-breaker.js";
import type { Resumable } from "../engine/compile/resumable.js";
import type { Representations, Variables } from "../engine/run/run.js";

/** The caller, the deadline and the budget of a call. */
export interface Call {
  readonly caller: Caller | null;
  readonly lifetime: Lifetime;
  readonly meter: Meter;
  /** Hooks of a program that embeds the gateway; undefined: there is none. */
  readonly embedder?: Embedder | undefined;
}

/** Hooks by which an embedding program extends a subgraph's HTTP request, and sees its response. */
export interface Embedder {
  /** Additional headers: name, value, name, value. */
  readonly headers: readonly string[];
  /** GraphQL's `extensions` of the request. */
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
  /** Called with each response, before it is checked. `body` is the parsed JSON; null if it is not JSON. */
  readonly hear: (answer: {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly body: unknown;
  }) => void;
}

export interface StreamCall extends Pick<StreamRequest, "resumeAfter" | "signal"> {
  readonly caller: Caller | null;
  /**
   * How to resume a subgraph's stream that does not use the hub's own protocol; null if its stream cannot be
   * resumed.
   */
  readonly resumable: Resumable | null;
}

export interface SubgraphClient {
  /**
   * Executes an operation on behalf of a caller. Rejects with ANSWER_TOO_LARGE; a remote subgraph's client
   * rejects with nothing else.
   */
  readonly ask: (
    operation: SubgraphOperation,
    variables: Variables,
    representations: Representations,
    call: Call,
  ) => Promise<SubgraphResult>;
  /** Opens a stream of a subscription's events. */
  readonly subscribe: (
    operation: SubgraphOperation,
    variables: Variables,
    call: StreamCall,
  ) => Promise<Subscribed>;
  /**
   * True when its streams continue unchanged when the graph changes; a stream of the hub's own subgraph ends
   * with the schema that it began with.
   */
  readonly isIndependent: boolean;
  /** Health, by the outcome of the last calls. */
  readonly health: () => SubgraphHealth;
  /** Closes its connections, after the calls in flight have ended. */
  readonly close: () => Promise<void>;
}

interface RemoteBase {
  readonly name: string;
  readonly url: string;
  /** Signs the header's value for a caller; null sends no header. */
  readonly sign: SignCaller | null;
  readonly timeoutMs: number;
  /** Largest answer. */
  readonly limitBytes: number;
  /** Additional headers of each call, for its trace context: name, value, name, value. */
  readonly outgoing?: (() => readonly string[]) | undefined;
}

/** A trusted subgraph: the hub's own, or one that the gateway's operator configured. */
export interface OwnOptions extends RemoteBase {
  readonly kind: "own";
  /**
   * The protocol of subscriptions: `event-stream` for the hub's own subgraphs, `graphql-ws` for any other.
   */
  readonly streams: "event-stream" | "graphql-ws";
  /** Receives an entry when the subgraph refuses this gateway's signature. */
  readonly log?: Log;
}

/**
 * An untrusted subgraph, run by a department: limited to allowed networks, with its error texts in `log`
 * only.
 */
export interface DepartmentOptions extends RemoteBase {
  readonly kind: "department";
  readonly networks: Networks;
  readonly log: Log;
}

export type RemoteOptions = OwnOptions | DepartmentOptions;
