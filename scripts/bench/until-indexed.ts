import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";

/** Until the hub's search index has all releases: what is measured before is measured beside its making. */
export async function untilIndexed(client: pg.Client): Promise<void> {
  for (;;) {
    const {
      rows: [behind],
    } = await client.query<{ count: string }>(
      "SELECT count(*) + (to_regclass('search.entry_title') IS NULL)::int AS count FROM hub.feed f LEFT JOIN search.progress p ON p.feed = f.id WHERE f.version > coalesce(p.release, 0)",
    );
    if (Number(behind?.count) === 0) break;
    await pause(500);
  }
  await client.query("VACUUM (ANALYZE) search.entry");
}
