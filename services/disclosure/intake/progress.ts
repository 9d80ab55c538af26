/**
 * How far a check is: told by the thread that checks, read by whoever waits, whichever process it is in. A
 * check that its clerk does not want any more ends here.
 */
import type { Queryable } from "#kit/hub";

export interface Progress {
  readonly rows: number;
  readonly errors: number;
  readonly warnings: number;
  readonly bytesRead: number;
}

export interface KeptProgress extends Progress {
  readonly startedAt: Date;
  readonly at: Date;
}

/** The submission was withdrawn while it was checked. */
export class CheckCancelled extends Error {}

/** At most so often. */
const EVERY_MS = 500;

/** Throws CheckCancelled. What comes too soon after the last is left out. */
export function tellProgress(client: Queryable, submission: string): (now: Progress) => Promise<void> {
  const startedAt = new Date();
  let last = 0;
  return async ({ rows, errors, warnings, bytesRead }) => {
    const now = Date.now();
    if (now - last < EVERY_MS) return;
    last = now;
    const {
      rows: [found],
    } = await client.query<{ state: string }>(
      `WITH told AS (
        INSERT INTO disclosure.progress (submission, started_at, at, rows, errors, warnings, bytes_read) VALUES ($1, $2, now(), $3, $4, $5, $6)
        ON CONFLICT (submission) DO UPDATE SET started_at = excluded.started_at, at = excluded.at, rows = excluded.rows, errors = excluded.errors,
          warnings = excluded.warnings, bytes_read = excluded.bytes_read)
      SELECT state FROM disclosure.submission WHERE id = $1`,
      [submission, startedAt, rows, errors, warnings, bytesRead],
    );
    if (found?.state !== "RECEIVED") throw new CheckCancelled();
  };
}

/** Null where a check has not begun, and once it is over. */
export async function readProgress(client: Queryable, submission: string): Promise<KeptProgress | null> {
  const { rows } = await client.query<KeptProgress>(
    `SELECT started_at AS "startedAt", at, rows, errors, warnings, bytes_read::float8 AS "bytesRead" FROM disclosure.progress WHERE submission = $1`,
    [submission],
  );
  return rows[0] ?? null;
}

export async function forgetProgress(client: Queryable, submission: string): Promise<void> {
  await client.query("DELETE FROM disclosure.progress WHERE submission = $1", [submission]);
}

/** The same pieces, each counted as it is read. */
export async function* counted(
  source: AsyncIterable<Uint8Array>,
  count: { bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    count.bytes += piece.byteLength;
    yield piece;
  }
}
