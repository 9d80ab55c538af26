/** Hears the notifications of a database server on one channel, for as long as it is wanted. */
import type pg from "pg";
import { connect, type Database } from "./database.js";

const RECONNECT_AFTER_MS = 1_000;

/** Calls back with each notification, and when a connection is made (again): what came before it was not heard. Returns what ends it. */
export function listen(database: Database, channel: string, onNotice: () => void): () => Promise<void> {
  let isStopped = false;
  let open: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  const start = async (): Promise<void> => {
    let client: pg.Client | null = null;
    const again = (): void => {
      if (isStopped || (client !== null && open !== client)) return;
      open = null;
      client?.end().catch(() => undefined);
      retry = setTimeout(() => void start(), RECONNECT_AFTER_MS).unref();
    };
    try {
      client = await connect(database.connection);
      open = client;
      client.on("error", again).on("end", again).on("notification", onNotice);
      await client.query(`LISTEN ${channel}`);
      if (isStopped) await client.end();
      else onNotice();
    } catch {
      again();
    }
  };
  const starting = start();
  return async () => {
    isStopped = true;
    clearTimeout(retry);
    await starting;
    await open?.end().catch(() => undefined);
  };
}
