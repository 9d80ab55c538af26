/**
 * Bytes that a store has or may have, and that no file is known by: of uploads under way or broken off, and
 * of files that were forgotten.
 */
import type { StoreName } from "../read/attachments.js";
import type { Queryable } from "../open/queryable.js";

export interface Leftover {
  readonly sha256: string;
  readonly keptIn: StoreName;
}

/** Before bytes are kept; `due`: when they are left over. False while they are being erased. */
export async function expectLeftover(
  client: Queryable,
  { sha256, keptIn }: Leftover,
  due: Date,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO hub.attachment_leftover AS l (sha256, kept_in, due) VALUES ($1, $2, $3)
      ON CONFLICT (sha256, kept_in) DO UPDATE SET due = greatest(l.due, excluded.due), claimed_until = NULL
        WHERE l.claimed_until IS NULL OR l.claimed_until < clock_timestamp()`,
    [sha256, keptIn, due],
  );
  return rowCount === 1;
}

/** Leftovers that are due, for who erases them next: nobody else has them for as long as that may take. */
export async function claimLeftovers(client: Queryable, now: Date): Promise<readonly Leftover[]> {
  const { rows } = await client.query<Leftover>(
    `UPDATE hub.attachment_leftover SET claimed_until = clock_timestamp() + interval '1 minute'
      WHERE (sha256, kept_in) IN (
        SELECT sha256, kept_in FROM hub.attachment_leftover
        WHERE due <= $1 AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
        ORDER BY due LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING sha256, kept_in AS "keptIn"`,
    [now],
  );
  return rows;
}

/** After its bytes were erased. */
export async function settleLeftover(client: Queryable, { sha256, keptIn }: Leftover): Promise<void> {
  await client.query("DELETE FROM hub.attachment_leftover WHERE sha256 = $1 AND kept_in = $2", [
    sha256,
    keptIn,
  ]);
}
