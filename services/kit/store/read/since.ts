/**
 * The point from which changes are asked for, as a client writes it: a place (`Release.cursor`), `0` for the
 * beginning, or a moment. A moment is the last release made by then, unless what was released then is not
 * part of this history: between the last release that a restored backup has and the restoring.
 */
import { HubError } from "#schema/errors.js";
import type { Queryable } from "../open/queryable.js";
import { readPlace } from "./place.js";

export interface Since {
  /** The epoch that holds, and its latest release; 0 before the first. */
  readonly epoch: string;
  readonly latest: number;
  /** Release number after which changes are wanted; 0 for all. */
  readonly from: number;
  /** The latest release of each feed; of some it is 0. */
  readonly versions: Readonly<Record<string, number>>;
}

/** A moment, or the text of a place. */
export type SinceText = { readonly moment: Date } | { readonly place: string };

/**
 * Throws SINCE_INVALID for what is no place, a release that is not made yet, or a moment to come;
 * HISTORY_OTHER for what belongs to another history.
 */
export async function readSince(client: Queryable, since: SinceText | null): Promise<Since> {
  const moment = since && "moment" in since ? since.moment : null;
  const {
    rows: [found],
  } = await client.query<Found>(READ, [moment]);
  if (!found) throw new Error("The database has no epoch");
  const { epoch, latest, at, coming, lost, versions } = found;
  if (coming) throw wrong("时刻尚未到来", "the moment is yet to come");
  if (lost) throw new HubError("HISTORY_OTHER");
  const from = since === null ? 0 : "moment" in since ? at : releaseOf(since.place, epoch);
  if (from > latest) throw wrong("该次发布尚不存在", "there is no such release yet");
  return { epoch, latest, from, versions: versions ?? {} };
}

interface Found {
  readonly epoch: string;
  readonly latest: number;
  readonly at: number;
  readonly coming: boolean;
  readonly lost: boolean;
  readonly versions: Readonly<Record<string, number>> | null;
}

const READ = `SELECT e.epoch, coalesce((SELECT max(number) FROM hub.release), 0) AS latest,
  coalesce((SELECT max(number) FROM hub.release WHERE released_at <= $1::timestamptz), 0) AS at,
  coalesce($1::timestamptz > clock_timestamp(), false) AS coming,
  EXISTS (SELECT FROM hub.epoch h LEFT JOIN hub.release l ON l.number = h.release
    WHERE h.number > 1 AND $1::timestamptz < h.began_at AND $1::timestamptz > coalesce(l.released_at, '-infinity')) AS lost,
  (SELECT json_object_agg(id, version) FROM hub.feed) AS versions
  FROM hub.epoch e ORDER BY e.number DESC LIMIT 1`;

const BEGINNING = "0";

/** A place within a release is before it: nothing is lost, and what is told again is the same. */
function releaseOf(text: string, epoch: string): number {
  if (text === BEGINNING) return 0;
  if (!PLACE.test(text))
    throw wrong("不是游标，也不是时刻", "it is neither a cursor of a release nor a moment");
  const { release, row } = readPlace(text, epoch);
  return row === Infinity ? release : Math.max(0, release - 1);
}

const PLACE = /^[0-9a-f]{16}\.\d{1,9}(?::\d{1,9})?$/;

function wrong(reason: string, reasonEn: string): HubError {
  return new HubError("SINCE_INVALID", { reason, reasonEn });
}
