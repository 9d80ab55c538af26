/**
 * Checks that the database server answers, on a connection of its own. A server that is silent for seconds
 * counts as away, even if its connections stay open: whoever waits for it is told, and new connections are
 * made.
 */
import pg from "pg";
import { repeat } from "#schema/runtime/repeat.js";

/** How the database can be used now; null: not at all, since it does not answer. */
export type Condition = "writable" | "read-only" | null;

/** It fails to answer; it is silent, so that whatever waits for it is to fail; it answers again. */
export type PulseChange = "lost" | "silent" | "back";

export interface Pulse {
  /** Asks it, for a second and a half at most. */
  readonly condition: () => Promise<Condition>;
  /** Returns what ends it. */
  readonly onChange: (listener: (change: PulseChange) => void) => () => void;
  readonly stop: () => Promise<void>;
}

/** The embedded database is a part of this process. */
export const OWN_PULSE: Pulse = {
  condition: () => Promise.resolve("writable"),
  onChange: () => () => undefined,
  stop: () => Promise.resolve(),
};

const BEAT_EVERY_MS = 1_000;
/** Longer than a server with much to do lets such a question wait. */
const SILENT_AFTER_MS = 3_000;
const CONDITION_WITHIN_MS = 1_500;

/** `pool` is what requests use: a server that answers, but has no connection for it, is of no use to them. */
export function startPulse(config: pg.ClientConfig, pool: pg.Pool): Pulse {
  const listeners = new Set<(change: PulseChange) => void>();
  const tell = (change: PulseChange): void => {
    for (const listener of listeners) listener(change);
  };
  let isLost = false;
  let open: pg.Client | null = null;
  let looking: Promise<Condition> | null = null;
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      ...config,
      application_name: "tongcha pulse",
      connectionTimeoutMillis: SILENT_AFTER_MS,
    });
    const lose = (): void => {
      if (open === client) open = null;
    };
    client.on("error", lose).on("end", lose);
    await client.connect();
    open = client;
    return client;
  };
  const look = async (): Promise<Condition> => {
    const client = open ?? (await connect());
    try {
      const {
        rows: [row],
      } = await answered(client.query<{ condition: Condition }>(CONDITION));
      if (pool.totalCount === 0) await answered(pool.query("SELECT 1"));
      return row?.condition ?? null;
    } catch (error) {
      if (open === client) open = null;
      client.end().catch(() => undefined);
      throw error;
    }
  };
  /** All who ask at one time ask once. */
  const feel = (): Promise<Condition> =>
    (looking ??= look().finally(() => {
      looking = null;
    }));
  const beat = async (): Promise<void> => {
    const started = performance.now();
    try {
      await feel();
      if (isLost) tell("back");
      isLost = false;
    } catch (error) {
      if (performance.now() - started < SILENT_AFTER_MS) throw error;
      // It may have been this process that had no time to listen.
      await feel().catch((silence: unknown) => {
        tell("silent");
        throw silence;
      });
    }
  };
  const onFault = (): void => {
    if (!isLost) tell("lost");
    isLost = true;
  };
  const beats = repeat({ everyMs: BEAT_EVERY_MS, work: beat, onFault });
  return {
    condition: () => Promise.race([feel().catch(() => null), after(CONDITION_WITHIN_MS)]),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      listeners.clear();
      await beats.stop();
      await open?.end();
    },
  };
}

const CONDITION =
  "SELECT CASE WHEN current_setting('transaction_read_only')::bool THEN 'read-only' ELSE 'writable' END AS condition";

async function answered<T>(answer: Promise<T>): Promise<T> {
  const silence = after(SILENT_AFTER_MS).then(() => {
    throw new Error("Query read timeout");
  });
  return Promise.race([answer, silence]);
}

function after(milliseconds: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), milliseconds).unref();
  });
}
