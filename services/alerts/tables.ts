/**
 * Tables of standing queries: the queries, their matches, and the messages to be sent. Records are referred
 * to, never copied.
 */
import { Migration } from "@mikro-orm/migrations";
import type { Database } from "#kit/hub";

/**
 * `hook`: the terms by one of which a record must be found for the query to be looked at. `progress`: the
 * last release that is wholly matched, and the row of the next one up to which it is. `hit`: what a release
 * added to a query's answer comes to; `match`: the first of it. `delivery`: one message, release 0 being the
 * challenge; whoever sends it has it until `next_at`. `asked`: what strangers asked for in the last day,
 * whether it is still there or not, and the host that was to be challenged for it and has not answered.
 *
 * Databases of before the one history have these tables, and may have two indexes more.
 */
class CreateAlerts extends Migration {
  override up(): void {
    for (const statement of [
      `CREATE TABLE IF NOT EXISTS alerts.query (
        number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text COLLATE "C" NOT NULL UNIQUE, token_hash bytea NOT NULL, title text, criteria jsonb NOT NULL,
        since int NOT NULL, created_at timestamptz NOT NULL, used_at timestamptz NOT NULL)`,
      "DROP INDEX IF EXISTS alerts.query_created",
      "CREATE TABLE IF NOT EXISTS alerts.asked (query int NOT NULL, at timestamptz NOT NULL, host text)",
      "CREATE INDEX IF NOT EXISTS asked_at ON alerts.asked (at)",
      "CREATE INDEX IF NOT EXISTS asked_host ON alerts.asked (host) WHERE host IS NOT NULL",
      "CREATE TABLE IF NOT EXISTS alerts.hook (term int NOT NULL, query int NOT NULL REFERENCES alerts.query ON DELETE CASCADE, PRIMARY KEY (term, query))",
      "CREATE INDEX IF NOT EXISTS hook_query ON alerts.hook (query)",
      "CREATE TABLE IF NOT EXISTS alerts.progress (one boolean PRIMARY KEY DEFAULT TRUE CHECK (one), release int NOT NULL, row int NOT NULL)",
      "CREATE TABLE IF NOT EXISTS alerts.hit (query int NOT NULL, release int NOT NULL, total int NOT NULL, PRIMARY KEY (query, release))",
      "CREATE INDEX IF NOT EXISTS hit_release ON alerts.hit (release)",
      "CREATE TABLE IF NOT EXISTS alerts.match (query int NOT NULL, release int NOT NULL, row int NOT NULL, record uuid NOT NULL, PRIMARY KEY (query, release, row))",
      "CREATE INDEX IF NOT EXISTS match_release ON alerts.match USING brin (release)",
      `CREATE TABLE IF NOT EXISTS alerts.webhook (
        query int PRIMARY KEY REFERENCES alerts.query ON DELETE CASCADE, url text NOT NULL, host text NOT NULL,
        state text NOT NULL CHECK (state IN ('CONFIRMING', 'ACTIVE', 'SUSPENDED')), reason text)`,
      "DROP INDEX IF EXISTS alerts.webhook_unconfirmed",
      `CREATE TABLE IF NOT EXISTS alerts.delivery (
        query int NOT NULL REFERENCES alerts.webhook ON DELETE CASCADE, release int NOT NULL, state text NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'OBSOLETE')),
        attempts int NOT NULL DEFAULT 0, first_at timestamptz, next_at timestamptz NOT NULL, outcome text, ended_at timestamptz, PRIMARY KEY (query, release))`,
      "CREATE INDEX IF NOT EXISTS delivery_due ON alerts.delivery (next_at) WHERE state = 'PENDING'",
      "CREATE INDEX IF NOT EXISTS delivery_release ON alerts.delivery (release)",
    ])
      this.addSql(statement);
  }
}

class CountByOwner extends Migration {
  override up(): void {
    this.addSql("ALTER TABLE alerts.asked ADD COLUMN owner text COLLATE \"C\" NOT NULL DEFAULT ''");
    this.addSql("CREATE INDEX asked_owner ON alerts.asked (owner, at)");
  }
}

/**
 * `progress.reminder`: the last reminder of a department (`hub.reminder`) that is put down for all queries
 * that want it; `delivery.reminder`: which one a message tells, 0 for what a release added.
 */
class TellReminders extends Migration {
  override up(): void {
    for (const statement of [
      "ALTER TABLE alerts.query ADD COLUMN reminders boolean NOT NULL DEFAULT FALSE",
      "CREATE INDEX query_reminders ON alerts.query (number) WHERE reminders",
      "ALTER TABLE alerts.progress ADD COLUMN reminder int NOT NULL DEFAULT 0",
      "ALTER TABLE alerts.delivery ADD COLUMN reminder int NOT NULL DEFAULT 0",
      "ALTER TABLE alerts.delivery DROP CONSTRAINT delivery_pkey, ADD PRIMARY KEY (query, release, reminder)",
    ])
      this.addSql(statement);
  }
}

/** A step that was released is never changed: a new one follows it. */
export const MIGRATIONS = [
  { name: "2026-11-create-alerts", class: CreateAlerts },
  { name: "2026-11-count-by-owner", class: CountByOwner },
  { name: "2026-11-tell-reminders", class: TellReminders },
];

/** Starts after the latest release: older releases match no standing query. */
export async function beginMatching({ pool }: Database): Promise<void> {
  await pool.query(
    "INSERT INTO alerts.progress (release, row) SELECT coalesce(max(number), 0), -1 FROM hub.release ON CONFLICT DO NOTHING",
  );
}
