/** The files that the rows of a submission name, while they wait for review. */
import type { FeedContract } from "../../feed/contract.js";
import { storedFields } from "../../feed/stored-fields.js";
import { attachedFiles, type AttachedFile } from "../../values/attached-files.js";
import type { Queryable } from "../open/queryable.js";
import { stagedTableOf } from "../open/tables.js";

/** In the order of the rows, each once; none where nothing waits. */
export async function stagedFiles(
  client: Queryable,
  contract: FeedContract,
  submission: string,
): Promise<readonly AttachedFile[]> {
  const fields = storedFields(contract).filter(({ isFiles }) => isFiles);
  const table = stagedTableOf(submission);
  if (fields.length === 0 || !(await isThere(client, table))) return [];
  const { rows } = await client.query<{ files: string }>(
    `SELECT concat_ws('；', ${fields.map(({ sqlName }) => `"${sqlName}"`).join(", ")}) AS files FROM ${table} ORDER BY file_row`,
  );
  const found = rows.flatMap(({ files }) => attachedFiles(files));
  return [...new Map(found.map((file) => [`${file.sha256}/${file.name}`, file])).values()];
}

async function isThere(client: Queryable, table: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>("SELECT to_regclass($1) IS NOT NULL AS there", [
    table,
  ]);
  return rows[0]?.there === true;
}
