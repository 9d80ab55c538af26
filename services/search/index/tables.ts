/**
 * The index of all public records: an entry for each record, party and dataset, and how far each feed is
 * indexed. It holds nothing that is not published elsewhere, and can be made anew from what is.
 */
import { Migration } from "@mikro-orm/migrations";
import type { Database } from "#kit/hub";

/**
 * `day`: of the record, by which newer ones come first; infinity for what has none, such as a school, which
 * comes before all. Databases of before the one history have these tables.
 */
class CreateSearch extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS search.entry (
        id bigint GENERATED ALWAYS AS IDENTITY, type text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, day date NOT NULL, release int NOT NULL,
        title text NOT NULL, title_key text COLLATE "C" NOT NULL, body text COLLATE "C" NOT NULL, grams int[] NOT NULL, PRIMARY KEY (type, key))`);
    this.addSql("ALTER TABLE search.entry ALTER COLUMN grams SET STATISTICS 300");
    this.addSql(
      "CREATE TABLE IF NOT EXISTS search.progress (feed text PRIMARY KEY, release int NOT NULL, shape text NOT NULL)",
    );
  }
}

/** The list of parties by name goes through them alone, of which there are few beside the records. */
class IndexParties extends Migration {
  override up(): void {
    this.addSql(
      "CREATE INDEX IF NOT EXISTS entry_party ON search.entry (title_key, key) WHERE type = 'Party'",
    );
  }
}

/**
 * By whom a record was handed in, and the town that it is of; null for parties, and for what is of no town.
 * Entries of before are written anew, since their shape is another.
 */
class SayWhose extends Migration {
  override up(): void {
    this.addSql(
      'ALTER TABLE search.entry ADD COLUMN IF NOT EXISTS department text COLLATE "C", ADD COLUMN IF NOT EXISTS area text COLLATE "C"',
    );
  }
}

/** A step that was released is never changed: a new one follows it. */
export const MIGRATIONS = [
  { name: "2026-11-create-search", class: CreateSearch },
  { name: "2026-11-index-parties", class: IndexParties },
  { name: "2026-11-say-whose", class: SayWhose },
];

/** Built after the first filling: that takes a fraction of the time of keeping them entry by entry. */
export async function createIndexes(database: Database): Promise<void> {
  for (const index of INDEXES) await database.pool.query(index);
}

const INDEXES = [
  "CREATE INDEX IF NOT EXISTS entry_grams ON search.entry USING gin (grams)",
  "CREATE INDEX IF NOT EXISTS entry_day ON search.entry (day, id)",
  "CREATE INDEX IF NOT EXISTS entry_type_day ON search.entry (type, day, id)",
  "CREATE INDEX IF NOT EXISTS entry_title ON search.entry (title_key)",
] as const;
