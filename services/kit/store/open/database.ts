/**
 * The one way to PostgreSQL: a server through `url`, or the embedded one in a worker thread. Both are reached
 * by plain `pg`.
 *
 * Types are the same on both: bigint and count are numbers, numeric and date are text (`2020-06-03`),
 * timestamptz is a Date. On the embedded database all connections share one session: no prepared statements
 * by name, no session settings, temporary tables or session locks, no LISTEN, no COPY FROM STDIN; and while
 * one has a transaction open the others wait.
 *
 * A server may go away: a connection is waited for no longer than some seconds, and one whose other end is
 * silent is cut. Statements then fail with what `toUnavailable` (schema/runtime/database-failure.ts) tells
 * apart.
 *
 * Refused with DATABASE_UNUSABLE: servers older than 15, databases that are not UTF-8, whose ctype knows no
 * Chinese or whose dates are not ISO, and what cannot be opened; with DATABASE_REFUSED: a server that cannot
 * be connected to; with DATA_LOCKED: a directory that another process uses.
 */
import type { Socket } from "node:net";
import pg from "pg";
import { HubError } from "#schema/errors.js";
import { openCanceller } from "./canceller.js";
import { startEmbedded } from "./embedded.js";
import { createPlaces } from "./places.js";
import { OWN_PULSE, startPulse, type Pulse } from "./pulse.js";
import { explainRefusal, isSilence } from "./refused-connection.js";
import { refuseUnusable, unusable } from "./refuse-unusable.js";
import { createSockets } from "./sockets.js";
import { createStatements, type Reading, type RequestStatements } from "./statements.js";
import { createWatchedNumbers, type WatchedNumbers } from "./watched-numbers.js";

export interface Database {
  readonly kind: "embedded" | "server";
  readonly pool: pg.Pool;
  /** The connection of a request's reads; everything else uses the pool's other connections. */
  readonly statements: (reading: Reading) => RequestStatements;
  /** For another thread, which opens its own connection. */
  readonly connection: DatabaseConnection;
  /** For a connection of its own in this thread. */
  readonly config: pg.ClientConfig;
  readonly pulse: Pulse;
  /** Tells of what other processes do, by a number that grows with it. */
  readonly watch: WatchedNumbers["watch"];
  /**
   * Commits when `work` returns, rolls back when it throws. Keep it short: on the embedded database all
   * others wait.
   */
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

const POOL_SIZE = { embedded: 6, server: 10 };
const PLACES = { embedded: { all: 4, dear: 1 }, server: { all: 8, dear: 2 } };
/**
 * For a connection, of the pool or a new one. The embedded database takes them in turns, and is never away.
 */
const CONNECT_MS = { embedded: 0, server: 5_000 };
const START_TRIES = 3;
const CLOSE_MS = 3_000;

export async function openDatabase({ url, directory }: DatabaseOptions): Promise<Database> {
  try {
    if (url !== null) return await openServer(url);
    const { connection, stop } = await startEmbedded(directory);
    return await checked(assemble("embedded", connection, stop));
  } catch (error) {
    if (error instanceof HubError) throw error;
    if (url !== null) throw explainRefusal(error, url);
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw unusable(reason, reason);
  }
}

/** A server that has much else to do answers late: who starts asks it more than once. */
async function openServer(url: string): Promise<Database> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await checked(assemble("server", { connectionString: url }, () => Promise.resolve()));
    } catch (error) {
      if (tries === START_TRIES || !isSilence(error)) throw error;
    }
  }
}

/** Opens a connection of its own, for a long COPY or a lock. One that breaks is told by its statements. */
export async function connect(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config);
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** For another thread; `open` gives its sockets. */
export function configOf(
  connection: DatabaseConnection,
  kind: Database["kind"],
  open?: () => Socket,
): pg.ClientConfig {
  return {
    ...connection,
    types: TYPES,
    connectionTimeoutMillis: CONNECT_MS[kind],
    ...(open && { stream: open }),
  };
}

function assemble(
  kind: Database["kind"],
  connection: DatabaseConnection,
  stop: () => Promise<void>,
): Database {
  const sockets = createSockets();
  const config = configOf(connection, kind, sockets.open);
  const pool = new pg.Pool({ ...config, max: POOL_SIZE[kind], allowExitOnIdle: true });
  // A connection that breaks while idle, or between two statements, is told by the next; without a listener
  // it would end the process.
  pool.on("error", () => undefined).on("connect", (client) => client.on("error", () => undefined));
  const pulse = kind === "server" ? startPulse(config, pool) : OWN_PULSE;
  pulse.onChange((change) => {
    if (change === "silent") sockets.cut();
  });
  const canceller = kind === "server" ? openCanceller(config) : null;
  const numbers = createWatchedNumbers(kind === "server" ? config : null, pool);
  return {
    kind,
    pool,
    connection,
    config,
    pulse,
    statements: createStatements({
      pool,
      places: createPlaces(PLACES[kind]),
      cancel: canceller?.cancel ?? (() => Promise.resolve()),
    }),
    watch: numbers.watch,
    transaction: (work) => inTransaction(pool, work),
    close: async () => {
      // Nobody answers a farewell where nobody answers.
      const impatient = setTimeout(sockets.cut, CLOSE_MS).unref();
      await Promise.all([pulse.stop(), numbers.close()]);
      await pool.end();
      await canceller?.close();
      clearTimeout(impatient);
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
    const { command } = await client.query("COMMIT");
    // PostgreSQL answers COMMIT after a failed statement with ROLLBACK, and no error.
    if (command !== "COMMIT")
      throw new Error("The transaction was rolled back: a statement in it failed and its error was caught");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function checked(database: Database): Promise<Database> {
  try {
    await refuseUnusable(database.pool);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

const { builtins } = pg.types;
const asText = (text: string): string => text;
const asNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number))
    throw new RangeError("A bigint of the database is larger than a number can hold exactly");
  return number;
};
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === builtins.INT8) return asNumber;
    if (oid === builtins.DATE || oid === builtins.NUMERIC) return asText;
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
  },
};
