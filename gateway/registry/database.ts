/** What the registry needs of the hub's database. It is passed in. */
import type pg from "pg";

export interface RegistryDatabase {
  /** The embedded database has one process, and no notifications between connections. */
  readonly kind: "embedded" | "server";
  readonly pool: pg.Pool;
  readonly connection: { readonly connectionString: string } | { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
  readonly transaction: <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>;
}
