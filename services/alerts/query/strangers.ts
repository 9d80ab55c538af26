/**
 * Daily limits for callers. Nobody signs in, so these bound how much they can store in the database, and how
 * many requests they can have sent to others.
 */
import { createHmac } from "node:crypto";
import type pg from "pg";
import { HubError } from "#schema/errors.js";

/** Standing queries that one client saves in a day, as those of an office behind one address do. */
export const MOST_A_DAY = 200;
/** Challenges sent to one host that it has failed to answer. */
const MOST_UNMET = 10;

export const DAY_MS = 86_400_000;

/** The owner of what is asked with a manage token: it is nobody's day. */
export const NOBODYS = "";

/** Whose day it is: by no copy of the database is an address known. */
export function pseudonymOf(key: Uint8Array, client: string): string {
  return createHmac("sha256", key).update(`standing queries of ${client}`).digest("base64url");
}

/**
 * Refused with STANDING_QUERIES_TOO_MANY. It counts whether the query is removed again or not. Those of one
 * client are saved one after the other; nobody's are counted with another's.
 */
export async function mayAsk(client: pg.ClientBase, owner: string, now: Date): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [owner]);
  const {
    rows: [day],
  } = await client.query<{ count: number }>(
    "SELECT count(*) AS count FROM alerts.asked WHERE owner = $1 AND at > $2",
    [owner, new Date(now.getTime() - DAY_MS)],
  );
  if ((day?.count ?? 0) >= MOST_A_DAY) throw new HubError("STANDING_QUERIES_TOO_MANY", { limit: MOST_A_DAY });
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

/** `host`: to be challenged for it; `owner`: a pseudonym. */
export async function noteAsked(
  client: pg.ClientBase,
  query: number,
  { owner, host }: { readonly owner: string; readonly host: string | null },
  now: Date,
): Promise<void> {
  await client.query("INSERT INTO alerts.asked (query, at, host, owner) VALUES ($1, $2, $3, $4)", [
    query,
    now,
    host,
    owner,
  ]);
}
