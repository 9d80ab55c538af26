/**
 * A release as an entry of the public log. Its text is canonical JSON (RFC 8785), and its leaf SHA-256 over
 * 0x00 and the text: the release's hash, as everybody can recompute it.
 */
import { hash } from "node:crypto";
import type { Queryable } from "../open/queryable.js";
import type { ReleaseKind } from "./releases.js";

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

/** Null for what is no release, or has no tree yet. */
export async function readEntry(client: Queryable, number: number): Promise<LogEntry | null> {
  const [entry] = await entriesAfter(client, number - 1, 1);
  return entry?.number === number ? entry : null;
}
