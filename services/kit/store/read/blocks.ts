/**
 * The leaves of a release's tree as they are kept (`hub.block`): 256 in a row, one after the other, in the
 * order of the records' ids, with the root of these and the id of the first. Since 256 is a power of two, the
 * tree of the blocks' roots is the upper part of the release's tree.
 */
import type { Queryable } from "../open/queryable.js";
import { inclusionPath, rootOf } from "./merkle.js";

export const BLOCK_LEAVES = 256;
export const LEAF_BYTES = 32;
export const ID_BYTES = 16;

export function splitLeaves(leaves: Buffer): readonly Buffer[] {
  return Array.from({ length: leaves.length / LEAF_BYTES }, (_, at) =>
    leaves.subarray(at * LEAF_BYTES, (at + 1) * LEAF_BYTES),
  );
}

/** Leaves of a release, by blocks in their order, from after a block. */
export async function blocksAfter(
  client: Queryable,
  release: number,
  { after, first }: { readonly after: number; readonly first: number },
): Promise<readonly { readonly leaves: Buffer; readonly root: Buffer }[]> {
  const { rows } = await client.query<{ leaves: Buffer; root: Buffer }>(
    "SELECT leaves, root FROM hub.block WHERE release = $1 AND block > $2 ORDER BY block LIMIT $3",
    [release, after, first],
  );
  return rows;
}

export interface TreePlace {
  /** From 0. */
  readonly index: number;
  /** Hexadecimal, the lowest first. */
  readonly path: readonly string[];
}

/** The place of a record's leaf in the tree of its release; null where the leaf is not in it. */
export async function placeOfLeaf(
  client: Queryable,
  release: number,
  recordId: string,
  leaf: Buffer,
): Promise<TreePlace | null> {
  const { rows } = await client.query<{ block: number; leaves: Buffer; roots: Buffer }>(
    `SELECT b.block, b.leaves, (SELECT string_agg(root, ''::bytea ORDER BY block) FROM hub.block WHERE release = $1) AS roots
    FROM hub.block b WHERE b.release = $1 AND b.first <= $2 ORDER BY b.block DESC LIMIT 1`,
    [release, recordId],
  );
  const [found] = rows;
  if (!found) return null;
  const leaves = splitLeaves(found.leaves);
  const at = leaves.findIndex((one) => one.equals(leaf));
  if (at < 0) return null;
  const path = [...pathIn(leaves, at), ...pathIn(splitLeaves(found.roots), found.block)];
  return { index: found.block * BLOCK_LEAVES + at, path: path.map((hash) => hash.toString("hex")) };
}

function pathIn(hashes: readonly Buffer[], index: number): readonly Buffer[] {
  return inclusionPath(index, hashes.length).map(({ start, end }) => rootOf(hashes.slice(start, end)));
}
