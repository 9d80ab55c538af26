/**
 * All streams of a gateway. Equal subscriptions are one, while each of its clients gets what it asked for:
 * those who resume have a stream of their own until it has come to where another is, and are that one's
 * clients from then on.
 */
import pLimit from "p-limit";
import { HubError } from "#schema/errors.js";
import { AGAIN_SECONDS, createPlaces, type LiveLimits } from "../limits/live-places.js";
import { createOutlet, type Outlet, type OutletLimits } from "./outlet.js";
import { readAfter } from "./read-after.js";
import type { Bucket } from "../limits/rate/bucket.js";
import type { Session } from "./session.js";
import { createWaitingBytes } from "./waiting-bytes.js";
import { openStream, type Stream, type StreamQuestion, type StreamWorld } from "./stream.js";

export interface Subscriber {
  readonly session: Session;
  /** `clientOf` its address. */
  readonly client: string;
  /** Out of which it pays; null where all is free. */
  readonly bucket: Bucket | null;
  /** Ends its connection. */
  readonly cut: () => void;
}

export interface Streams {
  /** Throws CLIENT_SUBSCRIPTIONS_TOO_MANY or LIVE_FULL. */
  readonly subscribe: (
    question: StreamQuestion,
    subscriber: Subscriber,
  ) => { readonly outlet: Outlet; readonly opened: Promise<void> };
  readonly graphChanged: () => void;
  readonly open: () => { readonly subscriptions: number; readonly streams: number };
}

/** Events that are made at the same time: the memory of the answers under way is theirs. */
const EVENTS_AT_A_TIME = 16;

export function createStreams(world: StreamWorld, limits: LiveLimits, outletLimits: OutletLimits): Streams {
  const places = createPlaces({
    all: limits.subscriptions,
    ofClient: limits.subscriptionsOfClient,
    code: "CLIENT_SUBSCRIPTIONS_TOO_MANY",
  });
  /**
   * All that are open; those that differ by nothing but where they began; and the ones that others may join.
   */
  const open = new Set<Stream>();
  const alike = new Map<string, Set<Stream>>();
  const joinable = new Map<string, Stream>();
  const homes = new Map<Outlet, Stream>();
  const waitingOf = createWaitingBytes();
  const inTurn = pLimit(EVENTS_AT_A_TIME);

  const find = (question: StreamQuestion): Stream => {
    const { contract, asked, caller, labels, runnable, variables, resumeAfter } = question;
    const after = readAfter(runnable.prepared, variables);
    const key = JSON.stringify([
      contract,
      asked.text,
      asked.operationName,
      asked.variables,
      caller,
      [...labels].toSorted(),
      resumeAfter,
    ]);
    const known = joinable.get(key);
    // Who resumes must not miss what has been delivered to those before.
    if (known && !((resumeAfter !== null || after.isGiven) && known.hasBegun())) return known;
    if (open.size >= limits.streams) throw new HubError("LIVE_FULL", { seconds: AGAIN_SECONDS });
    const { [after.variable ?? ""]: _, ...others } = asked.variables;
    const kind = JSON.stringify([
      contract,
      asked.text,
      asked.operationName,
      others,
      caller,
      [...labels].toSorted(),
    ]);
    const made = openStream(
      question,
      { ...world, inTurn },
      {
        onOver: () => {
          open.delete(made);
          alike.get(kind)?.delete(made);
          if (alike.get(kind)?.size === 0) alike.delete(kind);
          if (joinable.get(key) === made) joinable.delete(key);
        },
        onDelivered: () => joinAnother(made, alike.get(kind) ?? NONE),
      },
    );
    open.add(made);
    alike.set(kind, (alike.get(kind) ?? new Set<Stream>()).add(made));
    joinable.set(key, made);
    return made;
  };

  /** A stream that has come to where an equal one is goes on as that one. */
  const joinAnother = (stream: Stream, others: ReadonlySet<Stream>): void => {
    const position = stream.position();
    if (position === null || !open.has(stream)) return;
    for (const other of others) {
      if (other === stream || other.position() !== position) continue;
      for (const outlet of stream.giveUp()) {
        homes.set(outlet, other);
        other.join(outlet);
      }
      return;
    }
  };

  return {
    open: () => ({ subscriptions: places.taken(), streams: open.size }),
    subscribe: (question, { session, client, bucket, cut }) => {
      const giveBack = places.take(client);
      let stream: Stream;
      try {
        stream = find(question);
      } catch (error) {
        giveBack();
        throw error;
      }
      const unwatch = session.onExpiry((error) => outlet.end(error));
      const outlet = createOutlet({
        limits: outletLimits,
        bucket,
        waiting: waitingOf(client),
        cut,
        check: session.check,
        onRoom: () => homes.get(outlet)?.onRoom(),
        onLeave: () => {
          unwatch();
          giveBack();
          homes.get(outlet)?.leave(outlet);
          homes.delete(outlet);
        },
      });
      homes.set(outlet, stream);
      stream.join(outlet);
      return { outlet, opened: stream.opened };
    },
    graphChanged: () => {
      for (const stream of open) stream.graphChanged();
    },
  };
}

const NONE: ReadonlySet<Stream> = new Set();
