/** Puts entries into the index. An older release never replaces what a later one wrote. */
import type { Database } from "#kit/hub";
import type { Entry } from "./entry.js";

export async function writeEntries(
  { pool }: Database,
  type: string,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  const column = <T>(of: (entry: Entry) => T): readonly T[] => entries.map(of);
  await pool.query(
    `INSERT INTO search.entry AS e (type, key, day, release, title, title_key, body, grams, department, area)
    SELECT $1, n.key, n.day, n.release, n.title, n.title_key, n.body, n.grams::int[], n.department, n.area
    FROM unnest($2::text[], $3::date[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
      AS n(key, day, release, title, title_key, body, grams, department, area)
    ON CONFLICT (type, key) DO UPDATE SET day = excluded.day, release = excluded.release, title = excluded.title, title_key = excluded.title_key, body = excluded.body, grams = excluded.grams,
      department = excluded.department, area = excluded.area
    WHERE e.release <= excluded.release`,
    [
      type,
      column(({ key }) => key),
      column(({ day }) => day),
      column(({ release }) => release),
      column(({ title }) => title),
      column(({ titleKey }) => titleKey),
      column(({ body }) => body),
      column(({ grams }) => `{${grams.join(",")}}`),
      column(({ department }) => department),
      column(({ area }) => area),
    ],
  );
}

export async function removeEntries(
  { pool }: Database,
  type: string,
  keys: readonly string[],
): Promise<void> {
  if (keys.length > 0)
    await pool.query("DELETE FROM search.entry WHERE type = $1 AND key = ANY($2)", [type, keys]);
}
