/**
 * Numbers in the database that only grow: the last release, the last revision of the graph. A change that
 * another process makes is told at once by the server's notification; and one statement looks at all of them
 * every second, so that a notification that is lost loses nothing.
 *
 * All are heard on one connection. One that breaks, or that does not answer for three seconds, is lost, and
 * another is made; where none can be had, the pool is asked, and nobody believes to have heard everything.
 * The embedded database has one process, and no notifications: there is the look alone.
 */
import type pg from "pg";
import { repeat, type Repeated } from "#schema/runtime/repeat.js";
import { createEar, SILENT_AFTER_MS } from "./ear.js";
import type { Queryable } from "./queryable.js";

export interface WatchedNumber {
  /** Channel of the notifications; each carries the number. */
  readonly channel: string;
  /** The query of the number: `SELECT max(number) FROM …`; null counts as 0. */
  readonly latest: string;
  /** Called with the number of each notification and of each look, also when it has not grown. */
  readonly onNumber: (number: number) => void;
}

export interface Watch {
  /** True if every announcement so far was heard; on a server this holds for three seconds. */
  readonly isHeard: () => boolean;
  /** Resolves when it was looked for the first time, or could not be. */
  readonly first: Promise<void>;
  readonly end: () => Promise<void>;
}

export interface WatchedNumbers {
  readonly watch: (watched: WatchedNumber) => Watch;
  readonly close: () => Promise<void>;
}

const LOOK_EVERY_MS = { embedded: 5_000, server: 1_000 };

interface Watching extends WatchedNumber {
  heardUntil: number;
  readonly looked: PromiseWithResolvers<void>;
}

/** `config`: of a server, for the connection; null for the embedded database. */
export function createWatchedNumbers(config: pg.ClientConfig | null, pool: pg.Pool): WatchedNumbers {
  const watching = new Set<Watching>();
  let looks: Repeated | null = null;
  const ear =
    config &&
    createEar(config, {
      onNotice: (channel, number) => {
        for (const one of watching) if (one.channel === channel) one.onNumber(number);
      },
      onBroken: () => {
        for (const one of watching) one.heardUntil = 0;
        looks?.wake();
      },
    });

  const lookThrough = async (client: Queryable, asked: readonly Watching[]): Promise<void> => {
    const numbers = await readNumbers(
      client,
      asked.map(({ latest }) => latest),
    );
    for (const [at, { onNumber }] of asked.entries()) onNumber(numbers[at] ?? 0);
  };
  const look = async (): Promise<void> => {
    const asked = [...watching];
    if (asked.length === 0) return;
    const started = performance.now();
    try {
      await lookThrough(ear ? await ear.hearing(asked.map(({ channel }) => channel)) : pool, asked);
      for (const one of asked) one.heardUntil = started + SILENT_AFTER_MS;
    } catch (error) {
      if (ear) {
        ear.lose();
        for (const one of asked) one.heardUntil = 0;
        // New releases must not wait for the next connection.
        await lookThrough(pool, asked).catch(() => undefined);
      }
      throw error;
    } finally {
      for (const { looked } of asked) looked.resolve();
    }
  };
  const stop = async (): Promise<void> => {
    const ending = looks;
    looks = null;
    await ending?.stop();
    // One that began meanwhile needs the connection.
    if (!looks) await ear?.close();
  };

  return {
    watch: (watched) => {
      const one = { ...watched, heardUntil: 0, looked: Promise.withResolvers<void>() };
      watching.add(one);
      if (looks) looks.wake();
      else
        looks = repeat({
          everyMs: LOOK_EVERY_MS[ear ? "server" : "embedded"],
          work: look,
          onFault: () => undefined,
        });
      return {
        isHeard: () => !ear || performance.now() < one.heardUntil,
        first: one.looked.promise,
        end: async () => {
          watching.delete(one);
          one.looked.resolve();
          if (watching.size === 0) await stop();
        },
      };
    },
    close: async () => {
      watching.clear();
      await stop();
    },
  };
}

/** Several queries of one number each, in one statement. */
async function readNumbers(client: Queryable, queries: readonly string[]): Promise<readonly number[]> {
  const { rows } = await client.query<{ numbers: readonly number[] }>(
    `SELECT ARRAY[${queries.map((query) => `coalesce((${query}), 0)`).join(", ")}]::float8[] AS numbers`,
  );
  return rows[0]?.numbers ?? [];
}
