/** Who follows the releases: a stream of them after a place, and work that is done after each. */
import { HubError } from "#schema/errors.js";
import { followNumber, type Following } from "#schema/runtime/follow-number.js";
import type { Repeated } from "#schema/runtime/repeat.js";
import type { Database } from "../open/database.js";
import type { Release } from "../read/releases.js";
import { openJournal, type Journal } from "./journal.js";

/** A place in one history. */
export interface ReleasePlace {
  readonly epoch: string;
  /** Number of the release before. */
  readonly after: number;
}

/**
 * Releases after this place, in order, each once, until the signal ends it. Throws HISTORY_OTHER when the
 * database has another history, or was restored meanwhile: what follows does not follow what was told.
 */
export async function* followReleases(
  database: Database,
  { epoch, after }: ReleasePlace,
  signal: AbortSignal,
): AsyncGenerator<Release, void> {
  const journal = await openJournal(database);
  let isOther = false;
  const unwatch = journal.watchRestarts(() => {
    isOther = true;
  });
  try {
    if (journal.released().epoch !== epoch) await journal.confirm();
    if (journal.released().epoch !== epoch) throw new HubError("HISTORY_OTHER");
    // What this process did not know of when it was asked is no news.
    isOther = false;
    let last = after;
    while (!signal.aborted) {
      for (const release of await journal.after(last)) {
        if (signal.aborted) return;
        if (isOther) throw new HubError("HISTORY_OTHER");
        yield release;
        last = release.number;
      }
      await untilNews(journal, (latest) => latest > last || isOther, signal);
      if (isOther) throw new HubError("HISTORY_OTHER");
    }
  } finally {
    unwatch();
    await journal.close();
  }
}

async function untilNews(
  { watch }: Journal,
  areNews: (latest: number) => boolean,
  signal: AbortSignal,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = (): void => resolve();
  const unwatch = watch((latest) => {
    if (areNews(latest)) done();
  });
  signal.addEventListener("abort", done);
  if (signal.aborted) done();
  await promise;
  signal.removeEventListener("abort", done);
  unwatch();
}

/** Work for the releases up to a number, at the start and after each release, whoever makes it. */
export async function workOnReleases(
  database: Database,
  following: Omit<Following, "watch">,
): Promise<Repeated> {
  const journal = await openJournal(database);
  const { wake, stop } = followNumber({ ...following, watch: journal.watch });
  // Their numbers begin again: what was done for one of the same number is to be done for this one.
  const unwatch = journal.watchRestarts(wake);
  return {
    wake,
    stop: async () => {
      unwatch();
      await stop();
      await journal.close();
    },
  };
}
