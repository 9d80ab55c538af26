/**
 * The leaves of a release's tree as they are kept (`hub.block`): 256 in a row, one after the other, in the
 * order of the records' ids, with the root of these and the id of the first. Since 256 is a power of two, the
 * tree of the blocks' roots is the upper part of the release's tree.
 */
import type { Queryable } from "../open/queryable.js";
import { levelsOf, pathAt } from "./merkle.js";

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
  readonly pathHashes: readonly string[];
}

export interface PlacedLeaf {
  readonly id: string;
  readonly leaf: Buffer;
}

/** The places of leaves in the tree of their release, in their order; null where one is not in it. */
export async function placesOf(
  client: Queryable,
  release: number,
  wanted: readonly PlacedLeaf[],
): Promise<readonly (TreePlace | null)[]> {
  const { rows: roots } = await client.query<{ root: Buffer }>(
    "SELECT root FROM hub.block WHERE release = $1 ORDER BY block",
    [release],
  );
  const { rows } = await client.query<{ id: string; block: number; leaves: Buffer }>(
    `SELECT w.id, b.block, b.leaves FROM unnest($2::uuid[]) AS w(id) CROSS JOIN LATERAL
      (SELECT block, leaves FROM hub.block WHERE release = $1 AND first <= w.id ORDER BY block DESC LIMIT 1) b`,
    [release, wanted.map(({ id }) => id)],
  );
  const upper = levelsOf(roots.map(({ root }) => root));
  const blocks = new Map(rows.map(({ id, ...block }) => [id, block]));
  return wanted.map(({ id, leaf }) => {
    const block = blocks.get(id);
    const leaves = block ? splitLeaves(block.leaves) : [];
    const at = leaves.findIndex((one) => one.equals(leaf));
    if (!block || at < 0) return null;
    const path = [...pathAt(levelsOf(leaves), at), ...pathAt(upper, block.block)];
    return { index: block.block * BLOCK_LEAVES + at, pathHashes: path.map((hash) => hash.toString("hex")) };
  });
}
