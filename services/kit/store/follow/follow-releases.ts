/** Who follows the releases: a stream of them after a place, and work that is done after each. */
import { followNumber, type Following } from "#schema/runtime/follow-number.js";
import type { Repeated } from "#schema/runtime/repeat.js";
import type { Database } from "../open/database.js";
import type { Release } from "../read/releases.js";
import { openJournal, type Journal } from "./journal.js";

/** Releases after this number, in order, each once, until the signal ends it. */
export async function* followReleases(
  database: Database,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<Release, void> {
  const journal = await openJournal(database);
  try {
    let last = after;
    while (!signal.aborted) {
      for (const release of await journal.after(last)) {
        if (signal.aborted) return;
        yield release;
        last = release.number;
      }
      await laterThan(journal, last, signal);
    }
  } finally {
    await journal.close();
  }
}

async function laterThan({ watch }: Journal, last: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = (): void => resolve();
  const unwatch = watch((latest) => {
    if (latest > last) done();
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
  { work, onFault }: Omit<Following, "watch">,
): Promise<Repeated> {
  const journal = await openJournal(database);
  const { wake, stop } = followNumber({ watch: journal.watch, work, onFault });
  return {
    wake,
    stop: async () => {
      await stop();
      await journal.close();
    },
  };
}
