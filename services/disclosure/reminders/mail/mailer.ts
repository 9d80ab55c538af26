/**
 * Sends the mails that are due. A mail that nobody lived to settle is sent again, with the same Message-ID;
 * one whose duties were all met meanwhile is not sent.
 */
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
import { createOutage } from "#schema/runtime/outage.js";
import { isCounted } from "../../duties/read/changed.js";
import { readKnown } from "../../duties/read/known.js";
import { heldOn } from "../../duties/read/state.js";
import { claimMail, postponeMail, settleMail, type Mail } from "./mails.js";
import { openSmtp, type Letter } from "./smtp.js";

/** After so long without success a mail is given up, and shown as such. */
const GIVE_UP_MS = 5 * 86_400_000;

export type MailParts = Pick<HubParts, "database" | "contracts" | "mail" | "publicUrl" | "log" | "now">;

export interface Mailer {
  readonly sendDue: () => Promise<void>;
  /** Begins no other mail. */
  readonly stop: () => void;
}

/** Null where the operator names no server. */
export function createMailer(parts: MailParts): Mailer | null {
  const { database, log, now, mail } = parts;
  if (mail === null) return null;
  const { pool } = database;
  const smtp = openSmtp(mail);
  let isStopped = false;
  const outage = createOutage({
    onFault: (outcome) =>
      log.error({ outcome }, "The mail server takes nothing: reminders wait and will be sent again"),
    onBack: (tries) => log.info({ tries }, "The mail server takes mail again"),
  });

  /** False: there is none, or the server takes none now. */
  const sendNext = async (): Promise<boolean> => {
    // What is met is not known while releases wait to be counted.
    if (isStopped || !(await isCounted(pool))) return false;
    const claimed = await claimMail(pool, now());
    if (!claimed) return false;
    const letter = await letterOf(parts, claimed);
    if (letter === null) {
      await settleMail(pool, claimed, "OBSOLETE", null, now());
      return true;
    }
    const { outcome, isFinal, isOutage } = await smtp.send(letter);
    if (isOutage) outage.failed(outcome);
    else outage.succeeded();
    if (outcome === "SENT") {
      await settleMail(pool, claimed, "SENT", null, now());
      return true;
    }
    const isOver = now().getTime() - claimed.firstAt.getTime() >= GIVE_UP_MS;
    if (isFinal || isOver) {
      await settleMail(pool, claimed, "FAILED", outcome, now());
      log.warn({ reminder: claimed.reminder, outcome }, "A reminder could not be mailed");
    } else await postponeMail(pool, claimed, outcome, now());
    return !isOutage;
  };

  return {
    sendDue: async () => {
      while (await sendNext());
    },
    stop: () => {
      isStopped = true;
    },
  };
}

/** Null when nothing of it is owed any more. */
async function letterOf(
  { database: { pool }, contracts, publicUrl, now }: MailParts,
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
