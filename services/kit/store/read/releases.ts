/** Releases as they are read: by number, by page, at a time. */
import type { Queryable } from "../open/queryable.js";

/** The hash before the first release. */
export const GENESIS_HASH = "0".repeat(64);

export type ReleaseKind = "FEED" | "WITHDRAWAL" | "EXPIRY";

export interface Release {
  readonly number: number;
  readonly feed: string;
  readonly kind: ReleaseKind;
  /** The submission that it publishes; null for what the clock does. */
  readonly submission: string | null;
  readonly department: string;
  readonly releasedAt: Date;
  readonly releasedBy: string;
  readonly approvedBy: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** SHA-256 values, hexadecimal. `digest` covers the records, `hash` all of the fields above. */
  readonly digest: string;
  /** The latest entry of the trail when it was made, and its hash; 0 and null where there was none. */
  readonly trail: number;
  readonly trailHash: string | null;
  readonly previousHash: string;
  readonly hash: string;
  /** Leaves of its tree, and the tree's root, hexadecimal. Null: `write/fill-log.ts` has not made it yet. */
  readonly leaves: number | null;
  readonly root: string | null;
}

export interface ReleaseFilter {
  /** Null for all. */
  readonly feeds: readonly string[] | null;
  readonly department: string | null;
}

/** Newest first after the number `from`, or the oldest first before it; null from the end. */
export interface ReleaseRange {
  readonly from: number | null;
  readonly newestFirst: boolean;
  readonly first: number;
}

const SELECT = `SELECT number, feed, kind, submission, department, released_at AS "releasedAt", released_by AS "releasedBy", approved_by AS "approvedBy",
  added, changed, removed, encode(digest, 'hex') AS digest, trail, encode(trail_hash, 'hex') AS "trailHash", encode(previous_hash, 'hex') AS "previousHash", encode(hash, 'hex') AS hash, leaves, encode(root, 'hex') AS root FROM hub.release`;

/** Releases by number, in the order asked for. */
export async function readReleases(
  client: Queryable,
  numbers: readonly number[],
): Promise<readonly Release[]> {
  return (
    await client.query<Release>(
      `${SELECT} WHERE number = ANY($1::int[]) ORDER BY array_position($1::int[], number)`,
      [numbers],
    )
  ).rows;
}

const WHERE = "WHERE ($1::text[] IS NULL OR feed = ANY($1)) AND ($2::text IS NULL OR department = $2)";

export async function listReleases(
  client: Queryable,
  { feeds, department }: ReleaseFilter,
  { from, newestFirst, first }: ReleaseRange,
): Promise<readonly Release[]> {
  return (
    await client.query<Release>(
      `${SELECT} ${WHERE} AND ($3::int IS NULL OR number ${newestFirst ? "<" : ">"} $3)
    ORDER BY number ${newestFirst ? "DESC" : "ASC"} LIMIT $4`,
      [feeds, department, from, first],
    )
  ).rows;
}

export async function countReleases(
  client: Queryable,
  { feeds, department }: ReleaseFilter,
): Promise<number> {
  const { rows } = await client.query<{ readonly count: string }>(
    `SELECT count(*) AS count FROM hub.release ${WHERE}`,
    [feeds, department],
  );
  return Number(rows[0]?.count ?? 0);
}

/** Releases after a number, in order. */
export async function releasesAfter(
  client: Queryable,
  number: number,
  first: number,
): Promise<readonly Release[]> {
  return (
    await client.query<Release>(`${SELECT} WHERE number > $1 ORDER BY number LIMIT $2`, [number, first])
  ).rows;
}

/** The epoch that holds, with the releases after a number, as of one moment. */
export async function historyAfter(
  client: Queryable,
  number: number,
  first: number,
): Promise<{ readonly epoch: string; readonly releases: readonly Release[] }> {
  const { rows } = await client.query<Release & { readonly epoch: string }>(
    `SELECT e.epoch, r.* FROM (SELECT epoch FROM hub.epoch ORDER BY number DESC LIMIT 1) e
    LEFT JOIN (${SELECT} WHERE number > $1 ORDER BY number LIMIT $2) r ON true ORDER BY r.number`,
    [number, first],
  );
  return {
    epoch: rows[0]?.epoch ?? "",
    releases: rows.filter(({ number: found }) => found !== null),
  };
}

/** The numbers of the releases of these feeds after one, up to another, in order. */
export async function releaseNumbers(
  client: Queryable,
  feeds: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly number[]> {
  const { rows } = await client.query<{ readonly number: number }>(
    "SELECT number FROM hub.release WHERE feed = ANY($1) AND number > $2 AND number <= $3 ORDER BY number",
    [feeds, from, to],
  );
  return rows.map(({ number }) => number);
}

/** Totals of a feed's releases. */
export interface ReleaseTotals {
  readonly number: number;
  /** Leaf of its entry in the public log; null where it has none yet. */
  readonly hash: string | null;
  readonly first: Date;
  readonly latest: Date;
  readonly count: number;
  /** Records that are public now. */
  readonly rows: number;
}

/** By feed; feeds without a release are absent. */
export async function releaseTotals(client: Queryable): Promise<ReadonlyMap<string, ReleaseTotals>> {
  const { rows } = await client.query<
    ReleaseTotals & { readonly feed: string }
  >(`SELECT t.*, encode(l.hash, 'hex') AS hash FROM (
    SELECT feed, max(number) AS number, min(released_at) AS first, max(released_at) AS latest, count(*) AS count, sum(added - removed)::bigint AS rows FROM hub.release GROUP BY feed) t LEFT JOIN hub.log l ON l.level = 0 AND l.at = t.number - 1`);
  return new Map(rows.map((totals) => [totals.feed, totals]));
}

/** What a department handed in of a feed, summed up. */
export interface HandedIn {
  readonly feed: string;
  readonly latest: Date;
  readonly count: number;
}

/** By department, what each handed in; its own releases, not those of the clock. */
export async function handedIn(
  client: Queryable,
  departments: readonly unknown[],
): Promise<ReadonlyMap<string, readonly HandedIn[]>> {
  const { rows } = await client.query<HandedIn & { readonly department: string }>(
    `SELECT department, feed, max(released_at) AS latest, count(*)::int AS count FROM hub.release
    WHERE kind = 'FEED' AND department = ANY($1::text[]) GROUP BY department, feed ORDER BY feed`,
    [[...departments]],
  );
  return Map.groupBy(rows, ({ department }) => department);
}

/** All releases in the order of the chain. */
export async function readChain(client: Queryable): Promise<readonly Release[]> {
  return (await client.query<Release>(`${SELECT} ORDER BY number`)).rows;
}

export async function lastRelease(client: Queryable): Promise<Release | null> {
  return (await client.query<Release>(`${SELECT} ORDER BY number DESC LIMIT 1`)).rows[0] ?? null;
}

/** The number of the last release at that time; 0 before the first. */
export async function releaseAt(client: Queryable, time: Date): Promise<number> {
  const { rows } = await client.query<{ number: number | null }>(
    "SELECT max(number) AS number FROM hub.release WHERE released_at <= $1",
    [time],
  );
  return rows[0]?.number ?? 0;
}
