/**
 * The source of a subscription: the releases, each event at a place in them. A place is a release and a row
 * of it, as text `12:345`; `12` alone is all of that release. So whoever has read what was public at release
 * 12 continues from there, and a stream that was cut continues after the last event that came, with nothing
 * lost and nothing twice.
 */
import { HubError } from "#schema/errors.js";
import { followReleases } from "../../store/follow/follow-releases.js";
import { lastRelease, type Release } from "../../store/read/releases.js";
import type { SubgraphContext } from "./context.js";
import { hubOf } from "./hub-request.js";

export interface LiveEvent {
  readonly cursor: string;
}

/** The result of a Subscription field's `subscribe`: its events, and the cursor from which they begin. */
export interface EventSource<T extends LiveEvent = LiveEvent> extends AsyncIterable<T> {
  readonly cursor: string;
}

/** `row` Infinity: after all of the release. */
export interface StreamPosition {
  readonly release: number;
  readonly row: number;
}

/**
 * Where a subscription begins: `after` is what its own argument says. CURSOR_INVALID for what is no place, or
 * in the future.
 */
export async function placeOf(
  context: SubgraphContext,
  after: string | null | undefined,
): Promise<StreamPosition> {
  const { database, stream } = hubOf(context);
  const latest = (await lastRelease(database.pool))?.number ?? 0;
  const text = stream?.resumeAfter ?? after ?? null;
  if (text === null) return { release: latest, row: Infinity };
  const [, release, row] = CURSOR.exec(text) ?? [];
  if (release === undefined || Number(release) > latest) throw new HubError("CURSOR_INVALID");
  return { release: Number(release), row: row === undefined ? Infinity : Number(row) };
}

const CURSOR = /^(\d{1,9})(?::(\d{1,9}))?$/;

export function cursorOf({ release, row }: StreamPosition): string {
  return row === Infinity ? String(release) : `${release}:${row}`;
}

/**
 * Yields the events that `eventsOf` makes of each release after the place; it begins after `afterRow` of a
 * release.
 */
export function releaseEvents<T extends LiveEvent>(
  context: SubgraphContext,
  place: StreamPosition,
  eventsOf: (release: Release, afterRow: number, signal: AbortSignal) => AsyncIterable<T>,
): EventSource<T> {
  const { database, stream } = hubOf(context);
  const signal = stream?.signal ?? AbortSignal.abort();
  async function* events(): AsyncGenerator<T, void> {
    for await (const release of followReleases(
      database,
      place.row === Infinity ? place.release : place.release - 1,
      signal,
    )) {
      yield* eventsOf(release, release.number === place.release ? place.row : -1, signal);
    }
  }
  return { cursor: cursorOf(place), [Symbol.asyncIterator]: events };
}
