/** Which records are published now: one statement, however many feeds they are of. */
import type { FeedContract } from "../feed/contract.js";
import type { Database } from "./database.js";
import { createParameters } from "./parameters.js";
import { tableOf } from "./tables.js";

export async function publishedIds({ pool }: Pick<Database, "pool">, records: readonly { readonly contract: FeedContract; readonly ids: readonly string[] }[]): Promise<ReadonlySet<string>> {
  const parameters = createParameters();
  const branches = records.map(({ contract, ids }) => `SELECT record_id AS id FROM ${tableOf(contract)} WHERE closed_in IS NULL AND record_id = ANY(${parameters.add(ids)}::uuid[])`);
  const { rows } = await pool.query<{ id: string }>(branches.join(" UNION ALL "), [...parameters.values]);
  return new Set(rows.map(({ id }) => id));
}
