/**
 * Recomputes the public log: each release's tree from the versions that it opened, closed or withdrew, the
 * blocks in which its leaves are kept, its entry in the log, and the log's own nodes.
 */
import { removedLeafOf } from "../../check/leaf.js";
import type { FeedContract } from "../../feed/contract.js";
import type { Queryable } from "../open/queryable.js";
import { LEAF_BYTES, splitLeaves } from "../read/blocks.js";
import { entriesAfter, entryLeaf } from "../read/log-entry.js";
import { nodeOf, rootOf, TreeBuilder } from "../read/merkle.js";
import type { Release } from "../read/releases.js";
import { leafOfVersion, type Version } from "./tree.js";

export const LOG_PROBLEMS = {
  RELEASE_TREE: {
    zh: "此次发布的记录与其默克尔树不符",
    en: "the records that it published are not those of its Merkle tree",
  },
  RELEASE_LEAVES: {
    zh: "此次发布存下的叶被改动",
    en: "the leaves that are kept of it are not those of its tree",
  },
  RELEASE_ENTRY: {
    zh: "公开日志中的条目与此次发布不符",
    en: "the public log has another entry for it, or none",
  },
  LOG_NODE: { zh: "公开日志的节点被改动", en: "a node of the public log was changed" },
} as const;

export interface LogProblem {
  readonly code: keyof typeof LOG_PROBLEMS;
  readonly release: number;
  readonly feed: string | null;
  readonly recordId: null;
}

export interface ClosedVersion extends Version {
  readonly opened_in: number;
  readonly closed_in: number | null;
  readonly withdrawn_in: number | null;
}

/** The trees of a feed's releases, by its versions in the order of their records' ids. */
export class TreeCheck {
  readonly #contract: FeedContract;
  readonly #trees = new Map<number, TreeBuilder>();
  /** Of the record whose versions are read: its leaf in each release. */
  #leaves = new Map<number, Buffer>();
  #record = "";

  constructor(contract: FeedContract) {
    this.#contract = contract;
  }

  add(version: ClosedVersion): void {
    const { record_id: id, opened_in: opened, closed_in: closed, withdrawn_in: withdrawn } = version;
    if (id !== this.#record) this.#flush();
    this.#record = id;
    this.#leaves.set(opened, leafOfVersion(this.#contract, version));
    for (const gone of [closed, withdrawn])
      if (gone !== null && !this.#leaves.has(gone)) this.#leaves.set(gone, removedLeafOf(id));
  }

  /** Releases that are made while the versions are read are not looked at. */
  *problems(chain: readonly Release[]): Generator<LogProblem> {
    this.#flush();
    for (const { number, feed, root, leaves } of chain) {
      if (feed !== this.#contract.id || root === null) continue;
      const tree = this.#trees.get(number) ?? new TreeBuilder();
      if (tree.size !== leaves || tree.root().toString("hex") !== root)
        yield { code: "RELEASE_TREE", release: number, feed, recordId: null };
    }
  }

  #flush(): void {
    for (const [release, leaf] of this.#leaves) {
      const tree = this.#trees.get(release) ?? new TreeBuilder();
      tree.add(leaf);
      this.#trees.set(release, tree);
    }
    this.#leaves = new Map();
  }
}

export async function problemsOfLog(
  client: Queryable,
  chain: readonly Release[],
): Promise<readonly LogProblem[]> {
  return [...(await problemsOfBlocks(client, chain)), ...(await problemsOfEntries(client, chain))];
}

const BATCH_BLOCKS = 256;

async function problemsOfBlocks(
  client: Queryable,
  chain: readonly Release[],
): Promise<readonly LogProblem[]> {
  const trees = new Map<number, { readonly tree: TreeBuilder; leaves: number }>();
  const broken = new Set<number>();
  for (let last = { release: 0, block: 0 }; ;) {
    const { rows } = await client.query<{ release: number; block: number; leaves: Buffer; root: Buffer }>(
      "SELECT release, block, leaves, root FROM hub.block WHERE (release, block) > ($1, $2) ORDER BY release, block LIMIT $3",
      [last.release, last.block, BATCH_BLOCKS],
    );
    for (const { release, block, leaves, root } of rows) {
      const found = trees.get(release) ?? { tree: new TreeBuilder(), leaves: 0 };
      if (found.tree.size !== block || !rootOf(splitLeaves(leaves)).equals(root)) broken.add(release);
      found.tree.add(root);
      found.leaves += leaves.length / LEAF_BYTES;
      trees.set(release, found);
    }
    const end = rows.at(-1);
    if (!end) break;
    last = end;
  }
  return chain.flatMap(({ number, feed, root, leaves }): readonly LogProblem[] => {
    if (root === null) return [];
    const found = trees.get(number);
    const isWhole =
      found?.leaves === leaves && found.tree.root().toString("hex") === root && !broken.has(number);
    return isWhole ? [] : [{ code: "RELEASE_LEAVES", release: number, feed, recordId: null }];
  });
}

const BATCH_ENTRIES = 1_000;

async function problemsOfEntries(
  client: Queryable,
  chain: readonly Release[],
): Promise<readonly LogProblem[]> {
  const { rows } = await client.query<{ level: number; at: number; hash: Buffer }>(
    "SELECT level, at, hash FROM hub.log ORDER BY level, at",
  );
  const nodes = new Map(rows.map(({ level, at, hash }) => [`${level}.${at}`, hash]));
  const problems: LogProblem[] = [];
  const feeds = new Map(chain.map(({ number, feed, root }) => [number, { feed, root }]));
  const found = new Set<number>();
  for (let last = 0; ;) {
    const entries = await entriesAfter(client, last, BATCH_ENTRIES);
    for (const entry of entries) {
      const { number, feed } = entry;
      if (feeds.has(number) && nodes.get(`0.${number - 1}`)?.equals(entryLeaf(entry)) !== true)
        problems.push({ code: "RELEASE_ENTRY", release: number, feed, recordId: null });
      found.add(number);
    }
    last = entries.at(-1)?.number ?? last;
    if (entries.length < BATCH_ENTRIES) break;
  }
  for (const { level, at, hash } of rows) {
    if (level === 0) {
      if (!found.has(at + 1))
        problems.push({ code: "RELEASE_ENTRY", release: at + 1, feed: null, recordId: null });
      continue;
    }
    const [left, right] = [nodes.get(`${level - 1}.${at * 2}`), nodes.get(`${level - 1}.${at * 2 + 1}`)];
    if (!left || !right || !nodeOf(left, right).equals(hash))
      problems.push({ code: "LOG_NODE", release: (at + 1) * 2 ** level, feed: null, recordId: null });
  }
  return problems;
}
