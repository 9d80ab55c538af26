/**
 * Stores uses: one row for each day, operation, client, and department whose developers made the requests.
 * Several processes add to the same rows.
 */
import type pg from "pg";
import type { RegistryDatabase } from "../database.js";
import type { Batch } from "./ledger.js";

/**
 * A step of the registry's migrations. Days are UTC; `seen` is the last day on which the operation was
 * requested.
 */
export const usageTables: readonly string[] = [
  `CREATE TABLE registry.operation (hash text COLLATE "C" PRIMARY KEY, name text NOT NULL, text text NOT NULL, coordinates text[] NOT NULL, seen date NOT NULL)`,
  "CREATE INDEX operation_coordinates ON registry.operation USING gin (coordinates)",
  `CREATE TABLE registry.operation_use (day date, hash text COLLATE "C", client text COLLATE "C", requests bigint NOT NULL, PRIMARY KEY (day, hash, client))`,
  `CREATE TABLE registry.input_use (day date, hash text COLLATE "C", client text COLLATE "C", coordinate text COLLATE "C", requests bigint NOT NULL, PRIMARY KEY (day, hash, client, coordinate))`,
  "CREATE INDEX input_use_coordinate ON registry.input_use (coordinate, day)",
];

/** A later step: uses by a department's developers carry its code; existing rows are not attributed. */
export const usageByDevelopers: readonly string[] = [
  `ALTER TABLE registry.operation_use ADD COLUMN developers text COLLATE "C" NOT NULL DEFAULT '',
    DROP CONSTRAINT operation_use_pkey, ADD PRIMARY KEY (day, hash, client, developers)`,
  `ALTER TABLE registry.input_use ADD COLUMN developers text COLLATE "C" NOT NULL DEFAULT '',
    DROP CONSTRAINT input_use_pkey, ADD PRIMARY KEY (day, hash, client, coordinate, developers)`,
];

const KEPT_DAYS = 400;

/** One statement for each table. Rows are locked in the same order by all processes. */
export function storeUses(
  database: RegistryDatabase,
  { day, operations, uses, inputs }: Batch,
): Promise<void> {
  return database.transaction(async (client) => {
    await upsert(
      client,
      operations,
      day,
      `
      INSERT INTO registry.operation AS known (hash, name, text, coordinates, seen)
      SELECT hash, name, text, coordinates, $2::date FROM json_to_recordset($1) AS (hash text, name text, text text, coordinates text[]) ORDER BY hash COLLATE "C"
      ON CONFLICT (hash) DO UPDATE SET seen = greatest(known.seen, excluded.seen)`,
    );
    await upsert(
      client,
      uses,
      day,
      `
      INSERT INTO registry.operation_use AS known (day, hash, client, developers, requests)
      SELECT $2::date, operation, client, developers, requests FROM json_to_recordset($1) AS (operation text, client text, developers text, requests bigint) WHERE requests > 0 ORDER BY operation COLLATE "C", client COLLATE "C", developers COLLATE "C"
      ON CONFLICT (day, hash, client, developers) DO UPDATE SET requests = known.requests + excluded.requests`,
    );
    await upsert(
      client,
      inputs,
      day,
      `
      INSERT INTO registry.input_use AS known (day, hash, client, coordinate, developers, requests)
      SELECT $2::date, operation, client, coordinate, developers, requests FROM json_to_recordset($1) AS (operation text, client text, coordinate text, developers text, requests bigint)
      ORDER BY operation COLLATE "C", client COLLATE "C", coordinate COLLATE "C", developers COLLATE "C"
      ON CONFLICT (day, hash, client, coordinate, developers) DO UPDATE SET requests = known.requests + excluded.requests`,
    );
  });
}

async function upsert(
  client: pg.ClientBase,
  rows: readonly object[],
  day: string,
  statement: string,
): Promise<void> {
  if (rows.length > 0) await client.query(statement, [JSON.stringify(rows), day]);
}

/** Removes the rows that are older than the retention period. */
export async function deleteOldUses({ pool }: RegistryDatabase, today: string): Promise<void> {
  await pool.query("DELETE FROM registry.input_use WHERE day < $1::date - $2::int", [today, KEPT_DAYS]);
  await pool.query("DELETE FROM registry.operation_use WHERE day < $1::date - $2::int", [today, KEPT_DAYS]);
  await pool.query("DELETE FROM registry.operation WHERE seen < $1::date - $2::int", [today, KEPT_DAYS]);
}
