/**
 * Publishing: one transaction that opens and closes record versions, writes the next release of the chain, and lets the caller change its
 * own state. Releases run one at a time; whoever is killed in the middle has released nothing.
 */
import type pg from "pg";
import { HubError } from "#schema/errors.js";
import { snakeCase, type FeedContract } from "../feed/contract.js";
import { announce } from "./announce.js";
import type { Database } from "./database.js";
import { digestOf, summariseDifference } from "./difference.js";
import { GENESIS_HASH, hashOfRelease, insertRelease, lastRelease, type Release, type ReleaseKind } from "./releases.js";
import { dropStage } from "./stage.js";
import { fieldNames, stagedTableOf, tableOf } from "./tables.js";

/** Runs inside the release's transaction; what it throws undoes the release. */
export type Within = (client: pg.ClientBase, release: Release | null) => Promise<void>;

export interface ReleaseRequest {
  readonly submission: string;
  readonly department: string;
  readonly releasedBy: string;
  readonly approvedBy: string;
  /** The digest of the difference that the reviewer approved. */
  readonly expectedDigest: string;
  readonly within: Within;
}

/** Releases a staged submission. Null when nothing differs from what is published: then there is no release. */
export async function releaseSubmission(database: Database, contract: FeedContract, request: ReleaseRequest): Promise<Release | null> {
  const release = await database.transaction(async (client) => {
    await lockChain(client);
    const difference = await summariseDifference(client, contract, request);
    if (difference.foreign > 0) throw new HubError("FORBIDDEN", { need: "这些记录属于其他部门 / the records belong to another department" });
    if (difference.digest !== request.expectedDigest) throw new HubError("SUBMISSION_STALE");
    const { added, changed, removed, digest } = difference;
    const isEmpty = added + changed + removed === 0;
    const next = isEmpty ? null : await nextRelease(client, { ...request, feed: contract.id, kind: "FEED", added, changed, removed, digest });
    if (next) await moveStaged(client, contract, request, next.number, changed + removed > 0);
    await dropStage(client, request.submission);
    await request.within(client, next);
    return next;
  });
  if (release) await announce(database, release);
  return release;
}

export interface WithdrawalRequest extends Omit<ReleaseRequest, "expectedDigest"> { readonly recordIds: readonly string[] }

/** Withdraws records by law: from this release on no door shows any version of them. */
export async function withdrawRecords(database: Database, contract: FeedContract, request: WithdrawalRequest): Promise<Release | null> {
  const release = await database.transaction(async (client) => {
    await lockChain(client);
    const next = await withdrawWhere(client, contract, "record_id = ANY($1::uuid[]) AND department = $2", [request.recordIds, request.department], { ...request, feed: contract.id, kind: "WITHDRAWAL" });
    await request.within(client, next);
    return next;
  });
  if (release) await announce(database, release);
  return release;
}

/** Withdraws what the contract's `expiresAfter` says is over before `today`: one release for each department concerned. */
export async function expireRecords(database: Database, contract: FeedContract, today: string): Promise<readonly Release[]> {
  const field = contract.expiresAfter;
  if (field === undefined) return [];
  const column = `"${snakeCase(field)}"`;
  const { rows } = await database.pool.query<{ department: string }>(`SELECT DISTINCT department FROM ${tableOf(contract)} WHERE closed_in IS NULL AND ${column} < $1`, [today]);
  const releases: Release[] = [];
  for (const { department } of rows) {
    const release = await database.transaction(async (client) => {
      await lockChain(client);
      return withdrawWhere(client, contract, `${column} < $1 AND department = $2`, [today, department],
        { submission: null, department, releasedBy: CLOCK, approvedBy: CLOCK, feed: contract.id, kind: "EXPIRY" });
    });
    if (!release) continue;
    await announce(database, release);
    releases.push(release);
  }
  return releases;
}

/** Who releases what the passing of time changes. */
export const CLOCK = "clock";

