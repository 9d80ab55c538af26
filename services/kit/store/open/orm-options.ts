/**
 * How MikroORM reaches the hub's database. Its own reading of an address knows no Unix sockets, and gives up
 * no connection: the driver's settings are used.
 */
import type pg from "pg";
import type { Options } from "@mikro-orm/postgresql";
import type { Database } from "./database.js";

/** `onPoolCreated` is given the ORM's own pool. */
export function ormOptions(
  { connection, config }: Database,
  onPoolCreated?: (pool: pg.Pool) => void,
): Pick<Options, "clientUrl" | "host" | "port" | "user" | "dbName" | "driverOptions" | "logger"> {
  // It reads values in its own way.
  const { types: _, ...options } = config;
  return {
    ...("connectionString" in connection
      ? { clientUrl: connection.connectionString }
      : { host: connection.host, port: connection.port, user: connection.user, dbName: connection.database }),
    driverOptions: { ...options, ...(onPoolCreated && { onPoolCreated }) },
    logger: () => undefined,
  };
}
