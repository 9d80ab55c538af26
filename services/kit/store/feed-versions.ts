/**
 * The number of each feed's latest release, as far as this process knows, and whether it knows all of them. Its own releases it hears at once.
 * Of a server's other processes it hears by the notification `tongcha_release`, which carries a number: until the release is read, it does not
 * know. A connection that is lost, or that does not answer for three seconds, means not to know either, until another one stands and all that
 * was missed is read, by number. The embedded database has one process only.
 */
import pg from "pg";
import { onRelease } from "./announce.js";
import type { Database } from "./database.js";

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

const LOOK_EVERY_MS = 1_000;
/** How long after a look a silent connection is believed. */
const LEASE_MS = 3_000;
/** By this name a connection that listens is known to the server. */
export const LISTENER = "tongcha releases";
const RECONNECT_AFTER_MS = 250;

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
    const { rows } = await client.query<{ feed: string; number: number }>("SELECT feed, max(number) AS number FROM hub.release WHERE number > $1 GROUP BY feed", [complete]);
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
  const unlisten = database.kind === "embedded" ? null : listen(database, {
    onNotification: (payload) => hear(Number(payload)),
    look: async (client) => {
      const started = performance.now();
      await read(client);
      believedUntil = started + LEASE_MS;
    },
    onLost: () => { believedUntil = 0; },
  });
  await unlisten?.ready;
  return {
    current: () => (complete >= told && isBelieved() ? released : null), confirm,
    close: async () => {
      unsubscribe();
      await unlisten?.end();
    },
  };
}

interface Listener {
  readonly onNotification: (payload: string) => void;
  /** At once, and again and again on the same connection, which shows that it lives. */
  readonly look: (client: pg.Client) => Promise<void>;
  readonly onLost: () => void;
}

/** Keeps a connection that listens. `ready`: the first one stands, or could not be made. */
function listen(database: Database, { onNotification, look, onLost }: Listener): { readonly ready: Promise<void>; readonly end: () => Promise<void> } {
  let open: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  const start = async (): Promise<void> => {
    const client = new pg.Client({ ...database.connection, query_timeout: LEASE_MS, application_name: LISTENER, connectionTimeoutMillis: LEASE_MS });
    open = client;
    const lose = (): void => {
      if (open !== client) return;
      open = null;
      onLost();
      clearTimeout(timer);
      client.end().catch(() => undefined);
      timer = setTimeout(() => void start(), RECONNECT_AFTER_MS).unref();
    };
    const keepLooking = async (): Promise<void> => {
      try {
        await look(client);
        if (open === client) timer = setTimeout(() => void keepLooking(), LOOK_EVERY_MS).unref();
      } catch {
        lose();
      }
    };
    client.on("error", lose).on("end", lose).on("notification", ({ payload = "" }) => onNotification(payload));
    try {
      await client.connect();
      await client.query("LISTEN tongcha_release");
      await keepLooking();
    } catch {
      lose();
    }
  };
  const ready = start();
  return {
    ready,
    end: async () => {
      clearTimeout(timer);
      const client = open;
      open = null;
      await client?.end().catch(() => undefined);
    },
  };
}

/** Many who ask while one is under way have the next one together: what each gets began after it asked. */
function joined(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    const started = work().finally(() => { if (running === started) running = null; });
    running = started;
    return started;
  };
  return () => {
    if (!running) return start();
    next ??= running.catch(() => undefined).then(() => {
      next = null;
      return start();
    });
    return next;
  };
}
