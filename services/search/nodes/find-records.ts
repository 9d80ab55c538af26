/** Which feed each record is of, by its id alone: one statement over all feeds, by their indexes of ids. */
import type { FeedContract } from "#kit";
import { tableOf, type Queryable } from "#kit/hub";

/** The types of those that are public now, by id. */
export async function findRecords(
  client: Queryable,
  contracts: readonly FeedContract[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0 || contracts.length === 0) return new Map();
  const branches = contracts.map(
    (contract, at) =>
      `SELECT ${at} AS feed, record_id::text AS id FROM ${tableOf(contract)} WHERE closed_in IS NULL AND record_id = ANY($1)`,
  );
  const { rows } = await client.query<{ feed: number; id: string }>(branches.join(" UNION ALL "), [ids]);
  return new Map(rows.flatMap(({ feed, id }) => (contracts[feed] ? [[id, contracts[feed].type]] : [])));
}
