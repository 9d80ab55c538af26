/**
 * The number of each feed's latest release, as far as this process knows, and whether it knows all of them.
 * Its own releases it hears at once. Of a server's other processes it hears by the notification
 * `tongcha_release`, which carries a number: until the release is read, it does not know. A connection that
 * is lost, or that does not answer for three seconds, means not to know either, until another one stands and
 * all that was missed is read, by number. The embedded database has one process only.
 */
import type pg from "pg";
import { onRelease } from "./announce.js";
import type { Database } from "../open/database.js";
import { LEASE_MS } from "../open/listen.js";

export interface ReleasedFeeds {
  /** Number of the latest release of all; 0 before the first. */
  readonly latest: number;
  readonly feeds: ReadonlyMap<string, number>;
}

export interface FeedVersions {
  /** Null while there may be a release that this process does not know. */
  readonly current: () => ReleasedFeeds | null;
  /** Reads what was released up to now. */
  readonly confirm: () => Promise<ReleasedFeeds>;
  readonly close: () => Promise<void>;
}

/** By this name a connection that listens is known to the server. */
export const LISTENER = "tongcha releases";

export async function openFeedVersions(database: Database): Promise<FeedVersions> {
  let released: ReleasedFeeds = { latest: 0, feeds: new Map() };
  /** All releases up to here are known; they are numbered without gaps, and appear in that order. */
  let complete = 0;
  /** Number of the last release that was told of. */
  let told = 0;
  let believedUntil = 0;

  const take = (rows: readonly { readonly feed: string; readonly number: number }[]): void => {
    const news = rows.filter(({ feed, number }) => number > (released.feeds.get(feed) ?? 0));
    if (news.length === 0) return;
    const feeds = new Map(released.feeds);
    for (const { feed, number } of news) feeds.set(feed, number);
    released = { latest: Math.max(...feeds.values()), feeds };
  };
  const read = async (client: pg.ClientBase | pg.Pool): Promise<void> => {
    const { rows } = await client.query<{ feed: string; number: number }>(
      "SELECT feed, max(number) AS number FROM hub.release WHERE number > $1 GROUP BY feed",
      [complete],
    );
    take(rows);
    complete = Math.max(complete, ...rows.map(({ number }) => number));
  };
  const refresh = joined(() => read(database.pool));
  const unsubscribe = onRelease(database, ({ feed, number }) => {
    take([{ feed, number }]);
    if (number === complete + 1) complete = number;
    hear(number);
  });
  const hear = (number: number): void => {
    told = Math.max(told, number);
    // The next look will do it, when this one fails.
    if (told > complete) refresh().catch(() => undefined);
  };
  const confirm = async (): Promise<ReleasedFeeds> => {
    await refresh();
    return released;
  };
  await refresh();
  const isBelieved = (): boolean => database.kind === "embedded" || performance.now() < believedUntil;
  const first = Promise.withResolvers<void>();
  const unlisten = database.listen({
    channel: "tongcha_release",
    name: LISTENER,
    onNotice: (payload) => hear(Number(payload)),
    look: async (client) => {
      const started = performance.now();
      await read(client);
      believedUntil = started + LEASE_MS;
    },
    onLost: () => {
      believedUntil = 0;
    },
    onFirst: first.resolve,
  });
  if (database.kind === "server") await first.promise;
  return {
    current: () => (complete >= told && isBelieved() ? released : null),
    confirm,
    close: async () => {
      unsubscribe();
      await unlisten();
    },
  };
}

/** Many who ask while one is under way have the next one together: what each gets began after it asked. */
function joined(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    const started = work().finally(() => {
      if (running === started) running = null;
    });
    running = started;
    return started;
  };
  return () => {
    if (!running) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
