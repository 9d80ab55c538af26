/**
 * What departments were reminded of: written by the service that knows their duties (`write/reminder.ts`),
 * told by whichever has an outlet.
 */
import type { Queryable } from "../open/queryable.js";

export interface ReminderLine {
  readonly title: string;
  /** Title of the record that brought the duty; null for one of the plan or of a feed. */
  readonly record: string | null;
  /** In words. */
  readonly period: string;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  /** From the day of the reminder to the last day, or from the last day on. */
  readonly workingDays: number;
  /** Towns or departments that are missing. */
  readonly missing: readonly string[];
}

/** One for a department and a day, as a rule. */
export interface Reminder {
  readonly number: number;
  readonly department: string;
  readonly day: string;
  readonly at: Date;
  /** The last release before it. */
  readonly release: number;
  readonly lines: readonly ReminderLine[];
}

const COLUMNS = "n.number, n.department, n.day, n.at, n.release, n.lines";

/** Those of a department, the newest first; before a number, or from the last on. */
export async function latestReminders(
  client: Queryable,
  department: string,
  { before, most }: { readonly before: number | null; readonly most: number },
): Promise<readonly Reminder[]> {
  const { rows } = await client.query<Reminder>(
    `SELECT ${COLUMNS} FROM hub.reminder n WHERE n.department = $1 AND ($2::int IS NULL OR n.number < $2) ORDER BY n.number DESC LIMIT $3`,
    [department, before, most],
  );
  return rows;
}

/** Null for a number that there is not. */
export async function readReminder(client: Queryable, number: number): Promise<Reminder | null> {
  const { rows } = await client.query<Reminder>(`SELECT ${COLUMNS} FROM hub.reminder n WHERE n.number = $1`, [
    number,
  ]);
  return rows[0] ?? null;
}

/** Those after a number, in the order in which they were written. */
export async function remindersAfter(
  client: Queryable,
  after: number,
  { department, most }: { readonly department: string | null; readonly most: number },
): Promise<readonly Reminder[]> {
  const { rows } = await client.query<Reminder>(
    `SELECT ${COLUMNS} FROM hub.reminder n WHERE n.number > $1 AND ($2::text IS NULL OR n.department = $2) ORDER BY n.number LIMIT $3`,
    [after, department, most],
  );
  return rows;
}

/** Number of the last; 0: there is none. */
export async function lastReminder(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ number: number }>(
    "SELECT coalesce(max(number), 0) AS number FROM hub.reminder",
  );
  return rows[0]?.number ?? 0;
}
