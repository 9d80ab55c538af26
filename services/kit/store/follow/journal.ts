/**
 * The releases as one process knows them: one reader for all who follow them. This process's own are told at
 * once, those of others by their number (`open/watched-numbers.ts`), and each is read once, whoever wants it.
 *
 * Who follows keeps its place itself, and reads from there: answers by the version of each feed, live streams
 * by the events after a cursor, alerts and search by what their tables say is done.
 */
import { joined } from "#schema/runtime/joined.js";
import type { Database } from "../open/database.js";
import { releasesAfter, type Release } from "../read/releases.js";
import { onRelease } from "./announce.js";

/** It is never changed. */
export interface ReleasedFeeds {
  /** Number of the latest release of all; 0 before the first. */
  readonly latest: number;
  readonly feeds: ReadonlyMap<string, number>;
}

export interface Journal {
  /** The releases that this process knows: all of them up to `latest`. */
  readonly released: () => ReleasedFeeds;
  /** False while there may be a later one. */
  readonly isCurrent: () => boolean;
  /** Reads what was released up to now. */
  readonly confirm: () => Promise<void>;
  /** Releases after a number, in order, without gaps; not always all of them, but none only if there is none. */
  readonly after: (number: number) => Promise<readonly Release[]>;
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
      latest: last.number,
      feeds: new Map([...released.feeds, ...news.map(({ feed, number }) => [feed, number] as const)]),
    };
    tell();
  };
  const confirm = joined(async () => {
    for (;;) {
      const found = await releasesAfter(pool, released.latest, KEPT);
      append(found);
      if (found.length < KEPT) return;
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
  await watch.first;
  return {
    released: () => released,
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
      await watch.end();
    },
  };
}

async function readVersions({ pool }: Database): Promise<ReleasedFeeds> {
  const { rows } = await pool.query<{ feed: string; number: number }>(
    "SELECT feed, max(number) AS number FROM hub.release GROUP BY feed",
  );
  return {
    latest: Math.max(0, ...rows.map(({ number }) => number)),
    feeds: new Map(rows.map(({ feed, number }) => [feed, number])),
  };
}
