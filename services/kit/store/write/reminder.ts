/** Writes a reminder, in the transaction of whoever decides on it. */
import type { Queryable } from "../open/queryable.js";
import type { Reminder } from "../read/reminders.js";

/** Gives its number. Writers take turns: numbers are in the order in which reminders become visible. */
export async function writeReminder(
  client: Queryable,
  { department, day, at, lines }: Omit<Reminder, "number" | "release">,
): Promise<number> {
  const { rows } = await client.query<{ number: number }>(
    `INSERT INTO hub.reminder (department, day, at, release, lines)
    SELECT $1, $2, $3, coalesce(max(number), 0), $4 FROM hub.release RETURNING number`,
    [department, day, at, JSON.stringify(lines)],
  );
  const [written] = rows;
  if (!written) throw new Error("A reminder was not written");
  return written.number;
}
