/**
 * One subscription's answers, for all clients that subscribe to the same with the same rights: one upstream, each event resolved once.
 *
 * A new graph does not end it: the operation is planned anew, and where the subgraph can resume a stream, it goes on after the last event that
 * was delivered, so that nothing is lost and nothing comes twice; what was being resolved on the old graph is resolved again on the new one. A
 * stream of a department's subgraph keeps its upstream for as long as it is asked the same. It goes no faster than the fastest client.
 */
import { setTimeout as pause } from "node:timers/promises";
import { databaseUnavailable } from "#schema/runtime/database-failure.js";
import { HubError } from "#schema/errors.js";
import type { AnswerLimits } from "#schema/runtime/meter.js";
import type { SubgraphError, SubgraphEvent } from "#schema/subgraph.js";
import type { GraphQLFormattedError } from "graphql";
import type { SubgraphClient } from "../subgraphs/client-options.js";
import { variablesFor, type CompiledStream } from "../engine/compile/compile-plan.js";
import { UNLIMITED, type Engine, type Runnable } from "../engine/engine.js";
import { startLifetime } from "#schema/runtime/lifetime.js";
import { tell, toAnswer } from "../operation/answer.js";
import type { Subscription } from "../operation/ask.js";
import { restBetween } from "../operation/long-request.js";
import { readAsked } from "../operation/read-asked.js";
import type { Revision } from "../graph/revision.js";
import { meansOf, engineOf } from "../operation/use-revision.js";
import { createMessage, StreamError, toFormatted, toStreamError, type Message } from "./message.js";
import type { Outlet } from "./outlet.js";

export interface StreamQuestion extends Subscription {
  /** Of the transport; what the operation's own arguments say is the subgraph's to read. */
  readonly resumeAfter: string | null;
}

export interface StreamWorld {
  readonly revision: () => Revision;
  readonly operationTimeoutMs: number;
  readonly answerLimits: AnswerLimits;
  readonly show: (error: SubgraphError) => GraphQLFormattedError;
  readonly onFault: (error: unknown) => void;
}

export interface Stream {
  readonly join: (outlet: Outlet) => void;
  readonly leave: (outlet: Outlet) => void;
  /** Whether an event has been delivered. */
  readonly hasBegun: () => boolean;
  /** The cursor up to which all has been delivered; null for a stream that is not open yet, or cannot be resumed. */
  readonly position: () => string | null;
  /** Ends it, and tells its clients nothing: whoever called has another stream for them. */
  readonly giveUp: () => readonly Outlet[];
  /** Resolves when its upstream is open, or it is over. */
  readonly opened: Promise<void>;
  readonly graphChanged: () => void;
  readonly onRoom: () => void;
}

export interface StreamHooks {
  readonly onOver: () => void;
  /** After each event. */
  readonly onDelivered: () => void;
}

interface Turn { readonly revision: Revision; readonly engine: Engine; readonly runnable: Runnable; readonly variables: Readonly<Record<string, unknown>> }

