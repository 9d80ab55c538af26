/**
 * The deliveries as rows: who sends which, and how it went. Several hubs share them; one that dies leaves its
 * own to the others.
 */
import { laterEpochOf, type Database } from "#kit/hub";
import { mayChallenge, noteAsked, NOBODYS } from "../query/strangers.js";
import { TIMEOUT_MS } from "./post.js";

/** Longer than an attempt may take: a message that is not settled by then is free for any hub. */
export const LEASE_MS = 2 * TIMEOUT_MS;
/** At a time to one host, from one hub: a slow receiver takes no more than its share. */
export const AT_ONCE_PER_HOST = 2;

export interface Claimed {
  /** Number of the standing query, and its identifier. */
  readonly query: number;
  readonly id: string;
  /** 0 is the challenge. */
  readonly release: number;
  /** The reminder that it tells; 0 for what the release added. */
  readonly reminder: number;
  /** The epoch in which the release was made; null for the first of this database. */
  readonly laterEpoch: string | null;
  readonly total: number;
  readonly url: string;
  readonly host: string;
  /** With this one. */
  readonly attempts: number;
  readonly firstAt: Date;
}

export interface Wanted {
  readonly now: Date;
  readonly most: number;
  readonly busyHosts: readonly string[];
}

/** A webhook gets its challenge first, and nothing while it is suspended. */
const IS_OPEN = "w.state = CASE d.release WHEN 0 THEN 'CONFIRMING' ELSE 'ACTIVE' END";

/** When the next one is due that is not yet; also one that another hub has, for it may never settle it. */
export async function nextDue({ pool }: Database, now: Date): Promise<Date | null> {
  const { rows } = await pool.query<{ at: Date }>(
    `SELECT d.next_at AS at FROM alerts.delivery d JOIN alerts.webhook w ON w.query = d.query
    WHERE d.state = 'PENDING' AND d.next_at > $1 AND ${IS_OPEN} ORDER BY d.next_at LIMIT 1`,
    [now],
  );
  return rows[0]?.at ?? null;
}

export async function claim(
  { pool }: Database,
  { now, most, busyHosts }: Wanted,
): Promise<readonly Claimed[]> {
  const { rows } = await pool.query<Claimed>(
    `
    WITH due AS (
      SELECT d.query, d.release, d.reminder, row_number() OVER (PARTITION BY w.host ORDER BY d.next_at) AS place
      FROM alerts.delivery d JOIN alerts.webhook w ON w.query = d.query
      WHERE d.state = 'PENDING' AND d.next_at <= $1 AND ${IS_OPEN} AND w.host <> ALL($3)),
    mine AS (
      SELECT d.query, d.release, d.reminder FROM alerts.delivery d JOIN due USING (query, release, reminder)
      WHERE due.place <= ${AT_ONCE_PER_HOST} AND d.state = 'PENDING' AND d.next_at <= $1 ORDER BY d.next_at LIMIT $2 FOR UPDATE OF d SKIP LOCKED)
    UPDATE alerts.delivery d SET attempts = d.attempts + 1, first_at = coalesce(d.first_at, $1), next_at = $4
    FROM mine, alerts.webhook w, alerts.query q WHERE d.query = mine.query AND d.release = mine.release AND d.reminder = mine.reminder AND w.query = d.query AND q.number = d.query
    RETURNING d.query, q.id, d.release, d.reminder, ${laterEpochOf("d.release")} AS "laterEpoch", coalesce((SELECT total FROM alerts.hit h WHERE h.query = d.query AND h.release = d.release), 0) AS total, w.url, w.host, d.attempts, d.first_at AS "firstAt"`,
    [now, most, busyHosts, new Date(now.getTime() + LEASE_MS)],
  );
  return rows;
}

/** Done: `DELIVERED`, or `OBSOLETE` because nothing of it is public any more. */
export async function settle(
  { pool }: Database,
  { query, release, reminder }: Claimed,
  state: "DELIVERED" | "OBSOLETE",
  outcome: string | null,
  now: Date,
): Promise<void> {
  await pool.query(
    "UPDATE alerts.delivery SET state = $3, outcome = $4, ended_at = $5 WHERE query = $1 AND release = $2 AND reminder = $6 AND state = 'PENDING'",
    [query, release, state, outcome, now, reminder],
  );
}

/** Again at `next`, unless another has sent it since. */
export async function postpone(
  { pool }: Database,
  { query, release, reminder, attempts }: Claimed,
  outcome: string,
  next: Date,
): Promise<void> {
  await pool.query(
    "UPDATE alerts.delivery SET next_at = $4, outcome = $5 WHERE query = $1 AND release = $2 AND reminder = $6 AND attempts = $3 AND state = 'PENDING'",
    [query, release, attempts, next, outcome, reminder],
  );
}

export type WebhookState = "CONFIRMING" | "ACTIVE" | "SUSPENDED";

export async function suspend({ pool }: Database, query: number, reason: string): Promise<void> {
  await pool.query("UPDATE alerts.webhook SET state = 'SUSPENDED', reason = $2 WHERE query = $1", [
    query,
    reason,
  ]);
}

/**
 * The challenge was met, and does not count among those of its host any more. All in one statement: half of
 * it would leave a webhook that waits for ever.
 */
export async function activate({ pool }: Database, query: number, outcome: string, now: Date): Promise<void> {
  await pool.query(
    `WITH met AS (UPDATE alerts.asked SET host = NULL WHERE query = $1),
      done AS (UPDATE alerts.delivery SET state = 'DELIVERED', outcome = $2, ended_at = $3 WHERE query = $1 AND release = 0)
    UPDATE alerts.webhook SET state = 'ACTIVE', reason = NULL WHERE query = $1`,
    [query, outcome, now],
  );
}

/**
 * Challenges a webhook that is suspended anew; what waited is sent once that is met. One that is not
 * suspended stays as it is. False when there is none; refused with WEBHOOK_URL_REFUSED like a new one.
 */
export async function resume(database: Database, query: number, now: Date): Promise<boolean> {
  return database.transaction(async (client) => {
    const {
      rows: [webhook],
    } = await client.query<{ host: string; state: WebhookState }>(
      "SELECT host, state FROM alerts.webhook WHERE query = $1 FOR UPDATE",
      [query],
    );
    if (webhook?.state !== "SUSPENDED") return webhook !== undefined;
    await mayChallenge(client, webhook.host, now);
    await noteAsked(client, query, { owner: NOBODYS, host: webhook.host }, now);
    await client.query("UPDATE alerts.webhook SET state = 'CONFIRMING', reason = NULL WHERE query = $1", [
      query,
    ]);
    await client.query(
      "UPDATE alerts.delivery SET state = 'PENDING', attempts = 0, first_at = NULL, next_at = $2, ended_at = NULL WHERE query = $1 AND (release = 0 OR state = 'PENDING')",
      [query, now],
    );
    return true;
  });
}
