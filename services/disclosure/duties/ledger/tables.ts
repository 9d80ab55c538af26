/**
 * What is kept of duties: nothing that does not follow from the releases, and that could not be counted anew.
 *
 * `duty`: the versions of each dated duty, by item, department, period and, of what a record brings, the
 * record; one holds on the days from `since` until the day before `until`. Its state on a day follows from it
 * (`read/state.ts`). `duty_evidence`: by how many records a period's evidence grew or shrank on a day.
 * `clock`: how many records of a department were published for the first time on a day, by the day that their
 * deadline counts from, as it was known from `known_on` on. `late_record`: those of them that came late.
 */
import { Migration } from "@mikro-orm/migrations";

class CreateDuties extends Migration {
  override up(): void {
    for (const statement of [
      `CREATE TABLE disclosure.duty (
        item text COLLATE "C" NOT NULL, department text COLLATE "C" NOT NULL, period text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL,
        since date NOT NULL, until date NOT NULL DEFAULT 'infinity', release int NOT NULL, feed text COLLATE "C" NOT NULL, rhythm text NOT NULL, opens_on date NOT NULL, due_on date NOT NULL,
        is_covered boolean NOT NULL, met_on date, exemption uuid, present int NOT NULL, missing text[] NOT NULL,
        PRIMARY KEY (item, department, period, subject, since))`,
      "CREATE INDEX duty_due ON disclosure.duty (due_on, department)",
      "CREATE INDEX duty_department ON disclosure.duty (department, due_on)",
      "CREATE INDEX duty_release ON disclosure.duty (release)",
      "CREATE INDEX duty_period ON disclosure.duty (item, period) WHERE until = 'infinity'",
      `CREATE TABLE disclosure.duty_evidence (
        signature text COLLATE "C" NOT NULL, period text COLLATE "C" NOT NULL, department text COLLATE "C" NOT NULL, part text COLLATE "C" NOT NULL,
        day date NOT NULL, delta int NOT NULL, PRIMARY KEY (signature, period, department, part, day))`,
      'CREATE TABLE disclosure.duty_counted (signature text COLLATE "C" PRIMARY KEY)',
      `CREATE TABLE disclosure.clock (
        feed text COLLATE "C" NOT NULL, department text COLLATE "C" NOT NULL, started_on date NOT NULL, due_on date NOT NULL, met_on date NOT NULL,
        known_on date NOT NULL, delay int NOT NULL, records int NOT NULL,
        PRIMARY KEY (feed, started_on, department, due_on, met_on, known_on))`,
      `CREATE TABLE disclosure.late_record (
        feed text COLLATE "C" NOT NULL, record uuid NOT NULL, department text COLLATE "C" NOT NULL, started_on date NOT NULL, due_on date NOT NULL,
        met_on date NOT NULL, delay int NOT NULL, since date NOT NULL, until date NOT NULL DEFAULT 'infinity', PRIMARY KEY (feed, record, since))`,
      "CREATE INDEX late_record_delay ON disclosure.late_record (delay DESC, feed, record)",
      `CREATE TABLE disclosure.duty_progress (
        one boolean PRIMARY KEY DEFAULT TRUE CHECK (one), release int NOT NULL, shape text NOT NULL)`,
      "INSERT INTO disclosure.duty_progress (release, shape) VALUES (0, '')",
    ])
      this.addSql(statement);
  }
}

/** A step that was released is never changed: a new one follows it. */
export const DUTY_MIGRATIONS = [{ name: "2026-11-create-duties", class: CreateDuties }];
