/**
 * The tables that follow from the contracts: one schema per subgraph, one table per feed, every version of every record in it.
 *
 *   record_id, opened_in, closed_in, withdrawn_in, department, file_row, content_hash, and the stored fields
 *
 * `opened_in` and `closed_in` are release numbers. A record that was withdrawn by law (credit repair, revocation, end of publicity) has
 * `withdrawn_in` on all its versions and is shown by no door any more. A new field or index is added to a table that exists; any other
 * change of a contract's shape is refused with DATABASE_UNUSABLE, for it needs a decision about what is published already.
 */
import type pg from "pg";
import { HubError } from "#schema/errors.js";
import { snakeCase, storedFields, subgraphOf, type FeedContract, type StoredField } from "../feed/contract.js";
import type { Database } from "./database.js";

/** `"enforcement"."penalties"`. */
export function tableOf(contract: FeedContract): string {
  return `"${schemaOf(contract)}"."${nameOf(contract)}"`;
}

/** Where the checked rows of one submission wait for review. Nothing that answers a query reads this schema. */
export function stagedTableOf(submission: string): string {
  return `"staging"."s_${submission.replaceAll("-", "")}"`;
}

/** `"field" type` of the stored fields. */
export function fieldColumns(contract: FeedContract): readonly string[] {
  return storedFields(contract).map((field) => `"${field.sqlName}" ${sqlTypeOf(field)}`);
}

export function fieldNames(contract: FeedContract, alias = ""): string {
  return storedFields(contract).map(({ sqlName }) => `${alias}"${sqlName}"`).join(", ");
}

export function sqlTypeOf(field: Pick<StoredField, "kind">): string {
  switch (field.kind) {
    case "date": return "date";
    case "decimal": return "numeric";
    case "integer": return "bigint";
    case "boolean": return "boolean";
    case "codes": return "text[]";
    default: return "text";
  }
}

/** Index definitions without their names' prefix: the benchmark's floor table gets the same. */
export function indexDefinitions(contract: FeedContract, table: string, prefix: string): readonly string[] {
  const unnamed = storedFields(contract).filter(({ indexed }) => indexed).map(({ sqlName, kind }): readonly [string, string] =>
    kind === "codes" ? [sqlName, `USING gin ("${sqlName}") WHERE closed_in IS NULL`] : [sqlName, `("${sqlName}", record_id) WHERE closed_in IS NULL`]);
  const all: readonly (readonly [string, string])[] = [
    // In the lists' own order: a department that has few of a million records would else be looked for through all of them.
    ["department", `(department, "${snakeCase(contract.order.field)}", record_id) WHERE closed_in IS NULL`],
    ["opened_in", `(opened_in)`],
    ["closed_in", `(closed_in) WHERE closed_in IS NOT NULL`],
    ["withdrawn", `(record_id) WHERE withdrawn_in IS NOT NULL`],
    ...unnamed,
  ];
  return all.map(([name, rest]) => `CREATE INDEX IF NOT EXISTS "${`${prefix}_${name}`.slice(0, 63)}" ON ${table} ${rest}`);
}

/** Creates what is missing. Safe to run from several processes at once; quick when nothing changed. */
export async function prepareTables(database: Database, contracts: readonly FeedContract[]): Promise<void> {
  await database.transaction(async (client) => {
    await client.query("SELECT pg_advisory_xact_lock($1)", [PREPARE_LOCK]);
    await client.query(HUB_TABLES);
    const { rows } = await client.query<{ id: string; shape: string }>("SELECT id, shape FROM hub.feed");
    const known = new Map(rows.map(({ id, shape }) => [id, shape]));
    for (const contract of contracts) {
      const shape = shapeOf(contract);
      const before = known.get(contract.id);
      if (before === shape) continue;
      if (before !== undefined) refuseLoss(contract, before);
      await createTable(client, contract);
      await client.query("INSERT INTO hub.feed (id, shape) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET shape = excluded.shape", [contract.id, shape]);
    }
  });
}

const PREPARE_LOCK = 7_420_001;

const HUB_TABLES = `
  CREATE SCHEMA IF NOT EXISTS hub;
  CREATE SCHEMA IF NOT EXISTS staging;
  CREATE TABLE IF NOT EXISTS hub.feed (id text PRIMARY KEY, shape text NOT NULL, version int NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS hub.release (
    number int PRIMARY KEY, feed text NOT NULL, kind text NOT NULL, submission uuid UNIQUE, department text NOT NULL,
    released_at timestamptz(3) NOT NULL, released_by text NOT NULL, approved_by text NOT NULL,
    added int NOT NULL, changed int NOT NULL, removed int NOT NULL, digest bytea NOT NULL, previous_hash bytea NOT NULL, hash bytea NOT NULL);
  CREATE INDEX IF NOT EXISTS release_feed ON hub.release (feed, number);
  CREATE INDEX IF NOT EXISTS release_time ON hub.release (released_at)`;

async function createTable(client: pg.ClientBase, contract: FeedContract): Promise<void> {
  const table = tableOf(contract);
  // Text is compared by its bytes: one order on every server, whatever its libraries, and indexes that can answer "starts with".
  const columns = fieldColumns(contract).map((column) => column.replace(/ text$/, ' text COLLATE "C"'));
  await client.query(`CREATE SCHEMA IF NOT EXISTS "${schemaOf(contract)}"`);
  await client.query(`CREATE TABLE IF NOT EXISTS ${table} (${[...VERSION_COLUMNS, ...columns].join(", ")}, PRIMARY KEY (record_id, opened_in))`);
  for (const column of columns) await client.query(`ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${column}`);
  for (const definition of indexDefinitions(contract, table, nameOf(contract))) await client.query(definition);
}

export const VERSION_COLUMNS = [
  "record_id uuid NOT NULL", "opened_in int NOT NULL", "closed_in int", "withdrawn_in int", "department text NOT NULL", "file_row int NOT NULL", "content_hash bytea NOT NULL",
] as const;

function shapeOf(contract: FeedContract): string {
  return storedFields(contract).map((field) => `${field.sqlName} ${sqlTypeOf(field)}${field.indexed ? " indexed" : ""}`).join(";");
}

function refuseLoss(contract: FeedContract, before: string): void {
  const now = new Set(fieldColumns(contract).map((column) => column.replaceAll('"', "")));
  const lost = before.split(";").map((column) => column.replace(" indexed", "")).filter((column) => !now.has(column));
  if (lost.length > 0) throw new HubError("DATABASE_UNUSABLE", { reason: `${contract.id}: the contract no longer has ${lost.join(", ")}; give the changed field a new name` });
}

function schemaOf(contract: FeedContract): string {
  return snakeCase(subgraphOf(contract.id).replaceAll("-", "_"));
}

function nameOf(contract: FeedContract): string {
  return contract.id.slice(contract.id.indexOf(".") + 1).replaceAll("-", "_");
}
