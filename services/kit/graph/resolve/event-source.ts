/**
 * The source of a subscription: the releases, each event at a place in them. A place is a release and a row
 * of it in an epoch, as text `<epoch>.12:345`; `<epoch>.12` is all of that release, and `0` comes before the
 * first in any. So whoever has read what was public at release 12 continues from there, and a stream that was
 * cut continues after the last event that came, with nothing lost and nothing twice.
 */
import { HubError } from "#schema/errors.js";
import { followReleases } from "../../store/follow/follow-releases.js";
import { readEpoch } from "../../store/read/epoch.js";
import { readPlace, writePlace, type Place } from "../../store/read/place.js";
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

/**
 * Where a subscription begins: `after` is what its own argument says. CURSOR_INVALID for what is no place, or
 * in the future; HISTORY_OTHER for a place of another epoch.
 */
export async function placeOf(context: SubgraphContext, after: string | null | undefined): Promise<Place> {
  const { database, stream } = hubOf(context);
  const { epoch } = await readEpoch(database.pool);
  const latest = (await lastRelease(database.pool))?.number ?? 0;
  const text = stream?.resumeAfter ?? after ?? null;
  if (text === null) return { epoch, release: latest, row: Infinity };
  if (text === BEGINNING) return { epoch, release: 0, row: Infinity };
  const place = readPlace(text, epoch);
  if (place.release > latest) throw new HubError("CURSOR_INVALID");
  return place;
}

const BEGINNING = "0";

/**
 * Yields the events that `eventsOf` makes of each release after the place; it begins after `afterRow` of a
 * release.
 */
export function releaseEvents<T extends LiveEvent>(
  context: SubgraphContext,
  place: Place,
  eventsOf: (release: Release, afterRow: number, signal: AbortSignal) => AsyncIterable<T>,
): EventSource<T> {
  const { database, stream } = hubOf(context);
  const signal = stream?.signal ?? AbortSignal.abort();
  async function* events(): AsyncGenerator<T, void> {
    for await (const release of followReleases(
      database,
      { epoch: place.epoch, after: place.row === Infinity ? place.release : place.release - 1 },
      signal,
    )) {
      yield* eventsOf(release, release.number === place.release ? place.row : -1, signal);
    }
  }
  return { cursor: writePlace(place), [Symbol.asyncIterator]: events };
}
