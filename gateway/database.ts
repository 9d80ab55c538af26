/** What the registry needs of the hub's database. It is passed in. */
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
  /** What a request reads through: in its turn, under its time, and cancelled with it. */
  readonly statements: (reading: {
    readonly lifetime: Lifetime;
    readonly client: string;
    /** The subgraph that reads. */
    readonly name: string;
  }) => Queryable;
  readonly connection:
    | { readonly connectionString: string }
    | { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
  /** For a connection of its own. */
  readonly config: pg.ClientConfig;
  /** Tells of what other processes do, by a number that grows with it. */
  readonly watch: (watched: {
    /** Of the notifications; each carries the number. */
    readonly channel: string;
    /** The query of the number: `SELECT max(number) FROM …`; null counts as 0. */
    readonly latest: string;
    /** Told with each notification, and every few seconds, also when it has not grown. */
    readonly onNumber: (number: number) => void;
  }) => { readonly end: () => Promise<void> };
  readonly transaction: <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>;
}
