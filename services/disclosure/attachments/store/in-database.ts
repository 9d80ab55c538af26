/** Bytes in the hub's own database, and in its backups. */
import { PART_BYTES, partsOf, type Database } from "#kit/hub";
import type { AttachmentStore } from "./attachment-store.js";

export function storeInDatabase(database: Database): AttachmentStore {
  return {
    keep: (sha256, content) =>
      database.transaction(async (client) => {
        for (const [part, bytes] of partsOf(content).entries())
          await client.query(
            `INSERT INTO hub.attachment_part AS p (sha256, part, bytes) VALUES ($1, $2, $3)
              ON CONFLICT (sha256, part) DO UPDATE SET bytes = excluded.bytes WHERE p.bytes <> excluded.bytes`,
            [sha256, part, bytes],
          );
      }),
    part: async (sha256, part, statements) => {
      const { rows } = await statements.query<{ bytes: Buffer }>(
        `SELECT substr(bytes, 1, ${PART_BYTES}) AS bytes FROM hub.attachment_part WHERE sha256 = $1 AND part = $2`,
        [sha256, part],
      );
      return rows[0]?.bytes ?? null;
    },
    erase: async (sha256) => {
      await database.pool.query("DELETE FROM hub.attachment_part WHERE sha256 = $1", [sha256]);
    },
  };
}
