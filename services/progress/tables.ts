/** Tables of cases: their states under keyed hashes, and who asked wrongly in the last day. */
import { Migration } from "@mikro-orm/migrations";

class CreateProgress extends Migration {
  override up(): void {
    for (const statement of [
      `CREATE TABLE progress.case (
        case_key text COLLATE "C" NOT NULL, secret text COLLATE "C" NOT NULL, department text COLLATE "C" NOT NULL, item_code text COLLATE "C" NOT NULL,
        state text NOT NULL, state_on date NOT NULL, accepted_on date, due_on date, suspended_days int, suspended_why text, reason text, result text, pickup text,
        updated_at timestamptz NOT NULL, PRIMARY KEY (case_key, department))`,
      "CREATE INDEX case_ended ON progress.case (state_on)",
      `CREATE TABLE progress.missed (subject text COLLATE "C" NOT NULL, at timestamptz NOT NULL)`,
      "CREATE INDEX missed_subject ON progress.missed (subject, at)",
      "CREATE INDEX missed_at ON progress.missed (at)",
    ])
      this.addSql(statement);
  }
}

export const MIGRATIONS = [{ name: "2026-11-create-progress", class: CreateProgress }];
