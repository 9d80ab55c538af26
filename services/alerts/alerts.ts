/**
 * Standing queries of one hub, opened once for its database.
 */
import { describeError } from "#schema/runtime/describe-error.js";
import { workOnReleases, type Database, type HubParts } from "#kit/hub";
import type { OutageListener } from "#schema/runtime/outage.js";
import { repeat } from "#schema/runtime/repeat.js";
import { matchNext } from "./match/match-releases.js";
import { relayReminders } from "./read/reminders.js";
import { beginMatching } from "./tables.js";
import { tidy } from "./tidy.js";
import { LEASE_MS } from "./webhook/claim.js";
import { createSender } from "./webhook/sender.js";

export interface Alerts {
  /** Resolves once the release with this number is matched, whoever does it. */
  readonly matchedUpTo: (release: number) => Promise<void>;
  /** Sends what is due, if this process sends. */
  readonly send: () => void;
  /** Follows releases and sends, until what it resolves to is called. */
  readonly start: () => Promise<() => Promise<void>>;
}

const opened = new WeakMap<HubParts["database"], Promise<Alerts>>();

export function alertsOf(parts: HubParts): Promise<Alerts> {
  const known = opened.get(parts.database) ?? openAlerts(parts);
  opened.set(parts.database, known);
  known.catch(() => opened.delete(parts.database));
  return known;
}

const TIDY_EVERY_MS = 3_600_000;

/** Reminders of duties that were given since the last look. */
async function relayNew(database: Database): Promise<void> {
  const { rows } = await database.pool.query(
    "SELECT FROM alerts.progress p WHERE EXISTS (SELECT FROM hub.reminder r WHERE r.number > p.reminder)",
  );
  if (rows.length > 0) await database.transaction((client) => relayReminders(client, new Date()));
}

async function openAlerts(parts: HubParts): Promise<Alerts> {
  const { database, log } = parts;
  await beginMatching(database);
  let isStopping = false;
  let matching: Promise<void> | null = null;
  let send = (): void => undefined;

  const matchAll = async (): Promise<void> => {
    while (!isStopping && (await matchNext(parts, () => new Date())));
  };
  const match = (): Promise<void> =>
    (matching ??= matchAll().finally(() => {
      matching = null;
    }));
  const told = (fault: string, back: string): OutageListener => ({
    onFault: (error) => log.error(describeError(error), fault),
    onBack: (tries) => log.info({ tries }, back),
  });

  return {
    matchedUpTo: async (release) => {
      while (!isStopping) {
        const {
          rows: [done],
        } = await database.pool.query<{ release: number }>("SELECT release FROM alerts.progress");
        if ((done?.release ?? 0) >= release) return;
        await match();
      }
    },
    send: () => send(),
    start: async () => {
      const sender = createSender(parts);
      let due: Date | null = null;
      const sending = repeat({
        // Messages that a dead hub had written but not sent are taken over within `LEASE_MS`, as are those
        // that it was sending.
        everyMs: () => Math.max(0, Math.min(LEASE_MS, due ? due.getTime() - Date.now() : LEASE_MS)),
        work: async () => {
          if (!parts.isCopy()) await relayNew(database);
          due = await sender.sendDue();
        },
        ...told("Messages that are due could not be read and will be tried again", "Messages are sent again"),
      });
      send = () => {
        sender.wake();
        sending.wake();
      };
      const cleaning = repeat({
        everyMs: TIDY_EVERY_MS,
        work: () => tidy(database, new Date()),
        ...told("What is old could not be erased and will be tried again", "What is old is erased again"),
      });
      const following = await workOnReleases(database, {
        work: async () => {
          await match();
          send();
          return !isStopping;
        },
        ...told(
          "Standing queries could not be followed and will be tried again",
          "Standing queries are followed again",
        ),
      });
      return async () => {
        isStopping = true;
        opened.delete(database);
        await Promise.all([following.stop(), cleaning.stop(), sender.stop()]);
        await sending.stop();
      };
    },
  };
}
