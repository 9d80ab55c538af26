/** Brings the registry's tables up to date. Several processes may start at once. */
import { Migrator } from "@mikro-orm/migrations";
import { MikroORM } from "@mikro-orm/postgresql";
import pg from "pg";
import { refuseNewerTables } from "#schema/runtime/refuse-newer-tables.js";
import type { RegistryDatabase } from "../../database.js";
import { MIGRATIONS } from "./migrations.js";

export async function prepareTables(database: RegistryDatabase): Promise<void> {
  const { connection } = database;
  const orm = await MikroORM.init({
    // Its own reading of the address knows no Unix sockets: the driver's is used.
    ...("connectionString" in connection
      ? {
          clientUrl: connection.connectionString,
          driverOptions: { connectionString: connection.connectionString },
        }
      : { host: connection.host, port: connection.port, user: connection.user, dbName: connection.database }),
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: { migrationsList: MIGRATIONS, snapshot: false, tableName: "migration", schema: "registry" },
    pool: { min: 0, max: 1 },
    logger: () => undefined,
  });
  try {
    await alone(database, async () => {
      await database.pool.query("CREATE SCHEMA IF NOT EXISTS registry");
      const done = await orm.migrator.getExecuted();
      refuseNewerTables(
        done.map(({ name }) => name),
        MIGRATIONS.map(({ name }) => name),
      );
      await orm.migrator.up();
    });
  } finally {
    await orm.close();
  }
}

/** A lock that goes with its connection; the embedded database has one process, and needs none. */
async function alone(database: RegistryDatabase, work: () => Promise<void>): Promise<void> {
  if (database.kind === "embedded") return work();
  const client = new pg.Client(database.connection);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtextextended('tongcha migrations of the registry', 0))");
    await work();
  } finally {
    await client.end();
  }
}
