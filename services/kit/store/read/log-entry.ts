/**
 * A release as an entry of the public log. Its text is canonical JSON (RFC 8785), and its leaf SHA-256 over
 * 0x00 and the text: the release's hash, as everybody can recompute it.
 */
import { hash } from "node:crypto";
import { HubError } from "#schema/errors.js";
import type { Queryable } from "../open/queryable.js";
import { GENESIS_HASH, type ReleaseKind } from "./releases.js";

export interface LogEntry {
  readonly added: number;
  readonly changed: number;
  readonly department: string;
  /** The history in which it was made. */
  readonly epoch: string;
  readonly feed: string;
  readonly kind: ReleaseKind;
  /** Leaves of its tree, and the tree's root, hexadecimal. */
  readonly leaves: number;
  readonly number: number;
  readonly releasedAt: Date;
  readonly removed: number;
  readonly root: string;
  /** Hash of the release in the hub's own chain, which covers who released it and the trail, hexadecimal. */
  readonly seal: string;
}

export function entryText(entry: LogEntry): string {
  const { added, changed, department, epoch, feed, kind, leaves, number, releasedAt, removed, root, seal } =
    entry;
  // In the order of the names.
  return JSON.stringify({
    added,
    changed,
    department,
    epoch,
    feed,
    kind,
    leaves,
    number,
    releasedAt: releasedAt.toISOString(),
    removed,
    root,
    seal,
  });
}

export function entryLeaf(entry: LogEntry): Buffer {
  return hash("sha256", `\0${entryText(entry)}`, "buffer");
}

/** Releases from before there were epochs are of the first. */
const SELECT = `SELECT r.number, r.feed, r.kind, r.department, r.released_at AS "releasedAt", r.added, r.changed, r.removed, r.leaves,
  encode(r.root, 'hex') AS root, encode(r.hash, 'hex') AS seal,
  coalesce((SELECT h.epoch FROM hub.epoch h WHERE h.release < r.number ORDER BY h.number DESC LIMIT 1), (SELECT h.epoch FROM hub.epoch h WHERE h.number = 1)) AS epoch
  FROM hub.release r`;

/**
 * Entries after a number, in order: those whose trees are made, which are all but what an older version of
 * the program has released since this one was started.
 */
export async function entriesAfter(
  client: Queryable,
  number: number,
  first: number,
): Promise<readonly LogEntry[]> {
  const { rows } = await client.query<LogEntry>(`${SELECT} WHERE r.number > $1 ORDER BY r.number LIMIT $2`, [
    number,
    first,
  ]);
  const gap = rows.findIndex(({ root }) => root === null);
  return gap < 0 ? rows : rows.slice(0, gap);
}

/** Entries of one feed after a number, up to another. */
export async function entriesOfFeed(
  client: Queryable,
  feed: string,
  { after, to, first }: { readonly after: number; readonly to: number; readonly first: number },
): Promise<readonly LogEntry[]> {
  const { rows } = await client.query<LogEntry>(
    `${SELECT} WHERE r.feed = $1 AND r.number > $2 AND r.number <= $3 ORDER BY r.number LIMIT $4`,
    [feed, after, to, first],
  );
  return rows;
}

/** Hashes of a release that everybody can recompute, hexadecimal. */
export interface PublicHashes {
  /** Root of its tree. */
  readonly digest: string;
  /** Leaf of the entry before it. */
  readonly previousHash: string;
  /** Leaf of its entry. */
  readonly hash: string;
}

/** By the releases' numbers. Throws RELEASE_UNPROVED for one that is not in the log yet. */
export async function publicHashes(
  client: Queryable,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, PublicHashes>> {
  const { rows } = await client.query<PublicHashes & { readonly number: number }>(
    `SELECT r.number, encode(r.root, 'hex') AS digest, coalesce(encode(b.hash, 'hex'), $2) AS "previousHash", encode(l.hash, 'hex') AS hash
    FROM hub.release r JOIN hub.log l ON l.level = 0 AND l.at = r.number - 1 LEFT JOIN hub.log b ON b.level = 0 AND b.at = r.number - 2
    WHERE r.number = ANY($1::int[])`,
    [numbers, GENESIS_HASH],
  );
  const found = new Map(rows.map(({ number, ...hashes }) => [number, hashes]));
  const missing = numbers.find((number) => !found.has(number));
  if (missing !== undefined) throw new HubError("RELEASE_UNPROVED", { number: missing });
  return found;
}

/** By their numbers; those that are no releases, or have no tree yet, are absent. */
export async function readEntries(
  client: Queryable,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, LogEntry>> {
  const { rows } = await client.query<LogEntry>(`${SELECT} WHERE r.number = ANY($1::int[])`, [numbers]);
  return new Map(rows.filter(({ root }) => root !== null).map((entry) => [entry.number, entry]));
}
