/**
 * Writing the trail into the chain: each entry has the hash of the entry before and of the latest release,
 * and each release that of the latest entry. So neither can be changed, or cut off before the last of the
 * other, without a trace; and an entry does not wait for a release that is being made.
 */
import { hash } from "node:crypto";
import type { TrailEntry } from "#schema/trail.js";
import { readClock } from "../follow/clock.js";
import type { Queryable } from "../open/queryable.js";
import { lastRelease } from "../read/releases.js";
import { lastTrailEntry, type StoredTrailEntry } from "../read/trail.js";
import { GENESIS_HASH } from "../read/releases.js";

const TRAIL_LOCK = 7_420_004;

export function hashOfTrailEntry(entry: Omit<StoredTrailEntry, "hash">): string {
  const { number, at, kind, actor, department, subject, details, release, releaseHash, previousHash } = entry;
  return hash(
    "sha256",
    JSON.stringify([
      number,
      at.toISOString(),
      kind,
      actor.subject,
      actor.name,
      department,
      subject,
      details,
      release,
      releaseHash,
      previousHash,
    ]),
    "hex",
  );
}

/** In the caller's transaction, as its last statement: until it ends nobody else writes one. */
export async function appendTrail(client: Queryable, entry: TrailEntry): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [TRAIL_LOCK]);
  const [last, release] = [await lastTrailEntry(client), await lastRelease(client)];
  const now = await readClock(client);
  const unsealed = {
    ...entry,
    number: (last?.number ?? 0) + 1,
    // A clock that was set back must not make two entries change places.
    at: new Date(Math.max(now.getTime(), last?.at.getTime() ?? 0)),
    details: JSON.stringify(entry.details),
    release: release?.number ?? 0,
    releaseHash: release?.hash ?? GENESIS_HASH,
    previousHash: last?.hash ?? GENESIS_HASH,
  };
  const { number, at, kind, actor, department, subject, details } = unsealed;
  await client.query(
    `INSERT INTO hub.trail (number, at, kind, actor, actor_name, department, subject, details, release, release_hash, previous_hash, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, decode($10, 'hex'), decode($11, 'hex'), decode($12, 'hex'))`,
    [
      number,
      at,
      kind,
      actor.subject,
      actor.name,
      department,
      subject,
      details,
      unsealed.release,
      unsealed.releaseHash,
      unsealed.previousHash,
      hashOfTrailEntry(unsealed),
    ],
  );
}
