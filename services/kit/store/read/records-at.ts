/** Some records by their ids, as they were at a release; those withdrawn by law since are left out. */
import type { FeedContract } from "../../feed/contract.js";
import type { Queryable } from "../open/queryable.js";
import type { PublishedRecord } from "./published-record.js";
import { toRecord, type DriverRow } from "./published-rows.js";
import { recordsStatement, type WantedFields } from "./published-sql.js";

/** By their ids. */
export async function recordsAt(
  client: Queryable,
  contract: FeedContract,
  ids: readonly string[],
  { release, fields }: { readonly release: number; readonly fields: WantedFields },
): Promise<ReadonlyMap<string, PublishedRecord>> {
  if (ids.length === 0) return new Map();
  const { text, values } = recordsStatement(contract, fields, ids, release);
  const { rows } = await client.query<DriverRow>(text, [...values]);
  return new Map(rows.map(toRecord).map((record) => [record.id, record]));
}
