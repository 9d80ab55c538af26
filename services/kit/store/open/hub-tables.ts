/** Tables of the hub itself: its feeds, its releases, and the schema in which rows wait for review. */
import { Migration } from "@mikro-orm/migrations";
import type { OwnTables } from "./own-tables.js";
import { openingsIndex, saltColumn, stagedLeaf } from "./tables.js";

/** Databases of before the one history have these tables. */
class CreateHub extends Migration {
  override up(): void {
    this.addSql("CREATE SCHEMA IF NOT EXISTS staging");
    this.addSql(
      "CREATE TABLE IF NOT EXISTS hub.feed (id text PRIMARY KEY, shape text NOT NULL, version int NOT NULL DEFAULT 0)",
    );
    this.addSql(`
      CREATE TABLE IF NOT EXISTS hub.release (
        number int PRIMARY KEY, feed text NOT NULL, kind text NOT NULL, submission uuid UNIQUE, department text NOT NULL,
        released_at timestamptz(3) NOT NULL, released_by text NOT NULL, approved_by text NOT NULL,
        added int NOT NULL, changed int NOT NULL, removed int NOT NULL, digest bytea NOT NULL, previous_hash bytea NOT NULL, hash bytea NOT NULL)`);
    this.addSql("CREATE INDEX IF NOT EXISTS release_feed ON hub.release (feed, number)");
    this.addSql("CREATE INDEX IF NOT EXISTS release_time ON hub.release (released_at)");
  }
}

/** The first release's feeds had none of these. */
class IndexOpenings extends Migration {
  override async up(): Promise<void> {
    const feeds = await this.execute("SELECT id FROM hub.feed WHERE version > 0");
    for (const { id } of feeds) this.addSql(openingsIndex({ id: String(id) }));
  }
}

/** Which keys are this database's, and what is kept under them. */
class KeepKeys extends Migration {
  override up(): void {
    this.addSql(
      "CREATE TABLE hub.key (name text, fingerprint text, known_since timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (name, fingerprint))",
    );
    this.addSql("CREATE TABLE hub.secret (name text PRIMARY KEY, wrapped text NOT NULL)");
  }
}

/** Entries and releases hold each other's hashes: `write/trail.ts`. Releases of before have none. */
class CreateTrail extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE hub.trail (
        number int PRIMARY KEY, at timestamptz(3) NOT NULL, kind text NOT NULL, actor text NOT NULL, actor_name text NOT NULL, department text, subject text NOT NULL,
        details text NOT NULL, release int NOT NULL, release_hash bytea NOT NULL, previous_hash bytea NOT NULL, hash bytea NOT NULL)`);
    this.addSql("CREATE INDEX trail_kind ON hub.trail (kind, number)");
    this.addSql("CREATE INDEX trail_department ON hub.trail (department, number)");
    this.addSql(
      "ALTER TABLE hub.release ADD COLUMN trail int NOT NULL DEFAULT 0, ADD COLUMN trail_hash bytea",
    );
  }
}

/** Which history this is: a new row at creation, and each time that a backup of it is gone on with. */
class KeepEpochs extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE hub.epoch (
        number int PRIMARY KEY, epoch text NOT NULL UNIQUE DEFAULT left(md5(gen_random_uuid()::text), 16), began_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        cause text NOT NULL, release int NOT NULL, release_hash bytea, owner text)`);
    this.addSql(`
      INSERT INTO hub.epoch (number, cause, release, release_hash)
      SELECT 1, 'CREATED', coalesce(max(number), 0), (SELECT hash FROM hub.release ORDER BY number DESC LIMIT 1) FROM hub.release`);
  }
}

/**
 * The public log, and the trees of releases: `read/log.ts`, `read/blocks.ts`. Trees of releases of before are
 * made at the next start: `write/fill-log.ts`.
 */
