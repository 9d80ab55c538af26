/**
 * Which of these records are published now, and the release of the version that is: one statement, however
 * many feeds they are of.
 */
import type { FeedContract } from "../../feed/contract.js";
import { createParameters } from "../open/parameters.js";
import type { Queryable } from "../open/queryable.js";
import { tableOf } from "../open/tables.js";

export async function publishedVersions(
  client: Queryable,
  records: readonly { readonly contract: FeedContract; readonly ids: readonly string[] }[],
): Promise<ReadonlyMap<string, number>> {
  const parameters = createParameters();
  const branches = records.map(
    ({ contract, ids }) =>
      `SELECT record_id AS id, opened_in AS release FROM ${tableOf(contract)} WHERE closed_in IS NULL AND record_id = ANY(${parameters.add(ids)}::uuid[])`,
  );
  const { rows } = await client.query<{ id: string; release: number }>(branches.join(" UNION ALL "), [
    ...parameters.values,
  ]);
  return new Map(rows.map(({ id, release }) => [id, release]));
}
