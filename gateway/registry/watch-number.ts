/**
 * Tells a gateway of what another process did in the registry (a revision, a publication of documents): at once by the database's notification,
 * and by its number every second, so that a lost connection loses nothing.
 */
import pg from "pg";
import type { RegistryDatabase } from "./database.js";
import type { Client } from "./store/revisions.js";

export interface WatchedNumber {
  /** Of the notifications. */
  readonly channel: string;
  /** The latest; null: there is none yet. */
  readonly latest: (client: Client) => Promise<number | null>;
}

const LOOK_EVERY_MS = 1_000;
const RECONNECT_AFTER_MS = 1_000;

/** Calls back with the latest number whenever it may have changed; returns what ends it. */
export function watchNumber(database: RegistryDatabase, { channel, latest }: WatchedNumber, onNumber: (number: number) => void): () => Promise<void> {
  let isStopped = false;
  let client: pg.Client | null = null;
  const look = async (): Promise<void> => {
    // A database that is away for a while is looked at again.
    const number = await latest(database.pool).catch(() => null);
    if (number !== null && !isStopped) onNumber(number);
  };
  const listen = async (): Promise<void> => {
    if (isStopped) return;
    const made = new pg.Client(database.connection);
    client = made;
    const again = (): void => {
      if (client !== made) return;
      client = null;
      made.end().catch(() => undefined);
      setTimeout(() => void listen(), RECONNECT_AFTER_MS).unref();
    };
    made.on("error", again).on("end", again);
    made.on("notification", () => void look());
    try {
      await made.connect();
      await made.query(`LISTEN ${channel}`);
      await look();
    } catch {
      again();
    }
  };
  // The embedded database has one process.
  const timer = database.kind === "server" ? setInterval(() => void look(), LOOK_EVERY_MS).unref() : undefined;
  if (database.kind === "server") void listen();
  return async () => {
    isStopped = true;
    clearInterval(timer);
    const open = client;
    client = null;
    await open?.end().catch(() => undefined);
  };
}
