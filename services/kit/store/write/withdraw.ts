/**
 * Withdrawal: what must not be shown any longer, by law (credit repair, a decision revoked) or by the passing
 * of time (end of publicity). It is a release of its own: current versions are closed, and all versions
 * marked, so that no door shows them, as of no time.
 */
import type pg from "pg";
import type { FeedContract } from "../../feed/contract.js";
import { snakeCase } from "../../feed/stored-fields.js";
import { announce } from "../follow/announce.js";
import type { Database } from "../open/database.js";
import { CLOSED, digestsOf, WITHDRAWN } from "./digest.js";
import { appendRelease, lockChain, numberAfter, type ReleaseFacts } from "./hash-chain.js";
import type { ReleaseRequest } from "./release.js";
import type { Release } from "../read/releases.js";
import { tableOf } from "../open/tables.js";
import { treeOfVersions, type ReleaseTree } from "./tree.js";

export interface WithdrawalRequest extends Omit<ReleaseRequest, "expectedDigest"> {
  readonly recordIds: readonly string[];
}

/**
 * Withdraws a department's records. They stay out also when they are handed in again. Null when all of them
 * were withdrawn before.
 */
export async function withdrawRecords(
  database: Database,
  contract: FeedContract,
  request: WithdrawalRequest,
): Promise<Release | null> {
  const { submission, department, releasedBy, approvedBy, recordIds, within } = request;
  const release = await database.transaction(async (client) => {
    const chosen = {
      where: "record_id = ANY($2::uuid[]) AND department = $3",
      values: [recordIds, department],
    };
    const made = await withdraw(client, contract, chosen, {
      feed: contract.id,
      kind: "WITHDRAWAL",
      submission,
      department,
      releasedBy,
      approvedBy,
    });
    await within(client, made);
    return made;
  });
  if (release) announce(database, release);
  return release;
}

/** Who releases what the passing of time changes. */
export const CLOCK = "clock";

/**
 * Withdraws what the contract's `expiresAfter` says was over before `today`: one release for each department
 * concerned.
 */
export async function expireRecords(
  database: Database,
  contract: FeedContract,
  today: string,
): Promise<readonly Release[]> {
  if (contract.expiresAfter === undefined) return [];
  const expired = `closed_in IS NULL AND "${snakeCase(contract.expiresAfter)}"`;
  const { rows } = await database.pool.query<{ department: string }>(
    `SELECT DISTINCT department FROM ${tableOf(contract)} WHERE ${expired} < $1 ORDER BY 1`,
    [today],
  );
  const releases: Release[] = [];
  for (const { department } of rows) {
    const chosen = { where: `${expired} < $2 AND department = $3`, values: [today, department] };
    const facts = {
      feed: contract.id,
      kind: "EXPIRY",
      submission: null,
      department,
      releasedBy: CLOCK,
      approvedBy: CLOCK,
    } as const;
    const release = await database.transaction((client) => withdraw(client, contract, chosen, facts));
    if (!release) continue;
    announce(database, release);
    releases.push(release);
  }
  return releases;
}

/** `$1` of the condition is the release's number. */
interface Chosen {
  readonly where: string;
  readonly values: readonly unknown[];
}

async function withdraw(
  client: pg.ClientBase,
  contract: FeedContract,
  { where, values }: Chosen,
  facts: Omit<ReleaseFacts, "added" | "changed" | "removed" | "digest" | keyof ReleaseTree>,
): Promise<Release | null> {
  const last = await lockChain(client);
  const number = numberAfter(last);
  const table = tableOf(contract);
  const { rowCount } = await client.query(
    `UPDATE ${table} SET withdrawn_in = $1, closed_in = coalesce(closed_in, $1)
    WHERE withdrawn_in IS NULL AND record_id IN (SELECT record_id FROM ${table} WHERE ${where})`,
    [number, ...values],
  );
  if (rowCount === 0) return null;
  const {
    rows: [found],
  } = await client.query<{ removed: number; digest: string }>(
    `
    SELECT digest, (SELECT count(*) FROM ${table} WHERE closed_in = $1) AS removed FROM (${digestsOf(`
      SELECT withdrawn_in AS release, ${WITHDRAWN} AS entry FROM ${table} WHERE withdrawn_in = $1
      UNION ALL SELECT closed_in, ${CLOSED} FROM ${table} WHERE closed_in = $1`)}) digests`,
    [number],
  );
  if (!found) throw new Error("A release that withdrew records has no digest");
  const tree = await treeOfVersions(client, { ...facts, number, contract });
  return appendRelease(client, last, { ...facts, added: 0, changed: 0, ...found, ...tree });
}
