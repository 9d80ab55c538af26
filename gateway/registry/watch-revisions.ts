/**
 * Tells a gateway of each new revision: at once when this process made it, or by the database's notification where there is a server; and by
 * its number every second, so that a lost connection loses nothing.
 */
import { EventEmitter } from "node:events";
import pg from "pg";
import type { RegistryDatabase } from "./database.js";
import { latestNumber, REVISION_CHANNEL } from "./store/revisions.js";

const LOOK_EVERY_MS = 1_000;
const RECONNECT_AFTER_MS = 1_000;

const emitters = new WeakMap<RegistryDatabase, EventEmitter>();

/** To this process; the database tells the others. */
export function announceRevision(database: RegistryDatabase, number: number): void {
  emitters.get(database)?.emit("revision", number);
}

/** Calls back with the latest number whenever it may have changed; returns what ends it. */
export function watchRevisions(database: RegistryDatabase, onNumber: (number: number) => void): () => Promise<void> {
  let isStopped = false;
  let client: pg.Client | null = null;
  const look = async (): Promise<void> => {
    // A database that is away for a while is looked at again.
    const number = await latestNumber(database.pool).catch(() => null);
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
      await made.query(`LISTEN ${REVISION_CHANNEL}`);
      await look();
    } catch {
      again();
    }
  };
  const emitter = emitters.get(database) ?? new EventEmitter();
  emitters.set(database, emitter.on("revision", onNumber));
  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
  if (database.kind === "server") void listen();
  return async () => {
    isStopped = true;
    emitter.off("revision", onNumber);
    clearInterval(timer);
    const open = client;
    client = null;
    await open?.end().catch(() => undefined);
  };
}
