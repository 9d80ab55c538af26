/** Files that were handed in: what is known of each, by which names, and which are forgotten. */
import type { CellFault, FeedContract } from "../../feed/contract.js";
import { hashesField, snakeCase, storedFields } from "../../feed/stored-fields.js";
import type { Database } from "../open/database.js";
import type { Queryable } from "../open/queryable.js";
import { tableOf } from "../open/tables.js";
import type { Attachment, AttachmentPlace } from "../read/attachments.js";

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

/** Names a file whose bytes lie in a store; one that is known stays as it is. */
export async function addAttachment(
  database: Database,
  { sha256, bytes, mediaType, pages, text, notice }: ReadAttachment,
  { keptIn, partHashes }: AttachmentPlace,
): Promise<void> {
  await database.transaction(async (client) => {
    await client.query(
      `INSERT INTO hub.attachment (sha256, bytes, media_type, pages, text, notice, kept_in, part_hashes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (sha256) DO NOTHING`,
      [
        sha256,
        bytes,
        mediaType,
        pages,
        text,
        notice === null ? null : JSON.stringify(notice),
        keptIn,
        partHashes,
      ],
    );
    await client.query(
      `DELETE FROM hub.attachment_leftover l USING hub.attachment a
        WHERE l.sha256 = $1 AND a.sha256 = l.sha256 AND a.kept_in = l.kept_in`,
      [sha256],
    );
  });
}

/**
 * Forgets files that came before a day, that no record ever named, and whose department has no submission
 * under way that may name them (`isWaiting`: SQL about the department `n.department`). Gives how many. Their
 * bytes are leftovers (`attachment-leftovers.ts`) until they are erased.
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
      `WITH gone AS (
        DELETE FROM hub.attachment a WHERE a.sha256 = ANY($1)
          AND NOT EXISTS (SELECT FROM hub.attachment_name n WHERE n.sha256 = a.sha256) RETURNING sha256, kept_in)
        INSERT INTO hub.attachment_leftover (sha256, kept_in, due) SELECT sha256, kept_in, $2 FROM gone`,
      [rows.map(({ sha256 }) => sha256), before],
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
