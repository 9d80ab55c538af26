/** What a feed's records are at, as of one moment: by it a copy knows whether it is still the same. */
import type { Queryable } from "../open/queryable.js";

export interface FeedState {
  readonly epoch: string;
  /** The feed's latest release, of whatever kind; 0 before the first. */
  readonly version: number;
  /** The latest release of all feeds at the time that was asked for. */
  readonly release: number;
}

/** `time`: null for now. */
export async function readFeedState(client: Queryable, feed: string, time: Date | null): Promise<FeedState> {
  const { rows } = await client.query<FeedState>(
    `SELECT (SELECT epoch FROM hub.epoch ORDER BY number DESC LIMIT 1) AS epoch, coalesce((SELECT version FROM hub.feed WHERE id = $1), 0) AS version,
      coalesce((SELECT max(number) FROM hub.release WHERE $2::timestamptz IS NULL OR released_at <= $2), 0) AS release`,
    [feed, time],
  );
  const [state] = rows;
  if (!state) throw new Error("A statement without a FROM has one row");
  return state;
}
