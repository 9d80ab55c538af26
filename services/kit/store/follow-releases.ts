/**
 * Releases as they are made, whoever makes them: told by this process, by the database's notification, and by looking for higher numbers
 * every few seconds, so that a lost notification loses nothing. All who follow in one process share one look at the database.
 */
import { onRelease } from "./announce.js";
import type { Database } from "./database.js";
import { listen } from "./listen.js";
import { lastRelease, releasesAfter, type Release } from "./releases.js";

const LOOK_EVERY_MS = 5_000;
/** Releases in memory, and in one statement. */
const KEPT = 500;

interface Tape {
  /** The latest releases in the order of their numbers, without gaps. */
  recent: Release[];
  latest: number;
  readonly waiting: Set<() => void>;
  followers: number;
  readonly stop: () => Promise<void>;
}

const tapes = new WeakMap<Database, Promise<Tape>>();

/** Releases after this number, in order, each once, until the signal ends it. */
export async function* followReleases(database: Database, after: number, signal: AbortSignal): AsyncGenerator<Release, void> {
  const tape = await join(database);
  try {
    let last = after;
    while (!signal.aborted) {
      const first = tape.recent[0]?.number ?? tape.latest + 1;
      const known = last >= first - 1 ? tape.recent.filter(({ number }) => number > last) : await releasesAfter(database.pool, last, KEPT);
      for (const release of known) {
        if (signal.aborted) return;
        yield release;
        last = release.number;
      }
      if (known.length === 0 && last >= tape.latest) await nextOf(tape, signal);
    }
  } finally {
    await leave(database, tape);
  }
}

function nextOf({ waiting }: Tape, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      waiting.delete(done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    waiting.add(done);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}

async function join(database: Database): Promise<Tape> {
  const opening = tapes.get(database) ?? openTape(database);
  tapes.set(database, opening);
  try {
    const tape = await opening;
    // It ended while this one waited for it.
    if (tapes.get(database) !== opening) return await join(database);
    tape.followers += 1;
    return tape;
  } catch (error) {
    if (tapes.get(database) === opening) tapes.delete(database);
    throw error;
  }
}

async function leave(database: Database, tape: Tape): Promise<void> {
  tape.followers -= 1;
  if (tape.followers > 0) return;
  tapes.delete(database);
  await tape.stop();
}

async function openTape(database: Database): Promise<Tape> {
  let isWanted = false;
  let running: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    while (isWanted) {
      isWanted = false;
      const found = await releasesAfter(database.pool, tape.latest, KEPT);
      const last = found.at(-1);
      if (!last) continue;
      tape.recent = [...tape.recent, ...found].slice(-KEPT);
      tape.latest = last.number;
      isWanted = true;
      for (const wake of tape.waiting) wake();
    }
  };
  const wake = (): void => {
    isWanted = true;
    // A database that is away for a while is looked at again.
    running ??= look().catch(() => undefined).finally(() => { running = null; });
  };
  const unsubscribe = onRelease(database, wake);
  const unlisten = database.kind === "server" ? listen(database, "tongcha_release", wake) : null;
  const timer = setInterval(wake, LOOK_EVERY_MS).unref();
  const stop = async (): Promise<void> => {
    unsubscribe();
    clearInterval(timer);
    await unlisten?.();
    await running;
  };
  const tape: Tape = { recent: [], latest: Number.MAX_SAFE_INTEGER, waiting: new Set(), followers: 0, stop };
  try {
    tape.latest = (await lastRelease(database.pool))?.number ?? 0;
  } catch (error) {
    await stop();
    throw error;
  }
  wake();
  return tape;
}
