/**
 * The public log: a Merkle tree (RFC 6962) whose leaves are the releases in their order, release 1 at index
 * 0. `hub.log` has the root of each complete tree in it, so that a proof reads a few rows.
 */
import type { Queryable } from "../open/queryable.js";
import {
  completeTrees,
  consistencyPath,
  EMPTY_ROOT,
  inclusionPath,
  joinRight,
  type Range,
} from "./merkle.js";

export interface LogHead {
  readonly epoch: string;
  /** Hexadecimal. */
  readonly root: string;
  /** Releases in it. */
  readonly size: number;
}

/** Of one moment. */
export async function readLogHead(client: Queryable): Promise<LogHead> {
  const { rows } = await client.query<{ epoch: string; size: number }>(
    "SELECT epoch, coalesce((SELECT max(at) + 1 FROM hub.log WHERE level = 0), 0) AS size FROM hub.epoch ORDER BY number DESC LIMIT 1",
  );
  const [found] = rows;
  if (!found) throw new Error("The database has no epoch");
  return { ...found, root: await logRoot(client, found.size) };
}

export async function logSize(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ size: number | null }>(
    "SELECT max(at) + 1 AS size FROM hub.log WHERE level = 0",
  );
  return rows[0]?.size ?? 0;
}

/** Hexadecimal. */
export async function logRoot(client: Queryable, size: number): Promise<string> {
  const [root = EMPTY_ROOT] = await rootsOf(client, [{ start: 0, end: size }]);
  return root.toString("hex");
}

/** The path of a release in the log of a size, hexadecimal, the lowest first. */
export async function releasePath(
  client: Queryable,
  release: number,
  size: number,
): Promise<readonly string[]> {
  return hexOf(await rootsOf(client, inclusionPath(release - 1, size)));
}

/** What proves that the log of one size is the beginning of that of another, hexadecimal. */
export async function logConsistency(
  client: Queryable,
  from: number,
  to: number,
): Promise<readonly string[]> {
  return hexOf(await rootsOf(client, consistencyPath(from, to)));
}

/** Roots of ranges of the log; all that they are made of is read at once. */
export async function rootsOf(client: Queryable, ranges: readonly Range[]): Promise<readonly Buffer[]> {
  const trees = ranges.map(completeTrees);
  const places = trees.flat();
  if (places.length === 0) return ranges.map(() => EMPTY_ROOT);
  const { rows } = await client.query<{ level: number; at: number; hash: Buffer }>(
    "SELECT level, at, hash FROM hub.log JOIN unnest($1::int[], $2::int[]) AS p(level, at) USING (level, at)",
    [places.map(({ level }) => level), places.map(({ at }) => at)],
  );
  const hashes = new Map(rows.map(({ level, at, hash }) => [`${level}.${at}`, hash]));
  return trees.map((parts) =>
    joinRight(
      parts.map(({ level, at }) => {
        const hash = hashes.get(`${level}.${at}`);
        if (!hash) throw new Error("The log lacks a part of itself");
        return hash;
      }),
    ),
  );
}

function hexOf(hashes: readonly Buffer[]): readonly string[] {
  return hashes.map((hash) => hash.toString("hex"));
}
