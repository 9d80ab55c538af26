/** The last release of a day in Shanghai: what was published by the end of it. */
import type { Queryable } from "#kit/hub";

export interface LastRelease {
  readonly number: number;
  readonly releasedAt: Date;
}

/** Null: nothing was published yet. */
export async function lastReleaseOn(client: Queryable, day: string): Promise<LastRelease | null> {
  const { rows } = await client.query<LastRelease>(
    `SELECT number, released_at AS "releasedAt" FROM hub.release
    WHERE released_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' ORDER BY number DESC LIMIT 1`,
    [day],
  );
  return rows[0] ?? null;
}
