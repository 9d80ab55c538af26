/** Keeps a file that was handed in, byte for byte under its hash: the same bytes lie there once. */
import type { CellFault, FeedContract } from "../../feed/contract.js";
import { hashesField, snakeCase, storedFields } from "../../feed/stored-fields.js";
import type { Database } from "../open/database.js";
import type { Queryable } from "../open/queryable.js";
import { tableOf } from "../open/tables.js";
import { PART_BYTES, type Attachment } from "../read/attachments.js";

/** What a reader found in the bytes. */
export interface ReadAttachment extends Omit<Attachment, "name"> {
  readonly text: string;
  readonly notice: CellFault | null;
}

export interface HandIn {
  readonly name: string;
  readonly department: string;
  /** The subject of the clerk. */
  readonly by: string;
  readonly at: Date;
}

export async function keepAttachment(
  database: Database,
  { sha256, bytes, mediaType, pages, text, notice }: ReadAttachment,
  content: Uint8Array,
): Promise<void> {
  await database.transaction(async (client) => {
    const { rowCount } = await client.query(
      "INSERT INTO hub.attachment (sha256, bytes, media_type, pages, text, notice) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sha256) DO NOTHING",
      [sha256, bytes, mediaType, pages, text, notice === null ? null : JSON.stringify(notice)],
    );
    if (rowCount !== 1) return;
    for (let part = 0; part * PART_BYTES < content.length; part += 1)
      await client.query("INSERT INTO hub.attachment_part (sha256, part, bytes) VALUES ($1, $2, $3)", [
        sha256,
        part,
        content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
      ]);
  });
}

/**
 * Forgets files that came before a day, that no record ever named, and whose department has no submission
 * under way that may name them (`isWaiting`: SQL about the department `n.department`). Gives how many.
 */
export async function forgetAttachments(
  database: Database,
  contracts: readonly FeedContract[],
  before: Date,
  isWaiting: string,
): Promise<number> {
  const named = contracts.flatMap((contract) =>
    storedFields(contract)
      .filter(({ isFiles }) => isFiles)
      .map(
        ({ field }) =>
          `NOT EXISTS (SELECT FROM ${tableOf(contract)} t WHERE t."${snakeCase(hashesField(field))}" @> ARRAY[n.sha256])`,
      ),
  );
  return database.transaction(async (client) => {
    const { rows } = await client.query<{ sha256: string }>(
      `DELETE FROM hub.attachment_name n WHERE ${["handed_in_at < $1", `NOT ${isWaiting}`, ...named].join(" AND ")} RETURNING sha256`,
      [before],
    );
    await client.query(
      "DELETE FROM hub.attachment a WHERE a.sha256 = ANY($1) AND NOT EXISTS (SELECT FROM hub.attachment_name n WHERE n.sha256 = a.sha256)",
      [rows.map(({ sha256 }) => sha256)],
    );
    return rows.length;
  });
}

/** The name under which a department's rows find it; the last of a name is the one that they mean. */
export async function nameAttachment(
  client: Queryable,
  sha256: string,
  { name, department, by, at }: HandIn,
): Promise<void> {
  await client.query(
    `INSERT INTO hub.attachment_name (sha256, department, name, handed_in_by, handed_in_at) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (sha256, department, name) DO UPDATE SET handed_in_by = excluded.handed_in_by, handed_in_at = excluded.handed_in_at`,
    [sha256, department, name, by, at],
  );
}
