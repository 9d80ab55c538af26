/** Standing queries of one hub, opened once for its database: its tables are there before anything is asked of them. */
import { onRelease, type HubParts } from "#kit";
import { matchNext } from "./match/match-releases.js";
import { prepareTables } from "./tables.js";
import { tidy } from "./tidy.js";
import { createSender } from "./webhook/sender.js";

export interface Alerts {
  /** Resolves once the release with this number is matched, whoever does it. */
  readonly matchedUpTo: (release: number) => Promise<void>;
  /** Follows releases and sends, until what it returns is called. */
  readonly start: () => () => Promise<void>;
}

const opened = new WeakMap<HubParts["database"], Promise<Alerts>>();

export function alertsOf(parts: HubParts): Promise<Alerts> {
  const known = opened.get(parts.database) ?? openAlerts(parts);
  opened.set(parts.database, known);
  known.catch(() => opened.delete(parts.database));
  return known;
}

/** Releases of other hubs, retries that are due. */
const LOOK_EVERY_MS = 1_000;
const TIDY_EVERY_MS = 3_600_000;

async function openAlerts(parts: HubParts): Promise<Alerts> {
  const { database, log } = parts;
  await prepareTables(database);
  let isStopping = false;
  let matching: Promise<void> | null = null;

  const matchAll = async (): Promise<void> => {
    while (!isStopping && await matchNext(parts, () => new Date()));
  };
  const match = (): Promise<void> => (matching ??= matchAll().finally(() => { matching = null; }));

  return {
    matchedUpTo: async (release) => {
      while (!isStopping) {
        const { rows: [done] } = await database.pool.query<{ release: number }>("SELECT release FROM alerts.progress");
        if ((done?.release ?? 0) >= release) return;
        await match();
      }
    },
    start: () => {
      const sender = createSender(parts);
      const fault = (error: unknown): void => log.error({ error: error instanceof Error ? error.message : typeof error }, "Standing queries could not be followed and will be tried again");
      const work = (): void => {
        sender.sendDue().catch(fault);
        match().then(sender.sendDue).catch(fault);
      };
      let cleaning = Promise.resolve();
      const clean = (): void => { cleaning = tidy(database, new Date()).catch(fault); };
      const unsubscribe = onRelease(database, work);
      const timers = [setInterval(work, LOOK_EVERY_MS).unref(), setInterval(clean, TIDY_EVERY_MS).unref()];
      work();
      clean();
      return async () => {
        isStopping = true;
        opened.delete(database);
        unsubscribe();
        for (const timer of timers) clearInterval(timer);
        await matching?.catch(() => undefined);
        await cleaning;
        await sender.stop();
      };
    },
  };
}
