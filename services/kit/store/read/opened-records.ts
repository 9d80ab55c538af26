/** The records that a release made public: the versions that it opened, in the order of their file. */
import type { FeedContract } from "../../feed/contract.js";
import type { Database } from "../open/database.js";
import { createParameters, type Fragment } from "../open/parameters.js";
import type { PublishedRecord } from "./published-record.js";
import { toRecord } from "./published-rows.js";
import { allOf, selectList, type WantedFields } from "./published-sql.js";
import { tableOf } from "../open/tables.js";

export interface OpenedRecord {
  readonly record: PublishedRecord;
  /** Row of the file; one release has each once. */
  readonly row: number;
  /** True where the release corrects a record that was public before. */
  readonly isCorrection: boolean;
}

export interface OpenedQuestion {
  readonly release: number;
  readonly afterRow: number;
  readonly where: Fragment;
  readonly fields: WantedFields;
  readonly first: number;
}

/**
 * A record that has been withdrawn since is not returned, as nowhere else. One that has only been corrected
 * since is returned as it was.
 */
export async function openedRecords(
  { pool }: Pick<Database, "pool">,
  contract: FeedContract,
  { release, afterRow, where, fields, first }: OpenedQuestion,
): Promise<readonly OpenedRecord[]> {
  const parameters = createParameters(where);
  const table = tableOf(contract);
  const opened = `t.opened_in = ${parameters.add(release)} AND t.file_row > ${parameters.add(afterRow)} AND t.withdrawn_in IS NULL`;
  const text = `SELECT ${selectList(contract, fields)}, t.file_row AS "$place", EXISTS (SELECT FROM ${table} b WHERE b.record_id = t.record_id AND b.opened_in < t.opened_in) AS "$corrects"
    FROM ${table} t WHERE ${allOf([opened, where.text])} ORDER BY t.file_row LIMIT ${parameters.add(first)}`;
  const { rows } = await pool.query<
    Record<string, unknown> & { readonly $place: number; readonly $corrects: boolean }
  >(text, [...parameters.values]);
  return rows.map((row) => ({ record: toRecord(row), row: row.$place, isCorrection: row.$corrects }));
}
