/**
 * Publishing: one transaction that opens and closes record versions, writes the next release of the chain,
 * and lets the caller change its own state. Releases run one at a time; whoever is killed in the middle has
 * released nothing.
 *
 * Refused: FORBIDDEN when a record belongs to another department, SUBMISSION_STALE when the difference is not
 * the one that was approved.
 */
import type pg from "pg";
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../../feed/contract.js";
import { announce } from "../follow/announce.js";
import type { Database } from "../open/database.js";
import { isWithdrawn, summariseDifference } from "./difference.js";
import { appendRelease, lockChain, numberAfter } from "./hash-chain.js";
import type { Release } from "../read/releases.js";
import { dropStage } from "./stage.js";
import { treeOfStage, type ReleaseTree } from "./tree.js";
import { createIndexes, fieldNames, stagedTableOf, tableOf, tidyTable } from "../open/tables.js";

/** Runs inside the release's transaction; an error that it throws undoes the release. */
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

/**
 * Releases a staged submission. Null when nothing differs from what is published: then there is no release.
 */
export async function releaseSubmission(
  database: Database,
  contract: FeedContract,
  request: ReleaseRequest,
): Promise<Release | null> {
  const { submission, department, releasedBy, approvedBy, expectedDigest, within } = request;
  const release = await database.transaction(async (client) => {
    const last = await lockChain(client);
    // The rows must not change between this comparison and their move below.
    await client.query(`LOCK TABLE ${stagedTableOf(submission)} IN SHARE MODE`);
    const { added, changed, removed, foreign, digest } = await summariseDifference(client, contract, request);
    if (foreign > 0)
      throw new HubError("FORBIDDEN", {
        need: "有的记录由其他部门发布",
        needEn: "some records are published by another department",
      });
    if (digest !== expectedDigest) throw new HubError("SUBMISSION_STALE");
    const isEmpty = added + changed + removed === 0;
    const tree = isEmpty ? null : await moveStaged(client, contract, request, numberAfter(last));
    const made =
      tree &&
      (await appendRelease(client, last, {
        feed: contract.id,
        kind: "FEED",
        submission,
        department,
        releasedBy,
        approvedBy,
        added,
        changed,
        removed,
        digest,
        ...tree,
      }));
    await dropStage(client, submission);
    await within(client, made);
    return made;
  });
  if (release) {
    announce(database, release);
    if (release.added + release.changed + release.removed >= LARGE_RELEASE)
      await tidyTable(database, contract);
  }
  return release;
}

/** Changed versions from which the table's statistics are renewed at once. */
const LARGE_RELEASE = 1_000;

async function moveStaged(
  client: pg.ClientBase,
  contract: FeedContract,
  { submission, department }: ReleaseRequest,
  number: number,
): Promise<ReleaseTree> {
  const table = tableOf(contract);
  const staged = stagedTableOf(submission);
  await client.query(
    `UPDATE ${table} p SET closed_in = $1 FROM ${staged} s WHERE p.record_id = s.record_id AND p.closed_in IS NULL AND p.content_hash <> s.content_hash`,
    [number],
  );
  if (contract.mode === "snapshot") {
    await client.query(
      `UPDATE ${table} p SET closed_in = $1 WHERE p.closed_in IS NULL AND p.department = $2 AND NOT EXISTS (SELECT FROM ${staged} s WHERE s.record_id = p.record_id)`,
      [number, department],
    );
  }
  await client.query(
    `INSERT INTO ${table} (record_id, opened_in, department, file_row, content_hash, salt, ${fieldNames(contract)})
    SELECT record_id, $1, $2, file_row, content_hash, salt, ${fieldNames(contract, "s.")} FROM ${staged} s
    WHERE NOT EXISTS (SELECT FROM ${table} p WHERE p.record_id = s.record_id AND p.closed_in IS NULL) AND NOT ${isWithdrawn(contract, "s")}`,
    [number, department],
  );
  const {
    rows: [feed],
  } = await client.query<{ version: number }>("SELECT version FROM hub.feed WHERE id = $1", [contract.id]);
  if (feed?.version === 0) await createIndexes(client, contract);
  return treeOfStage(client, contract, submission, number);
}
