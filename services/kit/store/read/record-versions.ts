/**
 * The versions of records that may be shown, the newest first: of what was withdrawn or has expired there is
 * none.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { DriverRow, Queryable } from "../open/queryable.js";
import { tableOf } from "../open/tables.js";
import type { PublishedRecord } from "./published-record.js";
import { toRecord } from "./published-rows.js";
import { selectList } from "./published-sql.js";

export interface RecordVersion {
  readonly record: PublishedRecord;
  /** Whether it is what is public now. */
  readonly isCurrent: boolean;
}

/** `most` of each record at most; in the order of the ids. */
export async function recordVersions(
  client: Queryable,
  contract: FeedContract,
  ids: readonly string[],
  most: number,
): Promise<readonly (readonly RecordVersion[])[]> {
  const { rows } = await client.query<DriverRow>(
    `SELECT v.* FROM unnest($1::uuid[]) AS k(id) CROSS JOIN LATERAL (
      SELECT ${selectList(contract, undefined)}, t.closed_in IS NULL AS "$current", t.opened_in AS "$opened" FROM ${tableOf(contract)} t
      WHERE t.record_id = k.id AND t.withdrawn_in IS NULL ORDER BY t.opened_in DESC LIMIT $2) v ORDER BY v."$opened" DESC`,
    [ids, most],
  );
  const versions = new Map(ids.map((id): [unknown, RecordVersion[]] => [id, []]));
  for (const row of rows)
    versions.get(row["id"])?.push({ isCurrent: row["$current"] === true, record: toRecord(row) });
  return ids.map((id) => versions.get(id) ?? []);
}
