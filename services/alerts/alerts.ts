/**
 * Standing queries of one hub, opened once for its database.
 */
import { onRelease, type HubParts } from "#kit/hub";
import { repeat } from "#schema/runtime/repeat.js";
import { matchNext } from "./match/match-releases.js";
import { beginMatching } from "./tables.js";
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
  await beginMatching(database);
  let isStopping = false;
  let matching: Promise<void> | null = null;

  const matchAll = async (): Promise<void> => {
    while (!isStopping && (await matchNext(parts, () => new Date())));
  };
  const match = (): Promise<void> =>
    (matching ??= matchAll().finally(() => {
      matching = null;
    }));

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
    start: () => {
      const sender = createSender(parts);
      const onFault = (error: unknown): void =>
        log.error(
          { error: error instanceof Error ? error.message : typeof error },
          "Standing queries could not be followed and will be tried again",
        );
      const sending = repeat({ everyMs: LOOK_EVERY_MS, work: sender.sendDue, onFault });
      const send = (): void => {
        sender.wake();
        sending.wake();
      };
      const matching = repeat({ everyMs: LOOK_EVERY_MS, onFault, work: () => match().then(send) });
      const cleaning = repeat({ everyMs: TIDY_EVERY_MS, work: () => tidy(database, new Date()), onFault });
      const unsubscribe = onRelease(database, matching.wake);
      return async () => {
        isStopping = true;
        opened.delete(database);
        unsubscribe();
        await Promise.all([matching.stop(), cleaning.stop(), sender.stop()]);
        await sending.stop();
      };
    },
  };
}
