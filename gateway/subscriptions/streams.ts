/**
 * All streams of a gateway. Equal subscriptions are coalesced into one stream. Clients that resume get a
 * separate stream; when it reaches the position of an equal one, its clients move to that one.
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
  /** The bucket that it pays from; null where there are no rates. */
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

/** Most events that are resolved at the same time; it bounds the memory of answers in progress. */
const EVENTS_AT_A_TIME = 16;

export function createStreams(world: StreamWorld, limits: LiveLimits, outletLimits: OutletLimits): Streams {
  const places = createPlaces({
    all: limits.subscriptions,
    ofClient: limits.subscriptionsOfClient,
    code: "CLIENT_SUBSCRIPTIONS_TOO_MANY",
  });
  /**
   * All open streams; those that differ only in their start position, by key; and those that new clients may
   * join.
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
    // A client that resumes must not miss events that the stream has already delivered.
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

  /** Merges a stream into an equal one that is at the same position. */
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
      const unwatch = session.onEnd((error) => outlet.end(error));
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
