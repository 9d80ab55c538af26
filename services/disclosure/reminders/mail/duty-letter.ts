/** The mail that reminds a department of duties. */
import { createHash } from "node:crypto";
import { shanghaiDay } from "#kit";
import {
  oneLine,
  readReminder,
  reminderText,
  reminderTitle,
  type HubParts,
  type Queryable,
  type Reminder,
  type ToldReminder,
} from "#kit/hub";
import { readKnown } from "../../duties/read/known.js";
import { heldOn } from "../../duties/read/state.js";
import type { Mail } from "./mails.js";
import type { Letter } from "./smtp.js";

/** Null when nothing of it is owed any more. */
export async function dutyLetter(
  {
    database: { pool },
    contracts,
    publicUrl,
    now,
  }: Pick<HubParts, "database" | "contracts" | "publicUrl" | "now">,
  { reminder: number, address }: Mail,
): Promise<Letter | null> {
  const reminder = await readReminder(pool, number);
  const told = reminder && (await owedStill(pool, reminder, shanghaiDay(now())));
  if (!reminder || !told) return null;
  const { department, at } = reminder;
  const { nameOf } = await readKnown(shanghaiDay(now()), { contracts, statements: pool });
  const page = publicUrl && new URL(`/duties?department=${encodeURIComponent(department)}`, publicUrl).href;
  return {
    // Numbers begin again when a backup is gone on with.
    id: createHash("sha256").update([number, at.toISOString(), address].join(" ")).digest("hex").slice(0, 32),
    to: address,
    subject: reminderTitle(told),
    text: [
      `${oneLine(nameOf(department))}：`,
      "",
      reminderText(told),
      "",
      ...(page === null ? [] : [`查看：${page}`]),
      "已经公开或者书面说明的，不再提醒。本邮件由通查自动发送，请勿回复。",
      "",
    ].join("\n"),
  };
}

/** What was reminded of and is owed still. */
async function owedStill(
  client: Queryable,
  { number, day, lines }: Reminder,
  today: string,
): Promise<ToldReminder | null> {
  const { rows } = await client.query<{ line: number }>(
    `SELECT r.line FROM disclosure.reminded r JOIN disclosure.duty d USING (item, department, period, subject, due_on)
    WHERE r.reminder = $1 AND ${heldOn("$2::date")} AND d.met_on IS NULL AND d.exemption IS NULL ORDER BY r.line`,
    [number, today],
  );
  const owed = rows.flatMap(({ line }) => lines[line] ?? []);
  return owed.length === 0 ? null : { day, lines: owed };
}
