/**
 * The releases as one process knows them: one reader for all who follow them. This process's own are told at
 * once, those of others by their number (`open/watched-numbers.ts`), and each is read once, whoever wants it.
 *
 * Who follows keeps its place itself, and reads from there: answers by the version of each feed, live streams
 * by the events after a cursor, alerts and search by what their tables say is done.
 */
import { joined } from "#schema/runtime/joined.js";
import type { Database } from "../open/database.js";
import { EPOCH_NUMBER, numberOfEpoch } from "../read/epoch.js";
import { GENESIS_HASH, historyAfter, releasesAfter, type Release } from "../read/releases.js";
import { onRelease } from "./announce.js";

/**
 * It is never changed. The hash of a release covers all before it: where two databases have the same head
 * they have the same releases. One that was restored and is gone on with has another epoch.
 */
export interface ReleasedFeeds {
  readonly epoch: string;
  /** Number of the latest release of all; 0 before the first. */
  readonly latest: number;
  /** Hash of that release, hexadecimal. */
  readonly head: string;
  /** Hash of each feed's latest release. */
  readonly feeds: ReadonlyMap<string, string>;
}

export interface Journal {
  /** The releases that this process knows: all of them up to `latest`. */
  readonly released: () => ReleasedFeeds;
  /** False while there may be a later one. */
  readonly isCurrent: () => boolean;
  /** Reads what was released up to now. */
  readonly confirm: () => Promise<void>;
  /**
   * Releases after a number, in order, without gaps; not always all of them, but none only if there is none.
   */
  readonly after: (number: number) => Promise<readonly Release[]>;
  /**
   * Calls back when the database turns out to have another history than this process knew: it was restored.
   */
  readonly watchRestarts: (onRestart: () => void) => () => void;
  /** Calls back with `latest`: now, when it grows, and every few seconds. Returns what ends it. */
  readonly watch: (onLatest: (latest: number) => void) => () => void;
  readonly close: () => Promise<void>;
}

/** Releases in memory, and in one statement. */
const KEPT = 500;

interface Shared {
  readonly opening: Promise<Journal>;
  readers: number;
}

const journals = new WeakMap<Database, Shared>();

/** The database's one journal. Each who opens it closes it; the last ends it. */
export async function openJournal(database: Database): Promise<Journal> {
  const shared = journals.get(database) ?? { opening: start(database), readers: 0 };
  journals.set(database, shared);
  shared.readers += 1;
  const leave = async (): Promise<void> => {
    shared.readers -= 1;
    if (shared.readers > 0) return;
    journals.delete(database);
    await (await shared.opening).close();
  };
  try {
    return { ...(await shared.opening), close: leave };
  } catch (error) {
    if (journals.get(database) === shared) journals.delete(database);
    throw error;
  }
}

async function start(database: Database): Promise<Journal> {
  const { pool } = database;
  let released = await readVersions(database);
  /** The latest releases, in order; the last is `released.latest`. */
  let recent: readonly Release[] = [];
  /** Number of the last release that was told of. */
  let told = released.latest;
  const restartListeners = new Set<() => void>();
  const listeners = new Set<(latest: number) => void>();

  const tell = (): void => {
    for (const listener of listeners) listener(released.latest);
  };
  const append = (found: readonly Release[]): void => {
    const news = found.filter(({ number }) => number > released.latest);
    const last = news.at(-1);
    if (!last) return;
    recent = [...recent, ...news].slice(-KEPT);
    released = {
      epoch: released.epoch,
      latest: last.number,
      head: last.hash,
      feeds: new Map([...released.feeds, ...news.map(({ feed, hash }) => [feed, hash] as const)]),
    };
    tell();
  };
  const beginAgain = async (): Promise<void> => {
    released = await readVersions(database);
    [recent, told] = [[], released.latest];
    for (const listener of restartListeners) listener();
    tell();
  };
  const confirm = joined(async () => {
    for (;;) {
      // The last that is known is read once more: it is there, unless the database was restored.
      const { epoch, latest, head } = released;
      const { epoch: now, releases: found } = await historyAfter(pool, latest - 1, KEPT);
      const areOthers = latest > 0 && found[0]?.hash !== head;
      const isOther = areOthers || now !== epoch;
      if (isOther) await beginAgain();
      else append(found);
      if (!isOther && found.length < KEPT) return;
    }
  });
  const hear = (number: number): void => {
    told = Math.max(told, number);
    if (told <= released.latest) tell();
    // The next look will do it, when this one fails.
    else confirm().catch(() => undefined);
  };
  const unsubscribe = onRelease(database, (release) => {
    if (release.number === released.latest + 1) append([release]);
    else hear(release.number);
  });
  const watch = database.watch({
    channel: "tongcha_release",
    latest: "SELECT max(number) FROM hub.release",
    onNumber: hear,
  });
  // A restored database may have as many releases.
  const headWatch = database.watch({
    channel: "tongcha_head",
    latest: HEAD_NUMBER,
    onNumber: (number) => {
      if (number !== headNumber(released.head)) confirm().catch(() => undefined);
    },
  });
  const epochWatch = database.watch({
    channel: "tongcha_epoch",
    latest: EPOCH_NUMBER,
    onNumber: (number) => {
      if (number !== numberOfEpoch(released.epoch)) confirm().catch(() => undefined);
    },
  });
  await Promise.all([watch.first, headWatch.first, epochWatch.first]);
  return {
    released: () => released,
    watchRestarts: (onRestart) => {
      restartListeners.add(onRestart);
      return () => restartListeners.delete(onRestart);
    },
    isCurrent: () => released.latest >= told && watch.isHeard(),
    confirm,
    after: async (number) => {
      if (number >= released.latest) return [];
      const first = recent[0]?.number ?? Infinity;
      return number < first - 1
        ? releasesAfter(pool, number, KEPT)
        : recent.slice(recent.findLastIndex((release) => release.number <= number) + 1);
    },
    watch: (onLatest) => {
      listeners.add(onLatest);
      onLatest(released.latest);
      return () => listeners.delete(onLatest);
    },
    close: async () => {
      unsubscribe();
      await Promise.all([watch.end(), headWatch.end(), epochWatch.end()]);
    },
  };
}

interface Versioned {
  readonly feed: string;
  readonly number: number;
  readonly hash: string;
}

async function readVersions({ pool }: Database): Promise<ReleasedFeeds> {
  const { rows: found } = await pool.query<{ epoch: string } & (Versioned | Record<keyof Versioned, null>)>(
    `SELECT e.epoch, r.* FROM (SELECT epoch FROM hub.epoch ORDER BY number DESC LIMIT 1) e
    LEFT JOIN (SELECT DISTINCT ON (feed) feed, number, encode(hash, 'hex') AS hash FROM hub.release ORDER BY feed, number DESC) r ON true`,
  );
  const rows = found.filter((row) => row.number !== null);
  const last = rows.toSorted((one, other) => one.number - other.number).at(-1);
  return {
    epoch: found[0]?.epoch ?? "",
    latest: last?.number ?? 0,
    head: last?.hash ?? GENESIS_HASH,
    feeds: new Map(rows.map(({ feed, hash }) => [feed, hash])),
  };
}

/** The first six bytes of the head as a number, by which a look sees that it is another. */
const HEAD_NUMBER =
  "SELECT ('x' || substr(encode(hash, 'hex'), 1, 12))::bit(48)::bigint FROM hub.release ORDER BY number DESC LIMIT 1";

function headNumber(head: string): number {
  return Number.parseInt(head.slice(0, 12), 16);
}
