/**
 * The records that a release took out of a filtered list: those that it made public no longer, and those that
 * it changed so that the filter leaves them out. Each has a place among all versions that the release closed,
 * which stay as they are for ever.
 *
 * What was withdrawn by law is held against no filter, for that would tell of its content: everybody who
 * follows the feed is told of its id.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { Database } from "../open/database.js";
import { createParameters, type Fragment } from "../open/parameters.js";
import { tableOf } from "../open/tables.js";

export interface RemovedRecord {
  readonly id: string;
  /** From 1, in the order of ids. */
  readonly place: number;
  /** True for one that is still public. */
  readonly isUnmatched: boolean;
}

export interface RemovedQuestion {
  readonly release: number;
  readonly after: number;
  readonly where: Fragment;
  readonly first: number;
}

export async function removedRecords(
  { pool }: Pick<Database, "pool">,
  contract: FeedContract,
  { release, after, where, first }: RemovedQuestion,
): Promise<readonly RemovedRecord[]> {
  const parameters = createParameters(where);
  const [table, number] = [tableOf(contract), `${parameters.add(release)}::int`];
  const matches = `(${where.text}) IS TRUE`;
  const { rows } = await pool.query<RemovedRecord>(
    `SELECT c.id, c.place::int AS place, n.stays IS NOT NULL AS "isUnmatched" FROM
      (SELECT t.record_id AS id, row_number() OVER (ORDER BY t.record_id) AS place, t.withdrawn_in IS NOT NULL OR ${matches} AS matched FROM ${table} t WHERE t.closed_in = ${number}) c
      LEFT JOIN LATERAL (SELECT t.withdrawn_in IS NULL AND NOT ${matches} AS stays FROM ${table} t WHERE t.record_id = c.id AND t.opened_in = ${number}) n ON true
    WHERE c.place > ${parameters.add(after)} AND c.matched AND n.stays IS NOT FALSE ORDER BY c.place LIMIT ${parameters.add(first)}`,
    [...parameters.values],
  );
  return rows;
}
