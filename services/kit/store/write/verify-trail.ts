/** Recomputes the trail, and what entries and releases say of each other. */
import type { Queryable } from "../open/queryable.js";
import type { Release } from "../read/releases.js";
import { trailAfter, type StoredTrailEntry } from "../read/trail.js";
import { GENESIS_HASH } from "../read/releases.js";
import { hashOfTrailEntry } from "./trail.js";

export const TRAIL_PROBLEMS = {
  TRAIL_MISSING: { zh: "留痕编号不连续", en: "numbers of the trail are missing before it" },
  TRAIL_LINK: { zh: "与上一条留痕的哈希不符", en: "it does not follow the hash of the entry before" },
  TRAIL_HASH: { zh: "留痕被改动", en: "the entry's own row was changed" },
  TRAIL_RELEASE: {
    zh: "留痕所记的发布与发布记录不符",
    en: "the release that it names has another hash, or is not there",
  },
  RELEASE_TRAIL: {
    zh: "发布所记的留痕被删改",
    en: "the entry of the trail that the release names has another hash, or is not there",
  },
} as const;

export interface TrailProblem {
  readonly code: keyof typeof TRAIL_PROBLEMS;
  readonly release: number;
  readonly feed: string | null;
  readonly recordId: null;
  /** Number of the entry. */
  readonly entry: number;
}

export interface TrailVerification {
  readonly entries: number;
  readonly problems: readonly TrailProblem[];
}

const BATCH_ROWS = 1_000;

/**
 * Entries and releases go on meanwhile: those that are read first name no later release, and those that a
 * release names are there when it is. `readChain` is asked between the two.
 */
export async function verifyTrail(
  client: Queryable,
  readChain: () => Promise<readonly Release[]>,
): Promise<TrailVerification & { readonly chain: readonly Release[] }> {
  const before = await readTrail(client, 0);
  const chain = await readChain();
  const entries = [...before, ...(await readTrail(client, before.at(-1)?.number ?? 0))];
  return {
    chain,
    entries: entries.length,
    problems: [...problemsOf(entries, chain), ...problemsOfReleases(entries, chain)],
  };
}

async function readTrail(client: Queryable, after: number): Promise<readonly StoredTrailEntry[]> {
  const entries: StoredTrailEntry[] = [];
  for (let last = after; ;) {
    const batch = await trailAfter(client, last, BATCH_ROWS);
    entries.push(...batch);
    if (batch.length < BATCH_ROWS) return entries;
    last = batch.at(-1)?.number ?? last;
  }
}

function* problemsOf(
  entries: readonly StoredTrailEntry[],
  chain: readonly Release[],
): Generator<TrailProblem> {
  const hashes = new Map(chain.map(({ number, hash }) => [number, hash]));
  const latest = chain.at(-1)?.number ?? 0;
  let before: Pick<StoredTrailEntry, "number" | "hash"> = { number: 0, hash: GENESIS_HASH };
  for (const entry of entries) {
    const where = { release: entry.release, feed: null, recordId: null, entry: entry.number };
    if (entry.number !== before.number + 1) yield { code: "TRAIL_MISSING", ...where };
    if (entry.previousHash !== before.hash) yield { code: "TRAIL_LINK", ...where };
    if (hashOfTrailEntry(entry) !== entry.hash) yield { code: "TRAIL_HASH", ...where };
    const expected = entry.release === 0 ? GENESIS_HASH : hashes.get(entry.release);
    if (entry.release <= latest && entry.releaseHash !== expected) yield { code: "TRAIL_RELEASE", ...where };
    before = entry;
  }
}

function* problemsOfReleases(
  entries: readonly StoredTrailEntry[],
  chain: readonly Release[],
): Generator<TrailProblem> {
  const hashes = new Map(entries.map(({ number, hash }) => [number, hash]));
  for (const { number, feed, trail, trailHash } of chain)
    if (trail > 0 && hashes.get(trail) !== trailHash)
      yield { code: "RELEASE_TRAIL", release: number, feed, recordId: null, entry: trail };
}
