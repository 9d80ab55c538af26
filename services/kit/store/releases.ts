/** The chain of releases: numbered without gaps, each hash over its own content and the hash before. */
import { hash } from "node:crypto";
import type pg from "pg";

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
  /** SHA-256 values, hexadecimal. `digest` covers the records, `hash` all of these fields but itself. */
  readonly digest: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** The hash before the first release. */
export const GENESIS_HASH = "0".repeat(64);

export function hashOfRelease(release: Omit<Release, "hash">): string {
  const { number, feed, kind, submission, department, releasedAt, releasedBy, approvedBy, added, changed, removed, digest, previousHash } = release;
  return hash("sha256", JSON.stringify([number, feed, kind, submission, department, releasedAt.toISOString(), releasedBy, approvedBy, added, changed, removed, digest, previousHash]), "hex");
}

const COLUMNS = `number, feed, kind, submission, department, released_at AS "releasedAt", released_by AS "releasedBy", approved_by AS "approvedBy",
  added, changed, removed, encode(digest, 'hex') AS digest, encode(previous_hash, 'hex') AS "previousHash", encode(hash, 'hex') AS hash`;

/** Releases by number, in the order asked for. */
export async function readReleases(client: pg.ClientBase | pg.Pool, numbers: readonly number[]): Promise<readonly Release[]> {
  const { rows } = await client.query<Release>(`SELECT ${COLUMNS} FROM hub.release WHERE number = ANY($1::int[]) ORDER BY array_position($1::int[], number)`, [numbers]);
  return rows;
}

/** Newest first, from before the number `before`. */
export async function listReleases(client: pg.ClientBase | pg.Pool, options: { readonly feeds: readonly string[] | null; readonly department: string | null; readonly before: number | null; readonly first: number }): Promise<readonly Release[]> {
  const { rows } = await client.query<Release>(`SELECT ${COLUMNS} FROM hub.release
    WHERE ($1::text[] IS NULL OR feed = ANY($1)) AND ($2::text IS NULL OR department = $2) AND ($3::int IS NULL OR number < $3) ORDER BY number DESC LIMIT $4`,
  [options.feeds, options.department, options.before, options.first]);
  return rows;
}

/** All releases in the order of the chain. */
export async function readChain(client: pg.ClientBase | pg.Pool): Promise<readonly Release[]> {
  return (await client.query<Release>(`SELECT ${COLUMNS} FROM hub.release ORDER BY number`)).rows;
}

export async function lastRelease(client: pg.ClientBase): Promise<Release | null> {
  return (await client.query<Release>(`SELECT ${COLUMNS} FROM hub.release ORDER BY number DESC LIMIT 1`)).rows[0] ?? null;
}

/** The number of the last release at that time; 0 before the first. */
export async function releaseAt(client: pg.ClientBase | pg.Pool, time: Date): Promise<number> {
  const { rows } = await client.query<{ number: number | null }>("SELECT max(number) AS number FROM hub.release WHERE released_at <= $1", [time]);
  return rows[0]?.number ?? 0;
}

export async function insertRelease(client: pg.ClientBase, release: Release): Promise<void> {
  await client.query(`INSERT INTO hub.release (number, feed, kind, submission, department, released_at, released_by, approved_by, added, changed, removed, digest, previous_hash, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, decode($12, 'hex'), decode($13, 'hex'), decode($14, 'hex'))`,
  [release.number, release.feed, release.kind, release.submission, release.department, release.releasedAt, release.releasedBy, release.approvedBy,
    release.added, release.changed, release.removed, release.digest, release.previousHash, release.hash]);
  await client.query("UPDATE hub.feed SET version = $2 WHERE id = $1", [release.feed, release.number]);
}
