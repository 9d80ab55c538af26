/**
 * Releases as they are made, whoever makes them: told by this process, by the database's notification, and by
 * looking for higher numbers every few seconds, so that a lost notification loses nothing. All who follow in
 * one process share one look at the database.
 */
import { repeat } from "#schema/runtime/repeat.js";
import { onRelease } from "./announce.js";
import type { Database } from "../open/database.js";
import { lastRelease, releasesAfter, type Release } from "../read/releases.js";

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
export async function* followReleases(
  database: Database,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<Release, void> {
  const tape = await join(database);
  try {
    let last = after;
    while (!signal.aborted) {
      const first = tape.recent[0]?.number ?? tape.latest + 1;
      const known =
        last >= first - 1
          ? tape.recent.filter(({ number }) => number > last)
          : await releasesAfter(database.pool, last, KEPT);
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
  const latest = (await lastRelease(database.pool))?.number ?? 0;
  const look = async (): Promise<void> => {
    for (;;) {
      const found = await releasesAfter(database.pool, tape.latest, KEPT);
      const last = found.at(-1);
      if (!last) return;
      tape.recent = [...tape.recent, ...found].slice(-KEPT);
      tape.latest = last.number;
      for (const wake of tape.waiting) wake();
    }
  };
  const stop = async (): Promise<void> => {
    unsubscribe();
    await Promise.all([unlisten(), looks.stop()]);
  };
  const tape: Tape = { recent: [], latest, waiting: new Set(), followers: 0, stop };
  // A database that is away for a while is looked at again.
  const looks = repeat({ everyMs: LOOK_EVERY_MS, work: look, onFault: () => undefined });
  const unsubscribe = onRelease(database, looks.wake);
  const unlisten = database.listen({ channel: "tongcha_release", onNotice: looks.wake, onOpen: looks.wake });
  return tape;
}
