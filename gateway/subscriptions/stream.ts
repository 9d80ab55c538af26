/**
 * The stream of one subscription, shared by all clients that subscribe to the same with the same rights: it
 * has one upstream, and resolves each event once.
 *
 * A new graph does not end it: the operation is planned anew, and if the subgraph can resume a stream, the
 * new upstream starts after the last delivered event, so that no event is lost or delivered twice; an event
 * that was being resolved on the old graph is resolved again on the new one. A stream of a department's
 * subgraph keeps its upstream as long as its subscription stays the same. The fastest client sets the pace.
 */
import { setTimeout as pause } from "node:timers/promises";
import { HubError } from "#schema/errors.js";
import { databaseUnavailable } from "#schema/runtime/database-failure.js";
import { startLifetime } from "#schema/runtime/lifetime.js";
import type { AnswerLimits } from "#schema/runtime/meter.js";
import { UNLIMITED } from "../engine/planning-budget.js";
import type { Engine, Runnable } from "../engine/engine.js";
import type { Revision } from "../graph/revision.js";
import { toAnswer } from "../operation/answer.js";
import type { Subscription } from "../operation/ask.js";
import { restBetween } from "../operation/long-request.js";
import { readAsked } from "../operation/read-asked.js";
import { engineOf, meansOf } from "../operation/use-revision.js";
import { rightsOf } from "../rights/rights-of.js";
import { createAudience } from "./audience.js";
import { createMessage, StreamError, toFormatted, toStreamError, type Message } from "./message.js";
import type { Outlet } from "./outlet.js";
import { keyOf, openUpstream, type Upstream } from "./upstream.js";

export interface StreamQuestion extends Subscription {
  /** The resume cursor that the transport sent; a cursor in the operation's arguments is for the subgraph. */
  readonly resumeAfter: string | null;
}

export interface StreamWorld {
  readonly revision: () => Revision;
  readonly operationTimeoutMs: number;
  readonly answerLimits: AnswerLimits;
  /** Logs what nobody expected; returns what the client may read of it. */
  readonly onFault: (error: unknown) => HubError;
}

export interface EventTurns {
  /** Resolves an event when it is the stream's turn. */
  readonly inTurn: <T>(make: () => Promise<T>) => Promise<T>;
}

export interface Stream {
  readonly join: (outlet: Outlet) => void;
  readonly leave: (outlet: Outlet) => void;
  /** True when an event has been delivered. */
  readonly hasBegun: () => boolean;
  /** The cursor of the last delivered event; null for a stream that is not open yet, or cannot be resumed. */
  readonly position: () => string | null;
  /**
   * Ends the stream, and returns its outlets without ending them: the caller moves them to another stream.
   */
  readonly giveUp: () => readonly Outlet[];
  /** Resolves when the upstream is open, or the stream is over. */
  readonly opened: Promise<void>;
  readonly graphChanged: () => void;
  readonly onRoom: () => void;
}

export interface StreamHooks {
  readonly onOver: () => void;
  /** Called after each delivered event. */
  readonly onDelivered: () => void;
}