class OpenLog extends Migration {
  override async up(): Promise<void> {
    this.addSql("ALTER TABLE hub.release ADD COLUMN leaves int, ADD COLUMN root bytea");
    this.addSql("CREATE TABLE hub.log (level int, at int, hash bytea NOT NULL, PRIMARY KEY (level, at))");
    this.addSql(
      "CREATE TABLE hub.block (release int, block int, first uuid NOT NULL, leaves bytea NOT NULL, root bytea NOT NULL, PRIMARY KEY (release, block))",
    );
    // Hashes do not compress.
    this.addSql("ALTER TABLE hub.block ALTER COLUMN leaves SET STORAGE EXTERNAL");
    for (const { id } of await this.execute("SELECT id FROM hub.feed"))
      this.addSql(saltColumn({ id: String(id) }));
    const staged = await this.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'staging'");
    for (const { tablename } of staged) this.addSql(stagedLeaf(String(tablename)));
  }
}

/**
 * Files that records have beside them, byte for byte under their hash, with the text that is searched; and
 * which department handed them in under which name.
 */
class KeepAttachments extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE hub.attachment (
        sha256 text PRIMARY KEY, bytes int NOT NULL, media_type text NOT NULL, pages int, text text NOT NULL, notice jsonb)`);
    this.addSql(
      "CREATE TABLE hub.attachment_part (sha256 text REFERENCES hub.attachment ON DELETE CASCADE, part int, bytes bytea NOT NULL, PRIMARY KEY (sha256, part))",
    );
    // Such files are packed already.
    this.addSql("ALTER TABLE hub.attachment_part ALTER COLUMN bytes SET STORAGE EXTERNAL");
    this.addSql(`
      CREATE TABLE hub.attachment_name (
        sha256 text REFERENCES hub.attachment ON DELETE CASCADE, department text, name text, handed_in_by text NOT NULL, handed_in_at timestamptz(3) NOT NULL,
        PRIMARY KEY (sha256, department, name))`);
    this.addSql("CREATE INDEX attachment_department ON hub.attachment_name (department)");
  }
}

/**
 * Where the bytes of each file lie (`read/attachments.ts`), each part known by its hash, and what no file is
 * known by any more: `write/attachment-leftovers.ts`.
 */
class PlaceAttachments extends Migration {
  override up(): void {
    this.addSql("ALTER TABLE hub.attachment ADD COLUMN kept_in text NOT NULL DEFAULT 'database'");
    this.addSql("ALTER TABLE hub.attachment ALTER COLUMN kept_in DROP DEFAULT");
    this.addSql("ALTER TABLE hub.attachment ADD COLUMN part_hashes text[]");
    this.addSql(`
      UPDATE hub.attachment a SET part_hashes = ARRAY(
        SELECT encode(sha256(p.bytes), 'hex') FROM hub.attachment_part p WHERE p.sha256 = a.sha256 ORDER BY p.part)`);
    this.addSql("ALTER TABLE hub.attachment ALTER COLUMN part_hashes SET NOT NULL");
    this.addSql("ALTER TABLE hub.attachment_part DROP CONSTRAINT attachment_part_sha256_fkey");
    this.addSql(
      "CREATE TABLE hub.attachment_leftover (sha256 text, kept_in text, due timestamptz(3) NOT NULL, claimed_until timestamptz(3), PRIMARY KEY (sha256, kept_in))",
    );
  }
}

/** What departments were reminded of: `read/reminders.ts`. */
class KeepReminders extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE hub.reminder (
        number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, department text COLLATE "C" NOT NULL, day date NOT NULL, at timestamptz(3) NOT NULL,
        release int NOT NULL, lines jsonb NOT NULL)`);
    this.addSql("CREATE INDEX reminder_department ON hub.reminder (department, number)");
  }
}

export const HUB_TABLES: OwnTables = {
  schema: "hub",
  migrations: [
    { name: "2026-11-create-hub", class: CreateHub },
    { name: "2026-11-index-openings", class: IndexOpenings },
    { name: "2026-11-keep-keys", class: KeepKeys },
    { name: "2026-11-create-trail", class: CreateTrail },
    { name: "2026-11-keep-epochs", class: KeepEpochs },
    { name: "2026-11-open-log", class: OpenLog },
    { name: "2026-11-keep-attachments", class: KeepAttachments },
    { name: "2026-11-keep-reminders", class: KeepReminders },
    { name: "2026-11-place-attachments", class: PlaceAttachments },
  ],
};
