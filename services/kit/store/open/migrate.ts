/**
 * Tables whose rows have a life of their own (the hub's, the desk's, the registry's, of standing queries, of
 * search) are brought up to date by one Migrator with one history, `hub.migration`. A step that was released
 * is never changed: a new one follows it. Tables of feeds follow from their contracts instead: `tables.ts`.
 *
 * Refused with DATABASE_UNUSABLE: a database that a newer release has changed.
 */
import type pg from "pg";
import type { MigrationObject } from "@mikro-orm/core";
import { Migrator } from "@mikro-orm/migrations";
import { MikroORM } from "@mikro-orm/postgresql";
import { refuseNewerTables } from "#schema/runtime/refuse-newer-tables.js";
import type { Database } from "./database.js";
import { ormOptions } from "./orm-options.js";
import { inTurn } from "./turns.js";

/** The schema and migrations of one part of the hub. */
export interface OwnTables {
  /** Made when it is missing. */
  readonly schema: string;
  /** Migrations in their order; each name is used once in the whole hub. */
  readonly migrations: readonly MigrationObject[];
}

/** Several processes may start at once. A part may use the tables of those before it. */
export async function migrate(database: Database, parts: readonly OwnTables[]): Promise<void> {
  const steps = parts.flatMap(({ migrations }) => migrations);
  const names = steps.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`Two migrations are called ${twice}`);
  if (await isUpToDate(database.pool, names)) return;
  await inTurn(database, "migrations", async () => {
    await database.transaction((client) => openHistory(client, parts, names));
    const orm = await MikroORM.init({
      ...ormOptions(database),
      entities: [],
      discovery: { warnWhenNoEntities: false },
      extensions: [Migrator],
      migrations: { migrationsList: steps, snapshot: false, tableName: HISTORY },
      pool: { min: 0, max: 1 },
    });
    try {
      await orm.migrator.up();
    } finally {
      await orm.close();
    }
  });
}

const HISTORY = "hub.migration";

async function isUpToDate(client: pg.Pool, names: readonly string[]): Promise<boolean> {
  if (!(await isTable(client, HISTORY))) return false;
  const done = await readDone(client);
  refuseNewerTables(done, names);
  return names.every((name) => done.includes(name));
}

/** Takes over what parts had as histories of their own. Changes nothing in a newer release's database. */
async function openHistory(
  client: pg.ClientBase,
  parts: readonly OwnTables[],
  names: readonly string[],
): Promise<void> {
  for (const { schema } of parts) await client.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
  await client.query(`
    CREATE TABLE IF NOT EXISTS ${HISTORY} (
      id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, executed_at timestamptz NOT NULL DEFAULT now())`);
  for (const { schema } of parts) {
    const former = `"${schema}".migration`;
    if (schema === "hub" || !(await isTable(client, former))) continue;
    await client.query(
      `INSERT INTO ${HISTORY} (name, executed_at) SELECT name, executed_at FROM ${former} ORDER BY id`,
    );
    await client.query(`DROP TABLE ${former}`);
  }
  refuseNewerTables(await readDone(client), names);
}

async function isTable(client: pg.ClientBase | pg.Pool, name: string): Promise<boolean> {
  const { rowCount } = await client.query(
    "SELECT FROM pg_class WHERE oid = to_regclass($1) AND relkind = 'r'",
    [name],
  );
  return rowCount !== 0;
}

async function readDone(client: pg.ClientBase | pg.Pool): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${HISTORY} ORDER BY id`);
  return rows.map(({ name }) => name);
}
