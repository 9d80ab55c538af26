/**
 * What a process follows of its database's history while it runs: restores that nobody told of, the head that
 * its data directory knows, the database's clock, and whose copy the database is.
 */
import { describeError } from "#schema/runtime/describe-error.js";
import { openClock, type DatabaseClock } from "../../services/kit/store/follow/clock.js";
import { openOwnership, type Ownership } from "../../services/kit/store/follow/owner.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { noticeRestores } from "../../services/kit/store/write/notice-restores.js";
import { keepHead } from "./keep-head.js";
import type { Log } from "../../services/kit/graph/resolve/hub-request.js";
import type { Settings } from "./settings.js";

export interface HistoryWatch extends Pick<DatabaseClock, "now" | "offsetMs">, Pick<Ownership, "copyOf"> {
  readonly close: () => Promise<void>;
}

export interface WatchedHistory {
  readonly database: Database;
  readonly settings: Settings;
  readonly log: Log;
  /** This process's clock, in milliseconds since 1970; undefined: the machine's. */
  readonly clock: (() => number) | undefined;
}

/** Head and owner are the hub's to keep, not a gateway's before it. */
export async function watchHistory({
  database,
  settings,
  log,
  clock,
}: WatchedHistory): Promise<HistoryWatch> {
  const ends: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    ends.push(
      await noticeRestores(database, (error) =>
        log.warn(describeError(error), "The database was restored, and another epoch could not begin"),
      ),
    );
    const timing = await openClock(database.pool, {
      local: clock,
      onOff: (offsetMs, isOff) =>
        isOff
          ? log.warn({ offsetMs: Math.round(offsetMs) }, "This machine's clock is not the database's")
          : log.info({}, "This machine's clock is the database's again"),
    });
    ends.push(timing.close);
    const watch = { now: timing.now, offsetMs: timing.offsetMs, close };
    if (settings.hubUrl !== null) return { ...watch, copyOf: () => null };
    ends.push(
      await keepHead(database, settings.dataDirectory, (error) =>
        log.warn(describeError(error), "The head of the history could not be kept in the data directory"),
      ),
    );
    const ownership = await openOwnership(database, settings.publicUrl, (copyOf) =>
      copyOf === null
        ? log.info({}, "The database is this hub's own again: what stood still goes on")
        : log.warn(
            { copyOf },
            "The database is a copy of another hub's: no message is sent, nothing is withdrawn by the clock, until `npx tongcha adopt`",
          ),
    );
    ends.push(ownership.close);
    return { ...watch, copyOf: ownership.copyOf };
  } catch (error) {
    await close();
    throw error;
  }
}
