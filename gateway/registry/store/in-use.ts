/** The operations in use: registered documents, and the most requested operations of the last days. */
import type { Client } from "./revision-rows.js";

const DAYS = 30;
const MOST = 200;

/** Returns texts; those of sent operations have their literals blanked out. Truncated texts are left out. */
export async function readInUse(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ text: string }>(
    `(SELECT d.text FROM registry.document d WHERE EXISTS (SELECT FROM registry.client_document c WHERE c.id = d.id AND c.withdrawn_at IS NULL) ORDER BY d.id LIMIT $2)
     UNION
     (SELECT o.text FROM registry.operation o JOIN registry.operation_use u USING (hash) WHERE u.day > (now() AT TIME ZONE 'UTC')::date - $1::int AND o.text NOT LIKE '%…'
      GROUP BY o.hash, o.text ORDER BY sum(u.requests) DESC, o.hash LIMIT $2)`,
    [DAYS, MOST],
  );
  return rows.map(({ text }) => text);
}
