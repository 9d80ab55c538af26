/**
 * Standing queries as they are kept. Whoever has the identifier may read one; the manage token is needed for
 * more.
 */
import type pg from "pg";
import type { Database, Queryable } from "#kit/hub";
import { toUnavailable } from "#schema/runtime/database-failure.js";
import { HubError } from "#schema/errors.js";
import { hooksOf, invalid, type Criteria } from "./criteria.js";
import { isId, isToken, makeId, makeToken } from "./capability.js";
import { DAY_MS, mayAsk, mayChallenge, noteAsked } from "./strangers.js";

export interface StandingQuery {
  readonly number: number;
  readonly id: string;
  readonly title: string | null;
  readonly criteria: Criteria;
  /** Whether the departments' reminders of duties are told as well. */
  readonly hasReminders: boolean;
  /** Releases after this one count. */
  readonly since: number;
  readonly createdAt: Date;
}

export interface NewQuery {
  readonly title: string | null;
  readonly criteria: Criteria;
  readonly hasReminders: boolean;
  readonly webhook: string | null;
  /** Pseudonym of who saves it. */
  readonly owner: string;
}

const LONGEST_TITLE = 100;

const COLUMNS =
  'q.number, q.id, q.title, q.criteria, q.reminders AS "hasReminders", q.since, q.created_at AS "createdAt"';

/**
 * Refused with STANDING_QUERY_INVALID, STANDING_QUERIES_TOO_MANY, or WEBHOOK_URL_REFUSED for a host that many
 * others have named.
 */
export async function saveQuery(
  database: Database,
  { title, criteria, hasReminders, webhook, owner }: NewQuery,
  now: Date,
): Promise<{ readonly query: StandingQuery; readonly token: string }> {
  if (title !== null && (title.length > LONGEST_TITLE || /\p{Cc}/u.test(title)))
    throw invalid(`名称最多${LONGEST_TITLE}个字符`, `a title has at most ${LONGEST_TITLE} characters`);
  if (hasReminders && criteria.departments === null)
    throw invalid(
      "接收公开任务提醒的，须填写部门",
      "whoever wants reminders of duties names the departments",
    );
  const [id, { token, hash }] = [makeId(), makeToken()];
  const query = await database.transaction(async (client) => {
    await mayAsk(client, owner, now);
    // Releases that are matched from here on look at this query as well: `since` is none of them.
    await client.query("SELECT FROM alerts.progress FOR SHARE");
    const {
      rows: [saved],
    } = await client.query<StandingQuery>(
      `INSERT INTO alerts.query AS q (id, token_hash, title, criteria, since, created_at, used_at, reminders)
      SELECT $1, $2, $3, $4, coalesce(max(number), 0), $5, $5, $6 FROM hub.release RETURNING ${COLUMNS}`,
      [id, hash, title, JSON.stringify(criteria), now, hasReminders],
    );
    if (!saved) throw new Error("A standing query was not saved");
    const hooks = await hooksOf(criteria, (pieces) => rarestOf(client, pieces));
    await client.query(
      "INSERT INTO alerts.hook (term, query) SELECT term, $2 FROM unnest($1::int[]) AS t(term)",
      [hooks, saved.number],
    );
    await (webhook === null
      ? noteAsked(client, saved.number, { owner, host: null }, now)
      : saveWebhook(client, saved.number, { owner, url: webhook }, now));
    return saved;
  });
  return { query, token };
}

/** The piece by which fewest queries are found so far: then no frequent one gathers them all. */
async function rarestOf(client: pg.ClientBase, pieces: readonly number[]): Promise<number> {
  const {
    rows: [rarest],
  } = await client.query<{ term: number }>(
    `SELECT term FROM unnest($1::int[]) AS t(term)
    ORDER BY (SELECT count(*) FROM (SELECT FROM alerts.hook h WHERE h.term = t.term LIMIT 1000) f) LIMIT 1`,
    [pieces],
  );
  if (!rarest) throw new Error("Words without a piece were taken for searchable");
  return rarest.term;
}

async function saveWebhook(
  client: pg.ClientBase,
  query: number,
  { owner, url }: { readonly owner: string; readonly url: string },
  now: Date,
): Promise<void> {
  const { hostname: host } = new URL(url);
  await mayChallenge(client, host, now);
  await noteAsked(client, query, { owner, host }, now);
  await client.query(
    "INSERT INTO alerts.webhook (query, url, host, state) VALUES ($1, $2, $3, 'CONFIRMING')",
    [query, url, host],
  );
  await client.query(
    "INSERT INTO alerts.delivery (query, release, state, next_at) VALUES ($1, 0, 'PENDING', $2)",
    [query, now],
  );
}

/** STANDING_QUERY_UNKNOWN for one that there is not. */
export async function findQuery(statements: Queryable, id: string): Promise<StandingQuery> {
  const {
    rows: [query],
  } = isId(id)
    ? await statements.query<StandingQuery>(`SELECT ${COLUMNS} FROM alerts.query q WHERE q.id = $1`, [id])
    : { rows: [] };
  if (!query) throw new HubError("STANDING_QUERY_UNKNOWN");
  return query;
}

/**
 * That somebody reads it keeps it. While the database takes nothing it is read all the same; the next reading
 * is noted.
 */
export async function noteUse(statements: Queryable, { number }: StandingQuery, now: Date): Promise<void> {
  try {
    await statements.query(
      "UPDATE alerts.query SET used_at = $2 WHERE number = $1 AND (used_at < $3 OR used_at = created_at)",
      [number, now, new Date(now.getTime() - DAY_MS)],
    );
  } catch (error) {
    if (toUnavailable(error) === null) throw error;
  }
}

/** For its owner alone: MANAGE_TOKEN_WRONG for everybody else. */
export async function manageQuery(statements: Queryable, id: string, token: string): Promise<StandingQuery> {
  const query = await findQuery(statements, id);
  const {
    rows: [kept],
  } = await statements.query<{ hash: Buffer }>(
    "SELECT token_hash AS hash FROM alerts.query WHERE number = $1",
    [query.number],
  );
  if (!kept || !isToken(token, kept.hash)) throw new HubError("MANAGE_TOKEN_WRONG");
  return query;
}

/** With all that was kept for it. */
export async function removeQuery(database: Database, { number }: StandingQuery): Promise<void> {
  await database.transaction(async (client) => {
    for (const table of ["match", "hit", "query"])
      await client.query(`DELETE FROM alerts.${table} WHERE ${table === "query" ? "number" : "query"} = $1`, [
        number,
      ]);
  });
}
