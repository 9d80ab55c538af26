/**
 * The salts of the records that were public at a release and still may be seen, in the order of their ids:
 * what was withdrawn, or has expired, has none.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { Queryable } from "../open/queryable.js";
import { tableOf } from "../open/tables.js";
import { wasOpen } from "./published-sql.js";

export interface RecordSalt {
  readonly id: string;
  /** The release that published the version. */
  readonly release: number;
  readonly salt: string;
}

/** `after`: the id of a record; null from the beginning. */
export async function saltsAfter(
  client: Queryable,
  contract: FeedContract,
  { at, after, first }: { readonly at: number; readonly after: string | null; readonly first: number },
): Promise<readonly RecordSalt[]> {
  const { rows } = await client.query<RecordSalt>(
    `SELECT t.record_id AS id, t.opened_in AS release, t.salt FROM ${tableOf(contract)} t
    WHERE ${wasOpen(at)} AND t.withdrawn_in IS NULL AND ($1::uuid IS NULL OR t.record_id > $1) ORDER BY t.record_id LIMIT $2`,
    [after, first],
  );
  return rows;
}
