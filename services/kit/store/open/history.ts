/**
 * What was done to a database: `hub.migration` has the steps, `hub.version` the versions of the program that
 * changed tables, by the time when each did so first.
 *
 * Refused with DATABASE_UNUSABLE: a database that a later version has changed.
 */
import type pg from "pg";
import { refuseNewerTables } from "#schema/runtime/refuse-newer-tables.js";
import { VERSION } from "#schema/runtime/version.js";
import { namesOf, type OwnTables } from "./own-tables.js";
import type { Queryable } from "./queryable.js";

export const HISTORY = "hub.migration";
const VERSIONS = "hub.version";

/** Names of the steps that are not done yet; nothing is changed. */
export async function readPending(
  client: Queryable,
  parts: readonly OwnTables[],
): Promise<readonly string[]> {
  const names = namesOf(parts);
  const done: string[] = [];
  for (const table of [HISTORY, ...(await formerHistories(client, parts))])
    if (await isTable(client, table)) done.push(...(await readDone(client, table)));
  await refuseNewer(client, done, names);
  return names.filter((name) => !done.includes(name));
}

export async function isUpToDate(client: Queryable, names: readonly string[]): Promise<boolean> {
  if (!(await isTable(client, HISTORY))) return false;
  const done = await readDone(client, HISTORY);
  await refuseNewer(client, done, names);
  return names.every((name) => done.includes(name)) && (await isTable(client, VERSIONS));
}

/** Takes over what parts had as histories of their own. Changes nothing in a later version's database. */
export async function openHistory(client: pg.ClientBase, parts: readonly OwnTables[]): Promise<void> {
  for (const { schema } of parts) await client.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
  await client.query(`
    CREATE TABLE IF NOT EXISTS ${HISTORY} (
      id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, executed_at timestamptz NOT NULL DEFAULT now())`);
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${VERSIONS} (version text PRIMARY KEY, since timestamptz NOT NULL DEFAULT now())`,
  );
  for (const former of await formerHistories(client, parts)) {
    await client.query(
      `INSERT INTO ${HISTORY} (name, executed_at) SELECT name, executed_at FROM ${former} ORDER BY id`,
    );
    await client.query(`DROP TABLE ${former}`);
  }
  await refuseNewer(client, await readDone(client, HISTORY), namesOf(parts));
  await keepVersion(client);
}

/** For whoever changes tables, in the same transaction. */
export async function keepVersion(client: Queryable): Promise<void> {
  await client.query(`INSERT INTO ${VERSIONS} (version) VALUES ($1) ON CONFLICT DO NOTHING`, [VERSION]);
}

/** The version that changed tables last; null for a database from before versions were kept. */
export async function lastVersion(client: Queryable): Promise<string | null> {
  if (!(await isTable(client, VERSIONS))) return null;
  const { rows } = await client.query<{ version: string }>(
    `SELECT version FROM ${VERSIONS} ORDER BY since DESC LIMIT 1`,
  );
  return rows[0]?.version ?? null;
}

async function refuseNewer(
  client: Queryable,
  done: readonly string[],
  names: readonly string[],
): Promise<void> {
  if (done.some((name) => !names.includes(name))) refuseNewerTables(done, names, await lastVersion(client));
}

async function formerHistories(client: Queryable, parts: readonly OwnTables[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { schema } of parts) {
    const former = `"${schema}".migration`;
    if (schema !== "hub" && (await isTable(client, former))) found.push(former);
  }
  return found;
}

export async function isTable(client: Queryable, name: string): Promise<boolean> {
  const { rows } = await client.query("SELECT FROM pg_class WHERE oid = to_regclass($1) AND relkind = 'r'", [
    name,
  ]);
  return rows.length > 0;
}

async function readDone(client: Queryable, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${table} ORDER BY id`);
  return rows.map(({ name }) => name);
}
