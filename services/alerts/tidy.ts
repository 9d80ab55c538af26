/**
 * Deletes queries and matches that nobody reads any more, so that strangers cannot fill the database for
 * ever.
 */
import type { Database } from "#kit/hub";
import { DAY_MS } from "./query/strangers.js";

/**
 * Days for which matches are kept, enough for a reader who is away for a month. Published records are not
 * touched: they stay in the graph.
 */
export const MATCHES_DAYS = 30;
/**
 * Days until a query is deleted: one that was never read, and one that was read before. An active webhook
 * counts as reading.
 */
const UNREAD_DAYS = 7;
const UNUSED_DAYS = 180;

export async function tidy({ pool }: Database, now: Date): Promise<void> {
  const before = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  await pool.query("DELETE FROM alerts.asked WHERE at < $1", [before(1)]);
  const {
    rows: [old],
  } = await pool.query<{ release: number | null }>(
    "SELECT max(number) AS release FROM hub.release WHERE released_at < $1",
    [before(MATCHES_DAYS)],
  );
  const last = old?.release ?? 0;
  await pool.query("DELETE FROM alerts.match WHERE release <= $1", [last]);
  await pool.query("DELETE FROM alerts.hit WHERE release <= $1", [last]);
  await pool.query("DELETE FROM alerts.delivery WHERE release BETWEEN 1 AND $1 AND reminder = 0", [last]);
  await pool.query(
    "DELETE FROM alerts.delivery d USING hub.reminder r WHERE r.number = d.reminder AND r.at < $1",
    [before(MATCHES_DAYS)],
  );
  await pool.query(
    `DELETE FROM alerts.query q WHERE (used_at < $1 OR (used_at = created_at AND created_at < $2))
    AND NOT EXISTS (SELECT FROM alerts.webhook w WHERE w.query = q.number AND w.state = 'ACTIVE')`,
    [before(UNUSED_DAYS), before(UNREAD_DAYS)],
  );
}
