/**
 * Sends the mails that are due. A mail that nobody lived to settle is sent again, with the same Message-ID;
 * one of which nothing is owed any more is not sent.
 */
import type { HubParts } from "#kit/hub";
import { createOutage } from "#schema/runtime/outage.js";
import { isCounted } from "../../duties/read/changed.js";
import { concurrenceLetter } from "./concurrence-letter.js";
import { dutyLetter } from "./duty-letter.js";
import { claimMail, postponeMail, settleMail, type Mail, type MailSubject } from "./mails.js";
import { openSmtp, type Letter } from "./smtp.js";

/** Null when nothing of it is owed any more. */
const LETTERS: Readonly<
  Record<MailSubject["about"], (parts: MailParts, mail: Mail) => Promise<Letter | null>>
> = { DUTIES: dutyLetter, CONCURRENCES: concurrenceLetter };

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
    const letter = await LETTERS[claimed.about](parts, claimed);
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
      log.warn(
        { about: claimed.about, reminder: claimed.reminder, outcome },
        "A reminder could not be mailed",
      );
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
