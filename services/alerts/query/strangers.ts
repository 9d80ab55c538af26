/**
 * What strangers may ask for in a day: nobody signs in, so it bounds what they fill the database with, and
 * whom they have called.
 */
import type pg from "pg";
import { HubError } from "#schema/errors.js";

/** Standing queries that are saved in a day, far above what a district's people save. */
const MOST_A_DAY = 20_000;
/** Challenges of one host that it has not met. */
const MOST_UNMET = 10;

export const DAY_MS = 86_400_000;

/** Refused with STANDING_QUERIES_TOO_MANY. It counts whether the query is removed again or not. */
export async function mayAsk(client: pg.ClientBase, now: Date): Promise<void> {
  const {
    rows: [day],
  } = await client.query<{ count: number }>("SELECT count(*) AS count FROM alerts.asked WHERE at > $1", [
    new Date(now.getTime() - DAY_MS),
  ]);
  if ((day?.count ?? 0) >= MOST_A_DAY) throw new HubError("STANDING_QUERIES_TOO_MANY");
}

/** Refused with WEBHOOK_URL_REFUSED. */
export async function mayChallenge(client: pg.ClientBase, host: string, now: Date): Promise<void> {
  const {
    rows: [unmet],
  } = await client.query<{ count: number }>(
    "SELECT count(*) AS count FROM alerts.asked WHERE host = $1 AND at > $2",
    [host, new Date(now.getTime() - DAY_MS)],
  );
  if ((unmet?.count ?? 0) >= MOST_UNMET)
    throw new HubError("WEBHOOK_URL_REFUSED", {
      reason: "该主机今天未响应的验证请求过多",
      reasonEn: "too many challenges of that host were not met today",
    });
}

/** `host`: to be challenged for it. */
export async function noteAsked(
  client: pg.ClientBase,
  query: number,
  host: string | null,
  now: Date,
): Promise<void> {
  await client.query("INSERT INTO alerts.asked (query, at, host) VALUES ($1, $2, $3)", [query, now, host]);
}
