/** Files that records have beside them: who may see one, what it is, and where its bytes lie. */
import type { FeedContract, FindFile, HandedFile } from "../../feed/contract.js";
import { hashesField, snakeCase, storedFields } from "../../feed/stored-fields.js";
import { attachmentsText, type AttachedFile } from "../../values/attached-files.js";
import { foldText } from "../../values/text.js";
import { createParameters } from "../open/parameters.js";
import type { Queryable } from "../open/queryable.js";
import { tableOf } from "../open/tables.js";

export interface Attachment extends AttachedFile {
  readonly bytes: number;
  readonly mediaType: string;
  /** Null for what has none. */
  readonly pages: number | null;
}

/** Facts of the files with these hashes; of one that the hub does not have there are none. */
export async function attachmentsOf(
  client: Queryable,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Omit<Attachment, "name">>> {
  const { rows } = await client.query<Omit<Attachment, "name">>(
    'SELECT sha256, bytes, media_type AS "mediaType", pages FROM hub.attachment WHERE sha256 = ANY($1)',
    [hashes],
  );
  return new Map(rows.map((row) => [row.sha256, row]));
}

/**
 * `public`: a record that is public names the file, in this version or an earlier one. `gone`: those that
 * named it are public no longer. Null: none ever did.
 */
export async function publicityOf(
  client: Queryable,
  contracts: readonly FeedContract[],
  file: AttachedFile,
): Promise<"public" | "gone" | null> {
  const parameters = createParameters();
  const [hash, address] = [parameters.add([file.sha256]), parameters.add(`；${attachmentsText([file])}；`)];
  const branches = contracts.flatMap((contract) =>
    storedFields(contract)
      .filter(({ isFiles }) => isFiles)
      .map(({ field, sqlName }) => {
        const table = tableOf(contract);
        return `SELECT t.withdrawn_in IS NULL AND EXISTS (SELECT FROM ${table} o WHERE o.record_id = t.record_id AND o.closed_in IS NULL) AS shown FROM ${table} t
          WHERE t."${snakeCase(hashesField(field))}" @> ${hash}::text[] AND strpos('；' || t."${sqlName}" || '；', ${address}::text) > 0`;
      }),
  );
  if (branches.length === 0) return null;
  const { rows } = await client.query<{ shown: boolean | null }>(
    `SELECT bool_or(shown) AS shown FROM (${branches.join(" UNION ALL ")}) v`,
    [...parameters.values],
  );
  const shown = rows[0]?.shown ?? null;
  return shown === null ? null : shown ? "public" : "gone";
}

/** The departments that handed this file in. */
export async function departmentsOf(
  client: Queryable,
  { sha256, name }: AttachedFile,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ department: string }>(
    "SELECT department FROM hub.attachment_name WHERE sha256 = $1 AND name = $2",
    [sha256, name],
  );
  return rows.map(({ department }) => department);
}

/** How a department's rows find the files that it handed in. */
export async function handedInFiles(client: Queryable, department: string): Promise<FindFile> {
  const { rows } = await client.query<HandedFile>(
    `SELECT n.name, n.sha256, a.notice FROM hub.attachment_name n JOIN hub.attachment a USING (sha256)
      WHERE n.department = $1 ORDER BY n.handed_in_at, n.sha256`,
    [department],
  );
  const known = new Map<string, HandedFile>();
  for (const file of rows) {
    const name = foldText(file.name);
    known.set(name, file).set(`${file.sha256}/${name}`, file);
  }
  return (name, sha256) => known.get(sha256 === null ? name : `${sha256}/${name}`) ?? null;
}

/** The store of a file's bytes: the hub's database, or a bucket. */
export type StoreName = "database" | "bucket";

export interface AttachmentPlace {
  readonly keptIn: StoreName;
  /** SHA-256 of each part, by which it is known to be what was handed in. */
  readonly partHashes: readonly string[];
}

/** Null for a file that the hub does not have. */
export async function attachmentPlace(client: Queryable, sha256: string): Promise<AttachmentPlace | null> {
  const { rows } = await client.query<AttachmentPlace>(
    'SELECT kept_in AS "keptIn", part_hashes AS "partHashes" FROM hub.attachment WHERE sha256 = $1',
    [sha256],
  );
  return rows[0] ?? null;
}
