/**
 * Decides which department is to be reminded that others wait for it to agree, each concurrence once at a
 * stage. Nothing of it is public: the department alone is told, by mail and at the desk.
 */
import { shanghaiDay } from "#kit";
import type { HubParts, Queryable } from "#kit/hub";
import { listConcurrences, type AskedConcurrence } from "../concurrence/read.js";
import { readCalendar } from "../concurrence/rule.js";
import { dueDayOf } from "../concurrence/standing.js";
import { noteMail, readAddresses } from "./mail/note-mail.js";
import type { Reminding } from "./remind-of-duties.js";
import { OVERDUE, stageDays, stageOf } from "./stages.js";

interface Waiting {
  readonly id: string;
  readonly department: string;
  readonly dueOn: string;
  readonly stage: number;
}

/** Resolves to how many departments were reminded. */
export async function remindOfConcurrences(
  { database, contracts }: Pick<HubParts, "database" | "contracts">,
  { now, isMailed }: Reminding,
): Promise<number> {
  const { pool } = database;
  const open = await openConcurrences(pool);
  if (open.length === 0) return 0;
  // Before the transaction: in it one statement follows the other.
  const calendar = await readCalendar(pool, contracts());
  const day = shanghaiDay(now);
  const days = stageDays(day, calendar);
  const stagesOf = (asked: readonly AskedConcurrence[]): readonly Waiting[] =>
    asked.flatMap((one) => {
      const { dueOn, isCovered } = dueDayOf(one, calendar);
      const stage = stageOf(dueOn, days);
      // Of a year whose holidays nobody knows it is not known when the time is over.
      const isTold = stage !== null && (stage !== OVERDUE || isCovered);
      return isTold ? [{ id: one.id, department: one.department, dueOn, stage }] : [];
    });
  if ((await untold(pool, stagesOf(open))).length === 0) return 0;
  const addresses = isMailed ? await readAddresses(pool, contracts) : new Map<string, string>();
  return database.transaction(async (client) => {
    // Whoever holds it reminds: one at a time over all hubs.
    await client.query("LOCK TABLE disclosure.concurrence_reminder IN SHARE ROW EXCLUSIVE MODE");
    const owed = await untold(client, stagesOf(await openConcurrences(client)));
    const byDepartment = Map.groupBy(owed, ({ department }) => department);
    for (const [department, waiting] of byDepartment) {
      const reminder = await writeDown(client, { department, day, now, waiting });
      const address = addresses.get(department);
      if (address !== undefined) await noteMail(client, { about: "CONCURRENCES", reminder, address }, now);
    }
    return byDepartment.size;
  });
}

/** Days on which departments were reminded, by concurrence. */
export async function remindedDays(
  client: Queryable,
  concurrences: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ concurrence: string; day: string }>(
    `SELECT DISTINCT r.concurrence, n.day FROM disclosure.concurrence_reminded r JOIN disclosure.concurrence_reminder n ON n.number = r.reminder
    WHERE r.concurrence = ANY($1::uuid[]) ORDER BY n.day`,
    [concurrences],
  );
  const days = new Map<string, string[]>();
  for (const { concurrence, day } of rows) days.set(concurrence, [...(days.get(concurrence) ?? []), day]);
  return days;
}

function openConcurrences(client: Queryable): Promise<readonly AskedConcurrence[]> {
  return listConcurrences(client, { isOpen: true }, { from: null, newestFirst: false, size: null });
}

/** Those of which their department was not reminded at this stage, or a later one. */
async function untold(client: Queryable, waiting: readonly Waiting[]): Promise<readonly Waiting[]> {
  if (waiting.length === 0) return [];
  const { rows } = await client.query<Waiting>(
    `SELECT w.id, w.department, w.due_on AS "dueOn", w.stage FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, department text, due_on date, stage int)
    WHERE NOT EXISTS (SELECT FROM disclosure.concurrence_reminded r WHERE r.concurrence = w.id AND r.due_on = w.due_on AND r.stage <= w.stage)
    ORDER BY w.department, w.due_on, w.id`,
    [JSON.stringify(waiting.map(({ dueOn: due_on, ...one }) => ({ ...one, due_on })))],
  );
  return rows;
}

/** Gives the reminder's number. */
async function writeDown(
  client: Queryable,
  {
    department,
    day,
    now,
    waiting,
  }: Pick<Reminding, "now"> & {
    readonly department: string;
    readonly day: string;
    readonly waiting: readonly Waiting[];
  },
): Promise<number> {
  const {
    rows: [written],
  } = await client.query<{ number: number }>(
    "INSERT INTO disclosure.concurrence_reminder (department, day, at) VALUES ($1, $2, $3) RETURNING number",
    [department, day, now],
  );
  if (!written) throw new Error("A reminder was not written");
  await client.query(
    `INSERT INTO disclosure.concurrence_reminded (concurrence, due_on, stage, reminder)
    SELECT id, due_on, stage, $2 FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, due_on date, stage int)`,
    [JSON.stringify(waiting.map(({ id, dueOn: due_on, stage }) => ({ id, due_on, stage }))), written.number],
  );
  return written.number;
}