const CHAIN_LOCK = 7_420_002;

async function lockChain(client: pg.ClientBase): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [CHAIN_LOCK]);
}

type ReleaseFacts = Pick<Release, "feed" | "kind" | "submission" | "department" | "releasedBy" | "approvedBy" | "added" | "changed" | "removed" | "digest">;

async function nextRelease(client: pg.ClientBase, facts: ReleaseFacts): Promise<Release> {
  const { feed, kind, submission, department, releasedBy, approvedBy, added, changed, removed, digest } = facts;
  const last = await lastRelease(client);
  // A clock that was set back must not make two releases change places.
  const releasedAt = new Date(Math.max(Date.now(), (last?.releasedAt.getTime() ?? 0) + 1));
  const unsealed = { number: (last?.number ?? 0) + 1, feed, kind, submission, department, releasedAt, releasedBy, approvedBy, added, changed, removed, digest, previousHash: last?.hash ?? GENESIS_HASH };
  const release = { ...unsealed, hash: hashOfRelease(unsealed) };
  await insertRelease(client, release);
  return release;
}

async function moveStaged(client: pg.ClientBase, contract: FeedContract, request: ReleaseRequest, number: number, closesSome: boolean): Promise<void> {
  const table = tableOf(contract);
  const staged = stagedTableOf(request.submission);
  if (closesSome) {
    await client.query(`UPDATE ${table} p SET closed_in = $1 FROM ${staged} s WHERE p.record_id = s.record_id AND p.closed_in IS NULL AND p.content_hash <> s.content_hash`, [number]);
    if (contract.mode === "snapshot") {
      await client.query(`UPDATE ${table} p SET closed_in = $1 WHERE p.closed_in IS NULL AND p.department = $2 AND NOT EXISTS (SELECT FROM ${staged} s WHERE s.record_id = p.record_id)`, [number, request.department]);
    }
  }
  await client.query(`INSERT INTO ${table} (record_id, opened_in, department, file_row, content_hash, ${fieldNames(contract)})
    SELECT record_id, $1, $2, file_row, content_hash, ${fieldNames(contract, "s.")} FROM ${staged} s
    WHERE NOT EXISTS (SELECT FROM ${table} p WHERE p.record_id = s.record_id AND (p.closed_in IS NULL OR p.withdrawn_in IS NOT NULL))`, [number, request.department]);
}

async function withdrawWhere(client: pg.ClientBase, contract: FeedContract, where: string, values: readonly unknown[], facts: Omit<ReleaseFacts, "added" | "changed" | "removed" | "digest"> & { kind: ReleaseKind }): Promise<Release | null> {
  const table = tableOf(contract);
  const number = ((await lastRelease(client))?.number ?? 0) + 1;
  const place = values.length + 1;
  const closed = await client.query<{ record_id: string }>(`UPDATE ${table} SET closed_in = $${place} WHERE closed_in IS NULL AND ${where} RETURNING record_id`, [...values, number]);
  if (closed.rows.length === 0) return null;
  await client.query(`UPDATE ${table} SET withdrawn_in = $1 WHERE record_id = ANY($2::uuid[])`, [number, closed.rows.map(({ record_id: id }) => id)]);
  const { rows } = await client.query<{ digest: string }>(`SELECT encode(${digestOf(`SELECT ${WITHDRAWN_ENTRY} AS entry FROM ${table} WHERE withdrawn_in = $1
    UNION ALL SELECT ${CLOSED_ENTRY} FROM ${table} WHERE withdrawn_in = $1 AND closed_in = $1`)}, 'hex') AS digest`, [number]);
  return nextRelease(client, { ...facts, added: 0, changed: 0, removed: closed.rows.length, digest: rows[0]?.digest ?? "" });
}

const WITHDRAWN_ENTRY = "'W'::bytea || uuid_send(record_id) || content_hash";
const CLOSED_ENTRY = "'C'::bytea || uuid_send(record_id) || content_hash";
