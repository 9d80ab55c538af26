/**
 * Releases that are gone, or are others than this process knew, mean that the database was restored: whoever
 * notices it first begins another epoch, where the database can be written to.
 */
import type { Database } from "../open/database.js";
import { openJournal } from "../follow/journal.js";
import { beginEpoch } from "./epoch.js";

/** Resolves to what ends it. */
export async function noticeRestores(
  database: Database,
  onFault: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const journal = await openJournal(database);
  let { epoch } = journal.released();
  const unwatch = journal.watchRestarts(() => {
    const now = journal.released().epoch;
    if (now === epoch) beginEpoch(database, { cause: "NOTICED", after: epoch }).catch(onFault);
    epoch = now;
  });
  return async () => {
    unwatch();
    await journal.close();
  };
}
