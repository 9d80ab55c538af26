/**
 * Reminds departments while the hub runs. Duties are looked at when a day begins and when releases were
 * counted, what waits for a department to agree each time; then the mail that is due is sent.
 */
import { shanghaiDay } from "#kit";
import type { HubParts } from "#kit/hub";
import { describeError } from "#schema/runtime/describe-error.js";
import { repeat } from "#schema/runtime/repeat.js";
import { readProgress } from "../duties/read/changed.js";
import { createMailer } from "./mail/mailer.js";
import { remindOfConcurrences } from "./remind-of-concurrences.js";
import { remindOfDuties } from "./remind-of-duties.js";

const LOOK_EVERY_MS = 5_000;

/** Returns what stops it, once what is under way has ended. A copy of a database reminds nobody. */
export function startReminders(parts: HubParts): () => Promise<void> {
  const { database, log, now, isCopy } = parts;
  const mailer = createMailer(parts);
  let done = "";

  const look = async (): Promise<void> => {
    const place = `${shanghaiDay(now())} ${await readProgress(database.pool)}`;
    if (place === done) return;
    const written = await remindOfDuties(parts, { now: now(), isMailed: mailer !== null });
    if (written === null) return;
    if (written.length > 0) log.info({ reminders: written.length }, "Departments were reminded of duties");
    done = place;
  };

  const looking = repeat({
    everyMs: LOOK_EVERY_MS,
    work: async () => {
      if (isCopy()) return;
      await look();
      const asked = await remindOfConcurrences(parts, { now: now(), isMailed: mailer !== null });
      if (asked > 0) log.info({ departments: asked }, "Departments were reminded of what waits for them");
      await mailer?.sendDue();
    },
    onFault: (error) => log.error(describeError(error), "Reminders failed and will be tried again"),
    onBack: (tries) => log.info({ tries }, "Reminders work again"),
  });
  return async () => {
    mailer?.stop();
    await looking.stop();
  };
}
