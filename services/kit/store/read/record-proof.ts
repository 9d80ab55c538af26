/** What proves that a release published a record as it is: enough to be verified without the hub. */
import { contentTextOf, leafOf } from "../../check/leaf.js";
import type { FeedContract } from "../../feed/contract.js";
import type { Queryable } from "../open/queryable.js";
import { fieldNames, tableOf } from "../open/tables.js";
import { placesOf, type TreePlace } from "./blocks.js";
import { toStoredRow } from "./stored-row.js";

export interface RecordProof extends TreePlace {
  /** The text over which the leaf is made. */
  readonly content: string;
  readonly salt: string;
  /** Hexadecimal. */
  readonly leaf: string;
}

/**
 * Of the versions that a release opened, in the order of the ids. Null for what that release did not publish,
 * or has been withdrawn since, and while a release of an older version of the program waits for its tree.
 */
export async function recordProofs(
  client: Queryable,
  contract: FeedContract,
  release: number,
  ids: readonly string[],
): Promise<readonly (RecordProof | null)[]> {
  const { rows } = await client.query<{ id: string; salt: string; [column: string]: unknown }>(
    `SELECT record_id AS id, salt, ${fieldNames(contract)} FROM ${tableOf(contract)}
    WHERE record_id = ANY($1::uuid[]) AND opened_in = $2 AND withdrawn_in IS NULL`,
    [ids, release],
  );
  const versions = rows.map((row) => {
    const content = contentTextOf(contract, row.id, toStoredRow(contract, row));
    return { id: row.id, salt: row.salt, content, leaf: leafOf(row.salt, content) };
  });
  const places = await placesOf(client, release, versions);
  const found = new Map(
    versions.map(({ id, salt, content, leaf }, at) => {
      const place = places[at];
      return [id, place ? { ...place, salt, content, leaf: leaf.toString("hex") } : null];
    }),
  );
  return ids.map((id) => found.get(id) ?? null);
}
