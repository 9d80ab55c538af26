/**
 * Another history begins: the database is a backup that is gone on with, so that its next releases have
 * numbers that others had. From then on every key, tag and cursor names another epoch.
 */
import { hostname } from "node:os";
import { SYSTEM } from "#schema/trail.js";
import type { Database } from "../open/database.js";
import { numberOfEpoch, readEpoch, type Epoch } from "../read/epoch.js";
import { GENESIS_HASH } from "../read/releases.js";
import { lockChain } from "./hash-chain.js";
import { appendTrail } from "./trail.js";

/**
 * `RESTORED`: an operator says that a backup was restored; `NOTICED`: releases went backwards, or are others
 * than were known; `ADOPTED`: a copy is nobody's copy from then on.
 */
export type EpochCause = "RESTORED" | "NOTICED" | "ADOPTED";

export interface Beginning {
  readonly cause: EpochCause;
  /** Begins nothing where the epoch is another by now: somebody else was first. Null: begins one anyway. */
  readonly after: string | null;
  /** Who goes on with it; undefined: whoever did. */
  readonly owner?: string | null;
}

/** Begins another epoch, in the trail too, and tells other processes; resolves to the one that holds then. */
export function beginEpoch(database: Database, { cause, after, owner }: Beginning): Promise<Epoch> {
  return database.transaction(async (client) => {
    const last = await lockChain(client);
    const before = await readEpoch(client);
    if (after !== null && before.epoch !== after) return before;
    await client.query(
      "INSERT INTO hub.epoch (number, cause, release, release_hash, owner) VALUES ($1, $2, $3, decode($4, 'hex'), $5)",
      [
        before.number + 1,
        cause,
        last?.number ?? 0,
        last?.hash ?? null,
        owner === undefined ? before.owner : owner,
      ],
    );
    const now = await readEpoch(client);
    await client.query("SELECT pg_notify('tongcha_epoch', $1)", [String(numberOfEpoch(now.epoch))]);
    await appendTrail(client, {
      kind: "HISTORY_BEGAN",
      actor: SYSTEM,
      department: null,
      subject: now.epoch,
      details: {
        cause,
        host: hostname(),
        before: before.epoch,
        release: last?.number ?? 0,
        hash: last?.hash ?? GENESIS_HASH,
        owner: now.owner,
      },
    });
    return now;
  });
}
