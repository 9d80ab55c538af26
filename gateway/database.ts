/** The part of the hub's database that the registry uses. It is passed in. */
import type pg from "pg";
import type { Lifetime } from "#schema/runtime/lifetime.js";

/** Whatever runs single statements. */
export interface Queryable {
  readonly query: <Row extends pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ) => Promise<pg.QueryResult<Row>>;
}

export interface RegistryDatabase {
  /** The embedded database has one process, and no notifications between connections. */
  readonly kind: "embedded" | "server";
  readonly pool: pg.Pool;
  /** Statements of one request: queued by client, under the request's deadline, and cancelled with it. */
  readonly statements: (reading: {
    readonly lifetime: Lifetime;
    readonly client: string;
    /** The subgraph that reads. */
    readonly name: string;
  }) => Queryable;
  readonly connection:
    | { readonly connectionString: string }
    | { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
  /** The configuration for a separate connection. */
  readonly config: pg.ClientConfig;
  /** Watches changes that other processes make, by a number that grows with each change. */
  readonly watch: (watched: {
    /** The channel of the notifications; each carries the number. */
    readonly channel: string;
    /** The query of the number: `SELECT max(number) FROM …`; null counts as 0. */
    readonly latest: string;
    /** Called at each notification, and every few seconds, even when the number has not grown. */
    readonly onNumber: (number: number) => void;
  }) => { readonly end: () => Promise<void> };
  readonly transaction: <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>;
}
