/**
 * Decides who is to be reminded of what: three working days and one before the last day of a duty, and on the
 * first working day after it; each once, whichever hub comes first and whatever becomes of it. A hub that was
 * away gives the reminder that holds now, not those that it missed.
 */
import { addDays, shanghaiDay, type SubgraphContext, type WorkingDays } from "#kit";
import {
  createPublishedReader,
  isMailAddress,
  writeReminder,
  type HubParts,
  type Queryable,
  type ReminderLine,
} from "#kit/hub";
import { departmentReference } from "../duties/plan/departments.js";
import { isCounted, readProgress } from "../duties/read/changed.js";
import { DUTY_COLUMNS, type DutyVersion } from "../duties/ledger/versions.js";
import { readKnown } from "../duties/read/known.js";
import { periodLabel } from "../duties/read/period-text.js";
import { recordTitleOf } from "../duties/read/record-title.js";
import { heldOn } from "../duties/read/state.js";

/** What is overdue for longer stands on the board, and is no news to whoever switches reminders on. */
const OVERDUE_DAYS = 30;
/** A later stage has a lower number: once it is told, an earlier one is not. */
const [FAR, NEAR, OVERDUE] = [3, 1, -1];

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
export async function remind(
  { database, contracts }: RemindParts,
  { now, isMailed }: Reminding,
): Promise<readonly number[] | null> {
  const day = shanghaiDay(now);
  const { pool } = database;
  const counted = await readProgress(pool);
  // Before the transaction: in it one statement follows the other.
  const { titleOf, nameOf, calendar } = await readKnown(day, { contracts, statements: pool });
  if ((await readOwed(pool, day, calendar)).length === 0) return (await isCounted(pool)) ? [] : null;
  const addresses = isMailed ? await readAddresses(sourceOf(pool, contracts)) : new Map<string, string>();
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
      if (address !== undefined) await noteMail(client, { number, address, now });
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
  // Days before which less than two, or less than four, working days are left; and the last one that is over.
  const [near, far] = [calendar.add(day, NEAR + 1).date, calendar.add(day, FAR + 1).date];
  const over = calendar.isWorkingDay(day) ? day : calendar.subtract(day, 1);
  const { rows } = await client.query<Owed>(
    `SELECT ${DUTY_COLUMNS}, s.stage FROM disclosure.duty d
    CROSS JOIN LATERAL (SELECT CASE WHEN d.due_on < $2::date THEN ${OVERDUE} WHEN d.due_on < $3::date THEN ${NEAR} ELSE ${FAR} END AS stage) s
    WHERE ${heldOn("$1::date")} AND d.met_on IS NULL AND d.exemption IS NULL
      AND (d.due_on >= $5::date AND d.due_on < $2::date OR d.due_on >= $1::date AND d.due_on < $4::date)
      AND NOT EXISTS (SELECT FROM disclosure.reminded r WHERE r.item = d.item AND r.department = d.department AND r.period = d.period
        AND r.subject = d.subject AND r.due_on = d.due_on AND r.stage <= s.stage)
    ORDER BY d.department, d.due_on, d.item, d.period, d.subject`,
    [day, over, near, far, addDays(day, -OVERDUE_DAYS)],
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

/** An address that is none is refused before anything is sent, and shown to the office. */
async function noteMail(
  client: Queryable,
  { number, address, now }: { readonly number: number; readonly address: string; readonly now: Date },
): Promise<void> {
  const [state, outcome, endedAt] = isMailAddress(address)
    ? ["PENDING", null, null]
    : ["FAILED", "ADDRESS_REFUSED", now];
  await client.query(
    "INSERT INTO disclosure.mail (reminder, address, state, next_at, outcome, ended_at) VALUES ($1, $2, $3, $4, $5, $6)",
    [number, address, state, now, outcome, endedAt],
  );
}

/** E-mail of departments by their codes, as the directory has it. */
async function readAddresses({ contracts, reader }: Source): Promise<ReadonlyMap<string, string>> {
  const contract = contracts().find(({ id }) => id === departmentReference.feed);
  const departments = contract ? await reader.all(contract, new Set(["code", "email"])) : [];
  return new Map(
    departments.flatMap(({ code, email }) => {
      const address = textOf(email)?.trim() ?? "";
      return address === "" ? [] : [[textOf(code) ?? "", address] as const];
    }),
  );
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
