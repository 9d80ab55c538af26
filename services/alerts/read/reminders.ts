/** The reminders of duties that a standing query wants: those of its departments since it was saved. */
import type { Queryable, Reminder } from "#kit/hub";
import type { StandingQuery } from "../query/standing-queries.js";

const WANTED = "q.reminders AND q.criteria->'departments' ? r.department AND r.at >= q.created_at";

/**
 * A page of them: a reminder stands after the records of the last release before it, so that it is on the
 * page that has those. `before` null is the newest; `since`: as long as matches are kept.
 */
export async function remindersOf(
  client: Queryable,
  { number, hasReminders }: StandingQuery,
  { before, from, since }: { readonly before: number | null; readonly from: number; readonly since: Date },
): Promise<readonly Reminder[]> {
  if (!hasReminders) return [];
  const { rows } = await client.query<Reminder>(
    `SELECT r.number, r.department, r.day, r.at, r.release, r.lines FROM hub.reminder r JOIN alerts.query q ON q.number = $1
    WHERE ${WANTED} AND r.release >= $2 AND ($3::int IS NULL OR r.release < $3) AND r.at >= $4 ORDER BY r.number DESC`,
    [number, from, before, since],
  );
  return rows;
}

/**
 * Puts down what is to be sent of reminders that nobody has put down yet, and that they are, in one statement
 * after the lock: several hubs take turns.
 */
export async function relayReminders(client: Queryable, now: Date): Promise<void> {
  await client.query("SELECT FROM alerts.progress FOR UPDATE");
  await client.query(
    `WITH new AS (SELECT r.* FROM hub.reminder r, alerts.progress p WHERE r.number > p.reminder),
      told AS (INSERT INTO alerts.delivery (query, release, reminder, state, next_at)
        SELECT q.number, r.release, r.number, 'PENDING', $1 FROM new r JOIN alerts.query q ON ${WANTED} JOIN alerts.webhook w ON w.query = q.number)
    UPDATE alerts.progress SET reminder = greatest(reminder, (SELECT max(number) FROM new)) WHERE EXISTS (SELECT FROM new)`,
    [now],
  );
}
