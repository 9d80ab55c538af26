/**
 * The Merkle tree of a release: a leaf for each record that it makes public or takes away, in the order of
 * their ids. The leaves are kept in blocks, each with its root, so that a proof reads one block:
 * `read/blocks.ts`. Memory does not grow with the release.
 */
import type pg from "pg";
import { contentTextOf, leafOf, REMOVED_LEAF } from "../../check/leaf.js";
import type { FeedContract } from "../../feed/contract.js";
import { fieldNames, stagedTableOf, tableOf } from "../open/tables.js";
import { BLOCK_LEAVES, ID_BYTES, LEAF_BYTES, splitLeaves } from "../read/blocks.js";
import { rootOf, TreeBuilder } from "../read/merkle.js";
import type { ReleaseKind } from "../read/releases.js";
import { toStoredRow } from "../read/stored-row.js";

export interface ReleaseTree {
  readonly leaves: number;
  /** Hexadecimal. */
  readonly root: string;
}

/** A release that is being made, or was made by a version of before there were trees. */
export interface Treeless {
  readonly number: number;
  readonly kind: ReleaseKind;
  readonly feed: string;
  /** Null: nobody defines the feed any more. */
  readonly contract: FeedContract | null;
}

/** Blocks of one statement. */
const BATCH_BLOCKS = 64;
const BATCH_ROWS = 2_000;

/** The leaves of what a release publishes are those that were made when its file was checked. */
export async function treeOfStage(
  client: pg.ClientBase,
  contract: FeedContract,
  submission: string,
  number: number,
): Promise<ReleaseTree> {
  const staged = stagedTableOf(submission);
  const {
    rows: [found],
  } = await client.query<{ lacks: boolean }>(
    `SELECT EXISTS (SELECT FROM ${staged} WHERE leaf IS NULL) AS lacks`,
  );
  const release = { number, kind: "FEED", feed: contract.id, contract } as const;
  // Checked by a version that made none.
  if (found?.lacks === true) return treeOfVersions(client, release);
  return writeTree(
    client,
    number,
    `SELECT s.record_id, s.leaf FROM ${staged} s JOIN ${tableOf(contract)} p ON p.record_id = s.record_id AND p.opened_in = ${number}
    UNION ALL ${removedLeaves(release)}`,
  );
}

/** Makes the leaves anew, from the versions that the release has opened and closed. */
export async function treeOfVersions(client: pg.ClientBase, release: Treeless): Promise<ReleaseTree> {
  const { number, feed, contract } = release;
  await client.query(
    "CREATE TEMPORARY TABLE IF NOT EXISTS tree_leaf (record_id uuid NOT NULL, leaf bytea NOT NULL) ON COMMIT DROP",
  );
  await client.query("TRUNCATE tree_leaf");
  const columns = contract ? `, ${fieldNames(contract)}` : "";
  await client.query(
    `DECLARE versions NO SCROLL CURSOR FOR SELECT record_id, salt${columns} FROM ${tableOf({ id: feed })} WHERE opened_in = ${number}`,
  );
  for (;;) {
    const { rows } = await client.query<Version>(`FETCH ${BATCH_ROWS} FROM versions`);
    if (rows.length === 0) break;
    await client.query("INSERT INTO tree_leaf SELECT * FROM unnest($1::uuid[], $2::bytea[])", [
      rows.map(({ record_id: id }) => id),
      rows.map((row) => leafOfVersion(contract, row)),
    ]);
  }
  await client.query("CLOSE versions");
  return writeTree(
    client,
    number,
    `SELECT record_id, leaf FROM tree_leaf UNION ALL ${removedLeaves(release)}`,
  );
}

export interface Version {
  readonly record_id: string;
  readonly salt: string;
  readonly [column: string]: unknown;
}

/** Of a feed that nobody defines any more the leaf says the id alone. */
export function leafOfVersion(contract: FeedContract | null, version: Version): Buffer {
  const { record_id: id, salt } = version;
  return leafOf(
    salt,
    contract ? contentTextOf(contract, id, toStoredRow(contract, version)) : JSON.stringify({ id }),
  );
}

/** Of records that the release took away, and did not publish anew. */
function removedLeaves({ feed, kind, number }: Treeless): string {
  const table = tableOf({ id: feed });
  const removed =
    kind === "FEED"
      ? `SELECT c.record_id FROM ${table} c WHERE c.closed_in = ${number} AND NOT EXISTS (SELECT FROM ${table} o WHERE o.record_id = c.record_id AND o.opened_in = ${number})`
      : `SELECT DISTINCT record_id FROM ${table} WHERE withdrawn_in = ${number}`;
  return `SELECT record_id, ${REMOVED_LEAF} AS leaf FROM (${removed}) removed`;
}

/** `leaves` gives rows (record_id, leaf), in any order. */
async function writeTree(client: pg.ClientBase, release: number, leaves: string): Promise<ReleaseTree> {
  await client.query(
    `DECLARE blocks NO SCROLL CURSOR FOR
    SELECT string_agg(uuid_send(record_id) || leaf, ''::bytea ORDER BY record_id) AS entries
    FROM (SELECT record_id, leaf, (row_number() OVER (ORDER BY record_id) - 1) / ${BLOCK_LEAVES} AS block FROM (${leaves}) l) n
    GROUP BY block ORDER BY block`,
  );
  const tree = new TreeBuilder();
  let count = 0;
  for (;;) {
    const { rows } = await client.query<{ entries: Buffer }>(`FETCH ${BATCH_BLOCKS} FROM blocks`);
    if (rows.length === 0) break;
    const blocks = rows.map(({ entries }) => toBlock(entries));
    await client.query(
      "INSERT INTO hub.block (release, block, first, leaves, root) SELECT $1, * FROM unnest($2::int[], $3::uuid[], $4::bytea[], $5::bytea[])",
      [
        release,
        blocks.map((_, at) => tree.size + at),
        blocks.map(({ first }) => first),
        blocks.map((block) => block.leaves),
        blocks.map(({ root }) => root),
      ],
    );
    for (const block of blocks) {
      tree.add(block.root);
      count += block.leaves.length / LEAF_BYTES;
    }
  }
  await client.query("CLOSE blocks");
  return { leaves: count, root: tree.root().toString("hex") };
}

/** `entries` are ids and leaves by turns. */
function toBlock(entries: Buffer) {
  const width = ID_BYTES + LEAF_BYTES;
  const leaves = Buffer.alloc((entries.length / width) * LEAF_BYTES);
  for (let at = 0; at * width < entries.length; at += 1)
    entries.copy(leaves, at * LEAF_BYTES, at * width + ID_BYTES, (at + 1) * width);
  return { first: entries.toString("hex", 0, ID_BYTES), leaves, root: rootOf(splitLeaves(leaves)) };
}
