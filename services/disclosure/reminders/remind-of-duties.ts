/**
 * Decides which department is to be reminded of which duties, each once at a stage, whichever hub comes
 * first and whatever becomes of it. A hub that was away gives the reminder that holds now, not those that it
 * missed.
 */
import { shanghaiDay, type SubgraphContext, type WorkingDays } from "#kit";
import {
  createPublishedReader,
  writeReminder,
  type HubParts,
  type Queryable,
  type ReminderLine,
} from "#kit/hub";
import { isCounted, readProgress } from "../duties/read/changed.js";
import { DUTY_COLUMNS, type DutyVersion } from "../duties/ledger/versions.js";
import { readKnown } from "../duties/read/known.js";
import { periodLabel } from "../duties/read/period-text.js";
import { recordTitleOf } from "../duties/read/record-title.js";
import { heldOn } from "../duties/read/state.js";
import { noteMail, readAddresses } from "./mail/note-mail.js";
import { FAR, NEAR, OVERDUE, stageDays } from "./stages.js";

export type RemindParts = Pick<HubParts, "database" | "contracts">;

export interface Reminding {
  readonly now: Date;
  /** True: departments that have an address get mail. */
  readonly isMailed: boolean;
}

type Source = Pick<SubgraphContext, "contracts" | "reader">;
type Owed = DutyVersion & { readonly stage: number };

/**
 * Resolves to the numbers of the reminders that it wrote; null where releases wait to be counted: what is met
 * is not known then.
 */
export async function remindOfDuties(
  { database, contracts }: RemindParts,
  { now, isMailed }: Reminding,
): Promise<readonly number[] | null> {
  const day = shanghaiDay(now);
  const { pool } = database;
  const counted = await readProgress(pool);
  // Before the transaction: in it one statement follows the other.
  const { titleOf, nameOf, calendar } = await readKnown(day, { contracts, statements: pool });
  if ((await readOwed(pool, day, calendar)).length === 0) return (await isCounted(pool)) ? [] : null;
  const addresses = isMailed ? await readAddresses(pool, contracts) : new Map<string, string>();
  return database.transaction(async (client) => {
    // Whoever holds it counts duties, or reminds of them: one at a time over all hubs.
    const { rows } = await client.query<{ release: number; isCounted: boolean }>(
      `SELECT p.release, NOT EXISTS (SELECT FROM hub.release r WHERE r.number > p.release) AS "isCounted" FROM disclosure.duty_progress p FOR UPDATE`,
    );
    if (rows[0]?.isCounted !== true || rows[0].release !== counted) return null;
    const numbers: number[] = [];
    const owed = await readOwed(client, day, calendar);
    for (const [department, duties] of Map.groupBy(owed, (duty) => duty.department)) {
      const lines: ReminderLine[] = [];
      for (const duty of duties) {
        const isOverdue = duty.stage === OVERDUE;
        lines.push({
          title: titleOf(duty.item, "ZH"),
          record: await recordTitleOf(duty, sourceOf(client, contracts)),
          period: periodLabel(duty, "ZH"),
          dueOn: duty.dueOn,
          isOverdue,
          workingDays: isOverdue ? calendar.between(duty.dueOn, day) : calendar.between(day, duty.dueOn),
          missing: duty.missing.map(nameOf),
        });
      }
      const number = await writeReminder(client, { department, day, at: now, lines });
      await noteReminded(client, number, duties);
      const address = addresses.get(department);
      if (address !== undefined) await noteMail(client, { about: "DUTIES", reminder: number, address }, now);
      numbers.push(number);
    }
    return numbers;
  });
}

function sourceOf(client: Queryable, contracts: RemindParts["contracts"]): Source {
  const run: Queryable = { query: (text, values) => client.query(text, values) };
  return { contracts, reader: createPublishedReader({ ...run, dear: run }) };
}

async function readOwed(client: Queryable, day: string, calendar: WorkingDays): Promise<readonly Owed[]> {
  const { over, near, far, stale } = stageDays(day, calendar);
  const { rows } = await client.query<Owed>(
    `SELECT ${DUTY_COLUMNS}, s.stage FROM disclosure.duty d
    CROSS JOIN LATERAL (SELECT CASE WHEN d.due_on < $2::date THEN ${OVERDUE} WHEN d.due_on < $3::date THEN ${NEAR} ELSE ${FAR} END AS stage) s
    WHERE ${heldOn("$1::date")} AND d.met_on IS NULL AND d.exemption IS NULL
      AND (d.due_on >= $5::date AND d.due_on < $2::date OR d.due_on >= $1::date AND d.due_on < $4::date)
      AND NOT EXISTS (SELECT FROM disclosure.reminded r WHERE r.item = d.item AND r.department = d.department AND r.period = d.period
        AND r.subject = d.subject AND r.due_on = d.due_on AND r.stage <= s.stage)
    ORDER BY d.department, d.due_on, d.item, d.period, d.subject`,
    [day, over, near, far, stale],
  );
  return rows;
}

async function noteReminded(client: Queryable, reminder: number, duties: readonly Owed[]): Promise<void> {
  const keys = duties.map(({ item, department, period, subject, dueOn: due_on, stage }, line) => ({
    item,
    department,
    period,
    subject,
    due_on,
    stage,
    line,
  }));
  await client.query(
    `INSERT INTO disclosure.reminded (item, department, period, subject, due_on, stage, reminder, line)
    SELECT item, department, period, subject, due_on, stage, $2, line
    FROM jsonb_to_recordset($1::jsonb) AS k (item text, department text, period text, subject text, due_on date, stage int, line int)`,
    [JSON.stringify(keys), reminder],
  );
}
