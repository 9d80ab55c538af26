/** The trail as it is read: by page, the newest first, or whole. */
import type { TrailEntry, TrailKind } from "#schema/trail.js";
import type { Queryable } from "../open/queryable.js";

export interface StoredTrailEntry extends Omit<TrailEntry, "details"> {
  /** Without gaps, from 1. */
  readonly number: number;
  readonly at: Date;
  /** JSON, as it was hashed. */
  readonly details: string;
  /** The latest release when it was written; 0 and 64 zeros before the first. */
  readonly release: number;
  /** SHA-256 values, hexadecimal. `hash` covers all of these fields but itself. */
  readonly releaseHash: string;
  readonly previousHash: string;
  readonly hash: string;
}

export interface TrailFilter {
  /** Null for all, as in all of these. */
  readonly kinds: readonly TrailKind[] | null;
  /** Subject of the person's token, or name. */
  readonly actor: string | null;
  readonly department: string | null;
  /** Written at this time or later. */
  readonly from: Date | null;
  /** Written before this time. */
  readonly to: Date | null;
}

const SELECT = `SELECT number, at, kind, actor, actor_name AS "actorName", department, subject, details, release,
  encode(release_hash, 'hex') AS "releaseHash", encode(previous_hash, 'hex') AS "previousHash", encode(hash, 'hex') AS hash FROM hub.trail`;
const MATCHES = `($1::text[] IS NULL OR kind = ANY($1)) AND ($2::text IS NULL OR actor = $2 OR actor_name = $2)
  AND ($3::text IS NULL OR department = $3) AND ($4::timestamptz IS NULL OR at >= $4) AND ($5::timestamptz IS NULL OR at < $5)`;

/** At most `limit`: the newest first after the number `from`, or the oldest first before it. */
export async function listTrail(
  client: Queryable,
  { kinds, actor, department, from, to }: TrailFilter,
  range: { readonly from: number | null; readonly newestFirst: boolean; readonly limit: number },
): Promise<readonly StoredTrailEntry[]> {
  const [beyond, direction] = range.newestFirst ? ["<", "DESC"] : [">", "ASC"];
  const { rows } = await client.query<Row>(
    `${SELECT} WHERE ${MATCHES} AND ($6::int IS NULL OR number ${beyond} $6) ORDER BY number ${direction} LIMIT $7`,
    [kinds, actor, department, from, to, range.from, range.limit],
  );
  return rows.map(toEntry);
}

export async function countTrail(
  client: Queryable,
  { kinds, actor, department, from, to }: TrailFilter,
): Promise<number> {
  const { rows } = await client.query<{ readonly count: string }>(
    `SELECT count(*) AS count FROM hub.trail WHERE ${MATCHES}`,
    [kinds, actor, department, from, to],
  );
  return Number(rows[0]?.count ?? 0);
}

/** Those after a number, in the order of the chain. */
export async function trailAfter(
  client: Queryable,
  number: number,
  limit: number,
): Promise<readonly StoredTrailEntry[]> {
  const { rows } = await client.query<Row>(`${SELECT} WHERE number > $1 ORDER BY number LIMIT $2`, [
    number,
    limit,
  ]);
  return rows.map(toEntry);
}

export async function lastTrailEntry(client: Queryable): Promise<StoredTrailEntry | null> {
  const {
    rows: [row],
  } = await client.query<Row>(`${SELECT} ORDER BY number DESC LIMIT 1`);
  return row ? toEntry(row) : null;
}

interface Row extends Omit<StoredTrailEntry, "actor"> {
  readonly actor: string;
  readonly actorName: string;
}

function toEntry({ actor, actorName, ...row }: Row): StoredTrailEntry {
  return { ...row, actor: { subject: actor, name: actorName } };
}
