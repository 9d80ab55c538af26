/** What a subgraph's client is given, and what it does. */
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

/** On whose behalf, for how long, and out of which budget. */
export interface Call {
  readonly caller: Caller | null;
  readonly lifetime: Lifetime;
  readonly meter: Meter;
  /** Of a program in which the gateway runs; undefined: there is none. */
  readonly embedder?: Embedder | undefined;
}

/**
 * What a program adds to the request of a subgraph that is asked over HTTP, and what it hears of the answer.
 */
export interface Embedder {
  /** More headers: name, value, name, value. */
  readonly headers: readonly string[];
  /** GraphQL's `extensions` of the request. */
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
  /** Called with each answer, before it is judged. `body` is what came as JSON; null when it is none. */
  readonly hear: (answer: {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly body: unknown;
  }) => void;
}

export interface StreamCall extends Pick<StreamRequest, "resumeAfter" | "signal"> {
  readonly caller: Caller | null;
  /**
   * How a subgraph is asked that knows nothing of the hub's own streams; null where its stream cannot be
   * resumed.
   */
  readonly resumable: Resumable | null;
}

export interface SubgraphClient {
  /**
   * Asks the subgraph on behalf of a caller. Rejects with ANSWER_TOO_LARGE; a remote one with nothing else.
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
   * True when its streams go on as they are when the graph changes; the hub's own end with the schema that
   * they began with.
   */
  readonly isIndependent: boolean;
  /** How its last calls fared. */
  readonly health: () => SubgraphHealth;
  /** Ends its connections, once what is under way has ended. */
  readonly close: () => Promise<void>;
}

interface RemoteBase {
  readonly name: string;
  readonly url: string;
  /** The header's value for a caller; null sends none. */
  readonly sign: SignCaller | null;
  readonly timeoutMs: number;
  /** Largest answer. */
  readonly limitBytes: number;
  /** More headers of each call, names and values in turn: the trace that it belongs to. */
  readonly outgoing?: (() => readonly string[]) | undefined;
}

/** The hub's own, or one that whoever runs the gateway has named: it is believed. */
export interface OwnOptions extends RemoteBase {
  readonly kind: "own";
  /** How it is subscribed to: the hub's own by an event stream, any other by graphql-ws. */
  readonly streams: "event-stream" | "graphql-ws";
  /** Told when it refuses this gateway's signature. */
  readonly log?: Log;
}

/** One that a department runs itself: it is where it may be, its words go to `log`, and it can bind less. */
export interface DepartmentOptions extends RemoteBase {
  readonly kind: "department";
  readonly networks: Networks;
  readonly log: Log;
}

export type RemoteOptions = OwnOptions | DepartmentOptions;
