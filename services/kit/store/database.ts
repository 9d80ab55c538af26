/**
 * The one way to PostgreSQL: a server through `url`, or the embedded one in a worker thread. Both are reached by plain `pg`.
 *
 * Types are the same on both: bigint and count are numbers, numeric and date are text, timestamptz is a Date.
 * Refused with DATABASE_UNUSABLE: servers older than 15, databases that are not UTF-8 or whose ctype knows no Chinese.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import pg from "pg";
import { HubError } from "#schema/errors.js";
import { lockDataDirectory } from "./data-lock.js";
import type { EmbeddedServerOptions, EmbeddedServerReady } from "./embedded-server.js";

export interface Database {
  readonly kind: "embedded" | "server";
  readonly pool: pg.Pool;
  /** For another thread, which opens its own connection. */
  readonly connection: DatabaseConnection;
  /** Commits when `work` returns, rolls back when it throws. Keep it short: on the embedded database all others wait. */
  readonly transaction: <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Plain data: it can be handed to a worker thread. */
export type DatabaseConnection =
  | { readonly connectionString: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string };

export interface DatabaseOptions {
  /** `postgres://…`, or null for the embedded database. */
  readonly url: string | null;
  /** Where the embedded database lives; `:memory:` keeps nothing. */
  readonly directory: string;
}

const OLDEST_SERVER = 150_000;
const POOL_SIZE = { embedded: 4, server: 10 };

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url === null) return openEmbedded(options.directory);
  return checked(assemble("server", { connectionString: options.url }, () => Promise.resolve()));
}

/** Opens a connection of its own, for a thread or a long COPY. */
export async function connect(connection: DatabaseConnection): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, types: TYPES });
  await client.connect();
  return client;
}

async function openEmbedded(directory: string): Promise<Database> {
  const inMemory = directory === ":memory:";
  const unlock = inMemory ? () => undefined : lockDataDirectory(directory);
  const socketDirectory = process.platform === "win32" ? null : mkdtempSync(join(tmpdir(), "tongcha-"));
  const release = (): void => {
    if (socketDirectory) rmSync(socketDirectory, { recursive: true, force: true });
    unlock();
  };
  try {
    const { worker, ready } = await startServer({
      directory: inMemory ? null : join(directory, "database"),
      socketPath: socketDirectory && join(socketDirectory, `.s.PGSQL.${SOCKET_PORT}`),
    });
    const connection = { host: socketDirectory ?? "127.0.0.1", port: ready.port ?? SOCKET_PORT, user: "postgres", database: "postgres" };
    return await checked(assemble("embedded", connection, async () => {
      const ended = new Promise((resolve) => worker.once("exit", resolve));
      worker.ref();
      worker.postMessage("stop");
      await ended;
      release();
    }));
  } catch (error) {
    release();
    throw error;
  }
}

/** Part of the socket's name, as libpq has it. */
const SOCKET_PORT = 5432;

async function startServer(options: EmbeddedServerOptions): Promise<{ worker: Worker; ready: EmbeddedServerReady }> {
  const worker = new Worker(new URL("./embedded-server.js", import.meta.url), { workerData: options });
  const ready = await new Promise<EmbeddedServerReady>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  worker.unref();
  return { worker, ready };
}

function assemble(kind: Database["kind"], connection: DatabaseConnection, stop: () => Promise<void>): Database {
  const pool = new pg.Pool({ ...connection, max: POOL_SIZE[kind], types: TYPES, allowExitOnIdle: true });
  // A connection that breaks while idle is replaced at its next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  return {
    kind, pool, connection,
    transaction: (work) => inTransaction(pool, work),
    close: async () => {
      await pool.end();
      await stop();
    },
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: unknown) => { broken = failure instanceof Error ? failure : new Error(String(failure)); });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function checked(database: Database): Promise<Database> {
  try {
    const { rows } = await database.pool.query<{ version: number; encoding: string; chinese: boolean }>(
      "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding, '示例' ~ '^[[:alpha:]]+$' AS chinese");
    const found = rows[0];
    if (!found || found.version < OLDEST_SERVER) throw unusable("PostgreSQL 15 or later is needed");
    if (found.encoding !== "UTF8") throw unusable("its encoding is not UTF8: CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0");
    if (!found.chinese) throw unusable("its ctype knows no Chinese: CREATE DATABASE … LOCALE 'C.UTF-8' TEMPLATE template0");
    return database;
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error instanceof HubError ? error : unusable(error instanceof Error ? error.message || error.name : String(error));
  }
}

function unusable(reason: string): HubError {
  return new HubError("DATABASE_UNUSABLE", { reason });
}

const { builtins } = pg.types;
const asNumber = (text: string): number => Number(text);
const asText = (text: string): string => text;
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === builtins.INT8) return asNumber;
    if (oid === builtins.DATE || oid === builtins.NUMERIC) return asText;
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
  },
};
