/** Some records by their ids, as they were at a release; those withdrawn by law since are left out. */
import type { FeedContract } from "../../feed/contract.js";
import type { Queryable } from "../open/queryable.js";
import { recordsStatement } from "./published-sql.js";

/** The line that the database writes of each (`WantedLine`), by their ids. */
export async function linesAt(
  client: Queryable,
  contract: FeedContract,
  ids: readonly string[],
  { release, line }: { readonly release: number; readonly line: string },
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { text, values } = recordsStatement(contract, { line }, ids, release);
  const { rows } = await client.query<{ id: string; $line: string }>(text, [...values]);
  return new Map(rows.map(({ id, $line }) => [id, $line]));
}
