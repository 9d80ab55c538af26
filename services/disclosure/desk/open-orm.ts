/**
 * MikroORM over the hub's database, with the desk's tables brought up to date. Several processes may start at
 * once.
 */
import type pg from "pg";
import { Migrator } from "@mikro-orm/migrations";
import { MikroORM } from "@mikro-orm/postgresql";
import { inTurn, type Database } from "#kit/hub";
import { refuseNewerTables } from "#schema/runtime/refuse-newer-tables.js";
import { EventEntity, SubmissionEntity } from "./entities.js";
import { MIGRATIONS } from "./migrations.js";

export async function openOrm(database: Database): Promise<MikroORM> {
  const {
    connection,
    config: { types: _, ...config },
  } = database;
  const orm = await MikroORM.init({
    // Its own reading of the address knows no Unix sockets: the driver's is used.
    ...("connectionString" in connection
      ? { clientUrl: connection.connectionString }
      : { host: connection.host, port: connection.port, user: connection.user, dbName: connection.database }),
    driverOptions: { ...config, onPoolCreated: takeBackLost },
    entities: [SubmissionEntity, EventEntity],
    extensions: [Migrator],
    migrations: { migrationsList: MIGRATIONS, snapshot: false, tableName: "migration", schema: "disclosure" },
    pool: { min: 0, max: 3 },
    logger: () => undefined,
  });
  await inTurn(database, "migrations of the desk", async () => {
    await database.pool.query("CREATE SCHEMA IF NOT EXISTS disclosure");
    const done = await orm.migrator.getExecuted();
    refuseNewerTables(
      done.map(({ name }) => name),
      MIGRATIONS.map(({ name }) => name),
    );
    await orm.migrator.up();
  });
  return orm;
}

/**
 * A connection that is lost while a transaction begins or ends is not given back by the ORM, which has three:
 * it is taken from it.
 */
function takeBackLost(pool: pg.Pool): void {
  const lent = new Set<pg.PoolClient>();
  pool.on("acquire", (client) => lent.add(client)).on("release", (_error, client) => lent.delete(client));
  pool.on("connect", (client) =>
    client.once("end", () => {
      if (!lent.has(client)) return;
      client.release(true);
      client.release = () => undefined;
    }),
  );
}
