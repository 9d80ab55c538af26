/**
 * The index of all public records: an entry for each record, party and dataset, and how far each feed is
 * indexed. It holds nothing that is not published elsewhere, and can be made anew from what is.
 */
import type { Database } from "#kit/hub";

/** Safe to run from several processes at once. */
export async function prepareTables(database: Database): Promise<void> {
  await database.transaction(async (client) => {
    await client.query("SELECT pg_advisory_xact_lock($1)", [PREPARE_LOCK]);
    await client.query(TABLES);
  });
}

/** Built after the first filling: that takes a fraction of the time of keeping them entry by entry. */
export async function createIndexes(database: Database): Promise<void> {
  for (const index of INDEXES) await database.pool.query(index);
}

const PREPARE_LOCK = 7_420_002;

/**
 * `day`: of the record, by which newer ones come first; infinity for what has none, such as a school, which
 * comes before all.
 */
const TABLES = `
  CREATE SCHEMA IF NOT EXISTS search;
  CREATE TABLE IF NOT EXISTS search.entry (
    id bigint GENERATED ALWAYS AS IDENTITY, type text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, day date NOT NULL, release int NOT NULL,
    title text NOT NULL, title_key text COLLATE "C" NOT NULL, body text COLLATE "C" NOT NULL, grams int[] NOT NULL, PRIMARY KEY (type, key));
  ALTER TABLE search.entry ALTER COLUMN grams SET STATISTICS 300;
  CREATE TABLE IF NOT EXISTS search.progress (feed text PRIMARY KEY, release int NOT NULL, shape text NOT NULL)`;

const INDEXES = [
  "CREATE INDEX IF NOT EXISTS entry_grams ON search.entry USING gin (grams)",
  "CREATE INDEX IF NOT EXISTS entry_day ON search.entry (day, id)",
  "CREATE INDEX IF NOT EXISTS entry_type_day ON search.entry (type, day, id)",
  "CREATE INDEX IF NOT EXISTS entry_title ON search.entry (title_key)",
] as const;