/** The operation on one revision of the graph, which is held until `release`. */
interface Turn {
  readonly revision: Revision;
  readonly engine: Engine;
  readonly runnable: Runnable;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The states of a stream. `planning` plans the operation on the current graph and opens its upstream;
 * `streaming` delivers until the graph changes or the upstream ends; `waiting` pauses until an unavailable
 * subgraph is tried again.
 */
type State =
  | {
      readonly at: "planning";
      readonly upstream: Upstream | null;
      readonly lost: string | null;
      readonly failures: number;
    }
  | {
      readonly at: "streaming";
      readonly turn: Turn;
      readonly upstream: Upstream;
      readonly failures: number;
      readonly release: () => void;
    }
  | { readonly at: "waiting"; readonly lost: string | null; readonly failures: number }
  | { readonly at: "over"; readonly error: StreamError | null };

type StateAt<At extends State["at"]> = Extract<State, { readonly at: At }>;

/** Progress of the delivery. */
interface Progress {
  /** The cursor of the last delivered event; null: the stream cannot be resumed, or not yet. */
  cursor: string | null;
  /**
   * The subgraph that issued the cursor: null for the hub's own subgraphs, which all count releases;
   * undefined before there is a cursor.
   */
  cursorsOf: string | null | undefined;
  isOpen: boolean;
  hasBegun: boolean;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Codes for a subgraph that is temporarily unavailable. */
const PASSING: ReadonlySet<unknown> = new Set([
  "SUBGRAPH_UNAVAILABLE",
  "SUBGRAPH_TIMEOUT",
  "SUBGRAPH_BAD_ANSWER",
  "DATABASE_UNAVAILABLE",
  "INTERNAL",
]);

export function openStream(
  { contract, asked, caller, labels, points, resumeAfter, show }: StreamQuestion,
  world: StreamWorld & EventTurns,
  { onOver, onDelivered }: StreamHooks,
): Stream {
  const { revision: current, operationTimeoutMs, answerLimits, onFault, inTurn } = world;
  const audience = createAudience();
  const opened = Promise.withResolvers<void>();
  const life = new AbortController();
  const progress: Progress = { cursor: resumeAfter, cursorsOf: undefined, isOpen: false, hasBegun: false };
  let state: State = { at: "planning", upstream: null, lost: null, failures: 0 };

  const end = (error: StreamError | null): void => {
    if (life.signal.aborted) return;
    life.abort();
    interrupt();
    audience.onRoom();
    onOver();
    opened.resolve();
    audience.end(error);
  };
  /** Wakes the stream from waiting for its next event. */
  const interrupt = (): void => {
    if (state.at === "streaming") state.upstream.interrupt();
  };

  const planOn = async (revision: Revision): Promise<Turn> => {
    const engine = await engineOf(revision, contract).catch((error: unknown) => {
      throw toEnding(error);
    });
    const read = await readAsked(engine, asked, {
      guard: null,
      budget: UNLIMITED,
      refuseKind: () => undefined,
      rest: restBetween(asked),
    });
    if (!read.ok) throw ended("总图已变更，此查询不再有效", read.errors[0]?.message ?? read.code);
    const { operation, variables } = read;
    const runnable = await engine
      .plan(operation, variables, { mayDefer: false, budget: UNLIMITED, rights: rightsOf(caller), labels })
      .catch((error: unknown) => {
        throw toEnding(error);
      });
    return { revision, engine, variables, runnable };
  };

  /**
   * Returns the upstream for a turn: the existing one, if it is independent of the graph and has the same
   * subscription; else a new one.
   */
  const attach = async (
    known: Upstream | null,
    {
      revision,
      runnable: {
        plan: { source },
      },
      variables,
    }: Turn,
  ): Promise<Upstream> => {
    if (!source) throw ended("没有可订阅的内容", "nothing to subscribe to");
    const { subgraph } = source.operation;
    const client = revision.clients.get(subgraph);
    if (!client) throw new Error(`The supergraph names a subgraph ${subgraph} that nobody serves`);
    const owner = client.isIndependent ? subgraph : null;
    const isOthers = progress.cursorsOf !== undefined && progress.cursorsOf !== owner;
    if (progress.cursor !== null && isOthers)
      throw ended(
        "此字段改由另一子图提供，游标不再适用",
        "another subgraph gives it now, to which the cursor says nothing",
      );
    progress.cursorsOf = owner;
    const isSame = known?.client.isIndependent === true && known.key === keyOf(source, variables);
    // An upstream that cannot be resumed is kept even when its client has changed.
    if (isSame && (known.client === client || progress.cursor === null)) return known;
    const canResume = progress.cursor !== null;
    // An upstream that cannot be resumed is closed only after its successor is open.
    if (canResume) known?.close();
    const made = await openUpstream({
      source,
      client,
      variables,
      caller,
      resumeAfter: progress.cursor,
      show,
      signal: life.signal,
    });
    progress.cursor = made.cursor;
    if (known && !canResume) {
      known.close();
      tellGap(known.subgraph);
    }
    return made.upstream;
  };
  const tellGap = (name: string): void => audience.offer(toGap(name));

  const plan = async ({ upstream, lost, failures }: StateAt<"planning">): Promise<State> => {
    const revision = current();
    const release = revision.hold();
    try {
      const turn = await planOn(revision);
      const attached = await attach(upstream, turn);
      if (lost !== null) tellGap(lost);
      progress.isOpen = true;
      opened.resolve();
      return { at: "streaming", turn, upstream: attached, failures, release };
    } catch (error) {
      release();
      return afterFailure(error, upstream, failures, lost);
    }
  };

  const stream = async ({
    turn: { revision, engine, runnable, variables },
    upstream,
    release,
    failures: before,
  }: StateAt<"streaming">): Promise<State> => {
    let failures = before;
    try {
      while (!life.signal.aborted && current() === revision) {
        const next = await upstream.next();
        if (next === null) continue;
        if (next.done === true) {
          // The subgraph completed the subscription.
          if (upstream.client.isIndependent) return { at: "over", error: null };
          throw new HubError("SUBGRAPH_UNAVAILABLE", { name: upstream.subgraph });
        }
        const { cursor, result } = next.value;
        await audience.pay(points);
        if (life.signal.aborted) break;
        const outcome = await inTurn(() =>
          engine.run(
            runnable,
            variables,
            meansOf(revision, {
              caller,
              client: caller?.subject ?? "",
              lifetime: startLifetime(operationTimeoutMs),
              limits: answerLimits,
            }),
            result,
          ),
        );
        // The event is delivered again when the database is back.
        if (
          progress.cursor !== null &&
          outcome.errors.some(({ extensions }) => extensions?.["code"] === "DATABASE_UNAVAILABLE")
        )
          throw toStreamError(databaseUnavailable());
        // An independent upstream does not repeat an event that was taken.
        if (!upstream.client.isIndependent && current() !== revision) break;
        upstream.take();
        progress.cursor = cursor ?? progress.cursor;
        progress.hasBegun = true;
        failures = 0;
        audience.offer(createMessage(toAnswer(outcome, show).body, cursor));
        onDelivered();
        await audience.room();
      }
      return { at: "planning", upstream, lost: null, failures };
    } catch (error) {
      return afterFailure(error, upstream, failures, null);
    } finally {
      release();
    }
  };

  /** After a temporary failure a stream that was open waits; one that was never open ends with the error. */
  const afterFailure = (
    error: unknown,
    upstream: Upstream | null,
    failures: number,
    lost: string | null,
  ): State => {
    const isFinal = error instanceof StreamError && !PASSING.has(error.errors[0]?.extensions?.["code"]);
    if (!progress.isOpen || isFinal) return { at: "over", error: toTold(error) };
    upstream?.close();
    return { at: "waiting", failures, lost: upstream && progress.cursor === null ? upstream.subgraph : lost };
  };
  const toTold = (error: unknown): StreamError =>
    error instanceof StreamError ? error : toStreamError(onFault(error));

  const wait = async ({ failures, lost }: StateAt<"waiting">): Promise<State> => {
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
    await pause(longest * (0.5 + Math.random() / 2), undefined, { signal: life.signal, ref: false }).catch(
      () => undefined,
    );
    return { at: "planning", upstream: null, lost, failures: failures + 1 };
  };

  const run = async (): Promise<void> => {
    while (!life.signal.aborted) {
      switch (state.at) {
        case "planning":
          state = await plan(state);
          break;
        case "streaming":
          state = await stream(state);
          break;
        case "waiting":
          state = await wait(state);
          break;
        case "over":
          return end(state.error);
      }
    }
    if (state.at === "streaming") state.release();
  };
  run().catch((error: unknown) => end(toTold(error)));

  return {
    join: audience.join,
    leave: (outlet) => {
      audience.leave(outlet);
      if (audience.isEmpty()) end(null);
      else audience.onRoom();
    },
    hasBegun: () => progress.hasBegun,
    position: () => (progress.isOpen ? progress.cursor : null),
    giveUp: () => {
      const left = audience.giveUp();
      end(null);
      return left;
    },
    opened: opened.promise,
    graphChanged: () => interrupt(),
    onRoom: audience.onRoom,
  };
}

function ended(reason: string, reasonEn: string): StreamError {
  return toStreamError(new HubError("SUBSCRIPTION_ENDED", { reason, reasonEn }));
}

/** A refusal by the graph that is served now ends the stream; any other error is passed on. */
function toEnding(error: unknown): unknown {
  return error instanceof HubError
    ? ended(error.message.replace(/。$/, ""), error.english.replace(/\.$/, ""))
    : error;
}

function toGap(name: string): Message {
  return createMessage(
    Buffer.from(
      JSON.stringify({ errors: [toFormatted(new HubError("SUBSCRIPTION_GAP", { name }))], data: null }),
    ),
    null,
  );
}
