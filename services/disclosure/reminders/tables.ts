/**
 * What reminders are kept by. `reminded`: each that was given, so that it is given once: of a dated duty and
 * a last day, at a stage, with its place in the reminder. `mail`: a reminder to be sent to an address;
 * whichever hub sends it has it until `next_at`.
 */
import { Migration } from "@mikro-orm/migrations";

class CreateReminders extends Migration {
  override up(): void {
    for (const statement of [
      `CREATE TABLE disclosure.reminded (
        item text COLLATE "C" NOT NULL, department text COLLATE "C" NOT NULL, period text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL,
        due_on date NOT NULL, stage int NOT NULL, reminder int NOT NULL, line int NOT NULL, PRIMARY KEY (item, department, period, subject, due_on, stage))`,
      "CREATE INDEX reminded_reminder ON disclosure.reminded (reminder, line)",
      `CREATE TABLE disclosure.mail (
        reminder int NOT NULL, address text COLLATE "C" NOT NULL, state text NOT NULL CHECK (state IN ('PENDING', 'SENT', 'OBSOLETE', 'FAILED')),
        attempts int NOT NULL DEFAULT 0, first_at timestamptz, next_at timestamptz NOT NULL, outcome text, ended_at timestamptz, PRIMARY KEY (reminder, address))`,
      "CREATE INDEX mail_due ON disclosure.mail (next_at) WHERE state = 'PENDING'",
    ])
      this.addSql(statement);
  }
}

/**
 * Reminders of concurrences are no part of the hub's journal of reminders, which anybody may read:
 * `concurrence_reminder` is one for a department and a day, `concurrence_reminded` of what it reminds.
 */
class RemindOfConcurrences extends Migration {
  override up(): void {
    for (const statement of [
      `CREATE TABLE disclosure.concurrence_reminder (
        number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, department text COLLATE "C" NOT NULL, day date NOT NULL, at timestamptz NOT NULL)`,
      `CREATE TABLE disclosure.concurrence_reminded (
        concurrence uuid NOT NULL REFERENCES disclosure.concurrence, due_on date NOT NULL, stage int NOT NULL,
        reminder int NOT NULL REFERENCES disclosure.concurrence_reminder, PRIMARY KEY (concurrence, due_on, stage))`,
      "CREATE INDEX concurrence_reminded_reminder ON disclosure.concurrence_reminded (reminder)",
      `ALTER TABLE disclosure.mail ADD COLUMN about text NOT NULL DEFAULT 'DUTIES' CHECK (about IN ('DUTIES', 'CONCURRENCES')),
        DROP CONSTRAINT mail_pkey, ADD PRIMARY KEY (about, reminder, address)`,
    ])
      this.addSql(statement);
  }
}

/** A step that was released is never changed: a new one follows it. */
export const REMINDER_MIGRATIONS = [
  { name: "2026-11-create-reminders", class: CreateReminders },
  { name: "2026-11-remind-of-concurrences", class: RemindOfConcurrences },
];
