/**
 * The hash of each feed's latest release, as far as this process knows, and whether it knows all of them. A
 * connection that is lost, or that does not answer for three seconds, means not to know, until another one
 * stands and all that was missed is read.
 */
import type { Database } from "../open/database.js";
import { openJournal, type ReleasedFeeds } from "./journal.js";

export interface FeedVersions {
  /** Null while there may be a release that this process does not know. */
  readonly current: () => ReleasedFeeds | null;
  /** Reads what was released up to now. */
  readonly confirm: () => Promise<ReleasedFeeds>;
  readonly close: () => Promise<void>;
}

/** `onRestart`: called when the database turns out to have been restored. */
export async function openFeedVersions(database: Database, onRestart: () => void): Promise<FeedVersions> {
  const { released, isCurrent, confirm, watchRestarts, close } = await openJournal(database);
  const unwatch = watchRestarts(onRestart);
  return {
    current: () => (isCurrent() ? released() : null),
    confirm: async () => {
      await confirm();
      return released();
    },
    close: async () => {
      unwatch();
      await close();
    },
  };
}