interface Upstream {
  /** What the subgraph is asked: equal ones give the same events. */
  readonly key: string;
  readonly client: SubgraphClient;
  readonly subgraph: string;
  readonly iterator: AsyncIterator<SubgraphEvent>;
  readonly close: () => void;
  pending: Promise<IteratorResult<SubgraphEvent>> | null;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** How long all clients together may hold the stream up. */
const ROOM_MS = 5_000;
/** A subgraph that is not there at the moment. */
const PASSING: ReadonlySet<unknown> = new Set(["SUBGRAPH_UNAVAILABLE", "SUBGRAPH_TIMEOUT", "SUBGRAPH_BAD_ANSWER", "DATABASE_UNAVAILABLE", "INTERNAL"]);

export function openStream({ contract, asked, caller, labels, resumeAfter }: StreamQuestion, { revision: current, operationTimeoutMs, answerLimits, show, onFault }: StreamWorld, { onOver, onDelivered }: StreamHooks): Stream {
  const outlets = new Set<Outlet>();
  const opened = Promise.withResolvers<void>();
  const life = new AbortController();
  /** Null: it cannot be resumed, or not yet. */
  let position = resumeAfter;
  /** Whose cursor it is: null for that of the hub's own subgraphs, which all count releases. */
  let cursorsOf: string | null | undefined;
  let hasBegun = false;
  let isOpen = false;
  let failures = 0;
  let interrupt = (): void => undefined;
  let wakeRoom = (): void => undefined;

  const end = (error: StreamError | null): void => {
    if (life.signal.aborted) return;
    life.abort();
    interrupt();
    wakeRoom();
    onOver();
    opened.resolve();
    for (const outlet of outlets) outlet.end(error);
  };

  const planOn = async (revision: Revision): Promise<Turn> => {
    const ended = (reason: string): StreamError => toStreamError(new HubError("SUBSCRIPTION_ENDED", { reason }));
    const engine = await engineOf(revision, contract).catch((error: unknown) => { throw error instanceof HubError ? ended(error.message) : error; });
    const read = await readAsked(engine, asked, { budget: UNLIMITED, refuseKind: () => undefined, rest: restBetween(asked) });
    if (!read.ok) throw ended(read.errors[0]?.message ?? read.code);
    const { operation, variables } = read;
    try {
      return { revision, engine, variables, runnable: await engine.plan(operation, variables, false, UNLIMITED, labels) };
    } catch (error) {
      throw error instanceof HubError ? ended(error.message) : error;
    }
  };

  const subscribe = async ({ operation, resumable }: CompiledStream, { client, key }: Pick<Upstream, "client" | "key">, variables: Turn["variables"]): Promise<Upstream> => {
    const own = new AbortController();
    const subscribed = await client.subscribe(operation, variablesFor(operation, variables), { caller, resumeAfter: position, signal: own.signal, resumable });
    if ("refused" in subscribed) throw new StreamError(tell(subscribed.refused.errors ?? [], show));
    const { cursor, events } = subscribed.stream;
    const iterator = events[Symbol.asyncIterator]();
    const close = (): void => {
      life.signal.removeEventListener("abort", close);
      own.abort();
      // What it was at when it was told is over.
      iterator.return?.().catch(() => undefined);
    };
    life.signal.addEventListener("abort", close);
    if (life.signal.aborted) close();
    position = cursor;
    return { key, client, subgraph: operation.subgraph, iterator, pending: null, close };
  };

  /** The upstream for a turn: the one that there is, where it does not end with a graph and is asked the same; else a new one. */
  const attach = async (known: Upstream | null, { revision, runnable: { plan: { source } }, variables }: Turn): Promise<Upstream> => {
    if (!source) throw toStreamError(new HubError("SUBSCRIPTION_ENDED", { reason: "没有可订阅的内容 / nothing to subscribe to" }));
    const { operation } = source;
    const client = revision.clients.get(operation.subgraph);
    if (!client) throw new Error(`The supergraph names a subgraph ${operation.subgraph} that nobody serves`);
    const owner = client.isIndependent ? operation.subgraph : null;
    if (position !== null && cursorsOf !== undefined && cursorsOf !== owner) throw toStreamError(new HubError("SUBSCRIPTION_ENDED", { reason: "此字段改由另一子图给出，游标不再适用 / another subgraph gives it now, to which the cursor says nothing" }));
    cursorsOf = owner;
    const key = JSON.stringify([operation.subgraph, operation.text, variablesFor(operation, variables)]);
    // Where it stands is no reason to leave one that could not be resumed.
    if (known?.client.isIndependent === true && known.key === key && (known.client === client || position === null)) return known;
    const canResume = position !== null;
    // One that cannot be resumed is left only when its successor is there.
    if (canResume) known?.close();
    const made = await subscribe(source, { client, key }, variables);
    if (known && !canResume) {
      known.close();
      tellGap(known.subgraph);
    }
    return made;
  };

  const deliver = (message: Message): void => {
    for (const outlet of outlets) outlet.offer(message);
  };
  const tellGap = (name: string): void => deliver(createMessage(Buffer.from(JSON.stringify({ errors: [toFormatted(new HubError("SUBSCRIPTION_GAP", { name }))], data: null })), null));

  const room = async (): Promise<void> => {
    for (const outlet of outlets) if (outlet.hasRoom()) return;
    if (outlets.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ROOM_MS).unref();
      wakeRoom = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };

  /** The next event; null when the graph has changed or the stream is over. What has come then is kept. */
  const nextOf = (upstream: Upstream): Promise<IteratorResult<SubgraphEvent> | null> => {
    const pending = (upstream.pending ??= upstream.iterator.next());
    return new Promise((resolve, reject) => {
      interrupt = () => resolve(null);
      pending.then(resolve, reject);
    });
  };

  /** Until the graph changes, or the upstream ends. */
  const pump = async ({ revision, engine, runnable, variables }: Turn, upstream: Upstream): Promise<"changed" | "ended"> => {
    while (!life.signal.aborted && current() === revision) {
      const next = await nextOf(upstream);
      if (next === null) continue;
      if (next.done === true) return "ended";
      const { cursor, result } = next.value;
      const means = meansOf(revision, { caller, client: caller?.subject ?? "", lifetime: startLifetime(operationTimeoutMs), limits: answerLimits });
      const outcome = await engine.run(runnable, variables, means, result);
      // It comes again when the database is back.
      if (position !== null && outcome.errors.some(({ extensions }) => extensions?.["code"] === "DATABASE_UNAVAILABLE")) throw toStreamError(databaseUnavailable());
      const { body } = toAnswer(outcome, show);
      // What is taken from one that goes on does not come again.
      if (!upstream.client.isIndependent && current() !== revision) return "changed";
      upstream.pending = null;
      [position, hasBegun, failures] = [cursor ?? position, true, 0];
      deliver(createMessage(body, cursor));
      onDelivered();
      await room();
    }
    return "changed";
  };

  const run = async (): Promise<void> => {
    let upstream: Upstream | null = null;
    let lost: string | null = null;
    while (!life.signal.aborted) {
      const revision = current();
      const release = revision.hold();
      try {
        const turn = await planOn(revision);
        upstream = await attach(upstream, turn);
        if (lost !== null) tellGap(lost);
        lost = null;
        isOpen = true;
        opened.resolve();
        if ((await pump(turn, upstream)) === "changed") continue;
        // The subgraph has said that there will be no more.
        if (upstream.client.isIndependent) return end(null);
        throw new HubError("SUBGRAPH_UNAVAILABLE", { name: upstream.subgraph });
      } catch (error) {
        if (!isOpen || (error instanceof StreamError && !PASSING.has(error.errors[0]?.extensions?.["code"]))) throw error;
        if (upstream && position === null) lost = upstream.subgraph;
        upstream?.close();
        upstream = null;
      } finally {
        release();
      }
      await pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures) * (0.5 + Math.random() / 2), undefined, { signal: life.signal, ref: false }).catch(() => undefined);
      failures += 1;
    }
  };

  run().then(() => end(null), (error: unknown) => {
    if (!(error instanceof StreamError)) onFault(error);
    end(error instanceof StreamError ? error : new StreamError([show({ message: error instanceof Error ? error.message : String(error) })]));
  });

  return {
    join: (outlet) => { outlets.add(outlet); },
    leave: (outlet) => {
      outlets.delete(outlet);
      if (outlets.size === 0) end(null);
      else wakeRoom();
    },
    hasBegun: () => hasBegun,
    position: () => (isOpen ? position : null),
    giveUp: () => {
      const left = [...outlets];
      outlets.clear();
      end(null);
      return left;
    },
    opened: opened.promise,
    graphChanged: () => interrupt(),
    onRoom: () => wakeRoom(),
  };
}
