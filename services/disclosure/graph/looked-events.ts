/**
 * Streams of what no release tells and is looked for each second: submissions that move on, duties that
 * change, reminders of them.
 */
import { setTimeout } from "node:timers/promises";
import type { EventSource, LiveEvent, SubgraphContext } from "#kit";
import { hubOf, readEpoch, type Queryable } from "#kit/hub";
import { HubError } from "#schema/errors.js";

export interface Looked<Event, Place> {
  readonly found: readonly { readonly event: Event; readonly at: Place }[];
  /** Where to go on. */
  readonly next: Place;
  readonly hasMore: boolean;
}

export interface Looking<Event, Place> {
  /** What comes next is news. */
  readonly latest: (client: Queryable) => Promise<Place>;
  /** Throws CURSOR_INVALID for what is no place, or one that is not reached yet. */
  readonly readPlace: (text: string, latest: Place) => Place;
  readonly writePlace: (place: Place) => string;
  readonly look: (client: Queryable, place: Place) => Promise<Looked<Event, Place>>;
}

/** A place is the number of the event before it. */
export const NUMBERED: Pick<Looking<never, number>, "readPlace" | "writePlace"> = {
  readPlace: (text, latest) => {
    if (!/^\d{1,15}$/.test(text) || Number(text) > latest) throw new HubError("CURSOR_INVALID");
    return Number(text);
  },
  writePlace: String,
};

const LOOK_EVERY_MS = 1_000;
const CURSOR = /^(?<epoch>[0-9a-f]{16})\.(?<place>.+)$/;

/** The cursor of what is the latest. */
export async function latestCursor<Event, Place>(
  client: Queryable,
  { latest, writePlace }: Pick<Looking<Event, Place>, "latest" | "writePlace">,
): Promise<string> {
  const { epoch } = await readEpoch(client);
  return `${epoch}.${writePlace(await latest(client))}`;
}

/**
 * Events after a cursor, or from now on. Throws CURSOR_INVALID, and HISTORY_OTHER for a cursor of another
 * epoch, or once the database is restored.
 */
export async function lookedEvents<Event extends object, Place>(
  context: SubgraphContext,
  after: string | null | undefined,
  { latest, readPlace, writePlace, look }: Looking<Event, Place>,
): Promise<EventSource<Event & LiveEvent>> {
  const { stream, database } = hubOf(context);
  const { pool } = database;
  const { epoch } = await readEpoch(pool);
  const given = stream?.resumeAfter ?? after ?? null;
  const now = await latest(pool);
  const start = given === null ? now : readPlace(placeIn(given, epoch), now);
  const signal = stream?.signal ?? AbortSignal.abort();
  const write = (place: Place): string => `${epoch}.${writePlace(place)}`;
  async function* events(): AsyncGenerator<Event & LiveEvent, void> {
    for (let place = start; !signal.aborted;) {
      if ((await readEpoch(pool)).epoch !== epoch) throw new HubError("HISTORY_OTHER");
      const { found, next, hasMore } = await look(pool, place);
      for (const { event, at } of found) yield { ...event, cursor: write(at) };
      place = next;
      if (!hasMore) await setTimeout(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
  return { cursor: write(start), [Symbol.asyncIterator]: events };
}

function placeIn(cursor: string, epoch: string): string {
  const { epoch: of, place } = CURSOR.exec(cursor)?.groups ?? {};
  if (of === undefined || place === undefined) throw new HubError("CURSOR_INVALID");
  if (of !== epoch) throw new HubError("HISTORY_OTHER");
  return place;
}
