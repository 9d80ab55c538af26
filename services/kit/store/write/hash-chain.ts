/**
 * The hub's one chain of releases: numbered without gaps, each hash over the release's own content and the
 * hash before, so that a change of history cannot stay hidden. Releases are made one at a time, by whoever
 * holds the chain's lock.
 */
import { hash } from "node:crypto";
import type pg from "pg";
import { readClock } from "../follow/clock.js";
import { GENESIS_HASH, lastRelease, type Release } from "../read/releases.js";
import { lastTrailEntry } from "../read/trail.js";
import { extendLog } from "./log.js";

/** The tree is not in it: the public log has that, and this hash with it. */
export function hashOfRelease(release: Omit<Release, "hash" | "leaves" | "root">): string {
  const {
    number,
    feed,
    kind,
    submission,
    department,
    releasedAt,
    releasedBy,
    approvedBy,
    added,
    changed,
    removed,
    digest,
    trail,
    trailHash,
    previousHash,
  } = release;
  return hash(
    "sha256",
    JSON.stringify([
      number,
      feed,
      kind,
      submission,
      department,
      releasedAt.toISOString(),
      releasedBy,
      approvedBy,
      added,
      changed,
      removed,
      digest,
      previousHash,
      // As it was before there was a trail.
      ...(trail === 0 && trailHash === null ? [] : [trail, trailHash]),
    ]),
    "hex",
  );
}

const CHAIN_LOCK = 7_420_002;

/** Holds the chain until the transaction ends; gives its last release. */
export async function lockChain(client: pg.ClientBase): Promise<Release | null> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [CHAIN_LOCK]);
  return lastRelease(client);
}

export function numberAfter(last: Release | null): number {
  return (last?.number ?? 0) + 1;
}

export type ReleaseFacts = Omit<
  Release,
  "number" | "releasedAt" | "trail" | "trailHash" | "previousHash" | "hash"
>;

/**
 * Writes the release after `last`, and tells other processes when the transaction commits. To be called when
 * the records are done: the release's time is close to its commit, so that what is asked for as of a time
 * does not change later.
 */
export async function appendRelease(
  client: pg.ClientBase,
  last: Release | null,
  facts: ReleaseFacts,
): Promise<Release> {
  const now = await readClock(client);
  // A clock that was set back must not make two releases change places.
  const releasedAt = new Date(Math.max(now.getTime(), (last?.releasedAt.getTime() ?? 0) + 1));
  const entry = await lastTrailEntry(client);
  const unsealed = {
    ...facts,
    number: numberAfter(last),
    releasedAt,
    trail: entry?.number ?? 0,
    trailHash: entry?.hash ?? null,
    previousHash: last?.hash ?? GENESIS_HASH,
  };
  const release = { ...unsealed, hash: hashOfRelease(unsealed) };
  await client.query(
    `INSERT INTO hub.release (number, feed, kind, submission, department, released_at, released_by, approved_by, added, changed, removed, digest, previous_hash, hash, trail, trail_hash, leaves, root)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, decode($12, 'hex'), decode($13, 'hex'), decode($14, 'hex'), $15, decode($16, 'hex'), $17, decode($18, 'hex'))`,
    [
      release.number,
      release.feed,
      release.kind,
      release.submission,
      release.department,
      releasedAt,
      release.releasedBy,
      release.approvedBy,
      release.added,
      release.changed,
      release.removed,
      release.digest,
      release.previousHash,
      release.hash,
      release.trail,
      release.trailHash,
      release.leaves,
      release.root,
    ],
  );
  await extendLog(client);
  await client.query("UPDATE hub.feed SET version = $2 WHERE id = $1", [release.feed, release.number]);
  await client.query("SELECT pg_notify('tongcha_release', $1)", [String(release.number)]);
  return release;
}
