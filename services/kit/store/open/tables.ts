/**
 * Tables made from contracts: one per feed, every version of every record in it.
 *
 *   record_id, opened_in, closed_in, withdrawn_in, department, file_row, content_hash, salt, and the stored
 *   fields
 *
 * `opened_in` and `closed_in` are release numbers; by `salt` the version's leaf is made (`check/leaf.ts`). A
 * record that was withdrawn by law (credit repair, revocation, end of publicity) has `withdrawn_in` on all
 * its versions and is shown by no door any more. A new field or index is added to a table that exists, and a
 * key may change as `formerKeys` of the contract says: releases and their hashes stay as they are. Any other
 * change is refused: `feed-shape.ts`.
 */
import { hash } from "node:crypto";
import type pg from "pg";
import { HubError } from "#schema/errors.js";
import { subgraphOf, type FeedContract } from "../../feed/contract.js";
import { snakeCase, storedFields } from "../../feed/stored-fields.js";
import type { Database } from "./database.js";
import { isAdded, refuseChange, shapeOf, sqlTypeOf } from "./feed-shape.js";
import { keepVersion } from "./history.js";
import type { Queryable } from "./queryable.js";

/** `"enforcement"."penalties"`. */
export function tableOf(feed: FeedName): string {
  return `"${schemaOf(feed)}"."${nameOf(feed)}"`;
}

/**
 * Where the checked rows of one submission wait for review. Nothing that answers a query reads this schema.
 */
export function stagedTableOf(submission: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(submission))
    throw new TypeError("A submission's id is not a UUID in lower case");
  return `"staging"."s_${submission.replaceAll("-", "")}"`;
}

/**
 * `"field" type` of the stored fields. Text is compared by its bytes: one order on every server, and indexes
 * that can answer "starts with".
 */
export function fieldColumns(contract: FeedContract): readonly string[] {
  return storedFields(contract).map(
    (field) => `"${field.sqlName}" ${sqlTypeOf(field)}${sqlTypeOf(field) === "text" ? ' COLLATE "C"' : ""}`,
  );
}

export function fieldNames(contract: FeedContract, alias = ""): string {
  return storedFields(contract)
    .map(({ sqlName }) => `${alias}"${sqlName}"`)
    .join(", ");
}

/**
 * Creates what is missing. Safe to run from several processes at once; nothing is locked when nothing
 * changed.
 */
export async function prepareTables(database: Database, contracts: readonly FeedContract[]): Promise<void> {
  if ((await changedFeeds(database.pool, contracts)).length === 0) return;
  await database.transaction(async (client) => {
    await client.query("SELECT pg_advisory_xact_lock($1)", [PREPARE_LOCK]);
    for (const [contract, known] of await changedFeeds(client, contracts)) {
      for (const statement of await statementsFor(client, contract, known)) await client.query(statement);
      await client.query(
        "INSERT INTO hub.feed (id, shape) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET shape = excluded.shape",
        [contract.id, shapeOf(contract)],
      );
    }
    await keepVersion(client);
  });
}

/** The contracts that their tables can follow, and why the others cannot. */
export async function followable(
  client: Queryable,
  contracts: readonly FeedContract[],
): Promise<{
  readonly usable: readonly FeedContract[];
  readonly faults: ReadonlyMap<FeedContract, HubError>;
}> {
  const known = await knownFeeds(client);
  const usable: FeedContract[] = [];
  const faults = new Map<FeedContract, HubError>();
  for (const contract of contracts) {
    const shape = known.get(contract.id)?.shape;
    try {
      if (shape !== undefined && shape !== shapeOf(contract)) await refuseChange(client, contract, shape);
      usable.push(contract);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      faults.set(contract, error);
    }
  }
  return { usable, faults };
}

export interface PlannedTable {
  readonly feed: string;
  readonly isNew: boolean;
  readonly statements: readonly string[];
}

/** What `prepareTables` would do; nothing is changed. */
export async function planTables(
  client: Queryable,
  contracts: readonly FeedContract[],
): Promise<readonly PlannedTable[]> {
  const plan: PlannedTable[] = [];
  for (const [contract, known] of await changedFeeds(client, contracts))
    plan.push({
      feed: contract.id,
      isNew: known === undefined,
      statements: await statementsFor(client, contract, known),
    });
  return plan;
}

/**
 * Built with the first release, not before it: that takes a third of the time of keeping them row by row.
 * Readers go on meanwhile, which is why the version's key is an index and not a constraint. Another index for
 * every feed needs a migration too, for those that have releases already.
 */
export async function createIndexes(client: pg.ClientBase, contract: FeedContract): Promise<void> {
  for (const statement of indexesOf(contract).values()) await client.query(statement);
}

/** Statements, by the names of the indexes. */
function indexesOf(contract: FeedContract): ReadonlyMap<string, string> {
  const table = tableOf(contract);
  const indexes = new Map<string, string>();
  const add = (suffix: string, rest: string, kind = "INDEX"): void => {
    const name = indexName(contract, suffix);
    indexes.set(name, `CREATE ${kind} IF NOT EXISTS ${name} ON ${table} ${rest}`);
  };
  add("version", "(record_id, opened_in)", "UNIQUE INDEX");
  indexes.set(indexName(contract, "opened_in"), openingsIndex(contract));
  add("closed_in", "(closed_in) WHERE closed_in IS NOT NULL");
  add("withdrawn_in", "(record_id) WHERE withdrawn_in IS NOT NULL");
  // In the order of the feed's lists: a department that has few of a million records would else be looked for
  // through all of them.
  add("department", `(department, "${snakeCase(contract.order.field)}", record_id) WHERE closed_in IS NULL`);
  for (const { indexed, sqlName, kind } of storedFields(contract)) {
    if (!indexed) continue;
    const columns = kind === "codes" ? `USING gin ("${sqlName}")` : `("${sqlName}", record_id)`;
    add(sqlName, `${columns} WHERE closed_in IS NULL`);
  }
  return indexes;
}

/** BRIN index: rows that a release opened lie together, so a few bytes find them. */
export function openingsIndex(feed: FeedName): string {
  return `CREATE INDEX IF NOT EXISTS ${indexName(feed, "opened_in")} ON ${tableOf(feed)} USING brin (opened_in)`;
}

/** The first releases' feeds had no salts. */
export function saltColumn(feed: FeedName): string {
  return `ALTER TABLE ${tableOf(feed)} ADD COLUMN ${SALT_COLUMN}`;
}

/** Rows that were checked by a version that made no leaves. */
export function stagedLeaf(table: string): string {
  return `ALTER TABLE "staging"."${table}" ADD COLUMN ${SALT_COLUMN}, ADD COLUMN leaf bytea`;
}

/**
 * Statistics and visibility after a large change, at once: the embedded database has nothing that would do it
 * later.
 */
export async function tidyTable(database: Database, contract: FeedContract): Promise<void> {
  await database.pool.query(`VACUUM (ANALYZE) ${tableOf(contract)}`);
}

/** A process of before leaves it to the database. */
const SALT_COLUMN = "salt uuid NOT NULL DEFAULT gen_random_uuid()";

const PREPARE_LOCK = 7_420_001;

const VERSION_COLUMNS = [
  "record_id uuid NOT NULL",
  "opened_in int NOT NULL",
  "closed_in int",
  "withdrawn_in int",
  "department text NOT NULL",
  "file_row int NOT NULL",
  "content_hash bytea NOT NULL",
  SALT_COLUMN,
] as const;

interface KnownFeed {
  readonly id: string;
  readonly shape: string;
  readonly version: number;
}
type KnownFeeds = ReadonlyMap<string, KnownFeed>;

async function knownFeeds(client: Queryable): Promise<KnownFeeds> {
  const { rows: found } = await client.query<{ table: string | null }>(
    "SELECT to_regclass('hub.feed') AS table",
  );
  if (found[0]?.table == null) return new Map();
  const { rows } = await client.query<KnownFeed>("SELECT id, shape, version FROM hub.feed");
  return new Map(rows.map((feed) => [feed.id, feed]));
}

/** With what is known of each. Throws for what cannot be changed. */
async function changedFeeds(
  client: Queryable,
  contracts: readonly FeedContract[],
): Promise<readonly (readonly [FeedContract, KnownFeed | undefined])[]> {
  const known = await knownFeeds(client);
  const changed = contracts
    .map((contract) => [contract, known.get(contract.id)] as const)
    .filter(([contract, feed]) => feed?.shape !== shapeOf(contract));
  for (const [contract, feed] of changed) if (feed) await refuseChange(client, contract, feed.shape);
  return changed;
}

async function statementsFor(
  client: Queryable,
  contract: FeedContract,
  known: KnownFeed | undefined,
): Promise<readonly string[]> {
  const table = tableOf(contract);
  const columns = fieldColumns(contract);
  if (!known)
    return [
      `CREATE SCHEMA IF NOT EXISTS "${schemaOf(contract)}"`,
      `CREATE TABLE IF NOT EXISTS ${table} (${[...VERSION_COLUMNS, ...columns].join(", ")})`,
    ];
  const fields = storedFields(contract);
  const added = columns.filter((_, at) => isAdded(fields[at], known.shape));
  const indexes = known.version > 0 ? await missingIndexes(client, contract) : [];
  return [...added.map((column) => `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${column}`), ...indexes];
}

async function missingIndexes(client: Queryable, contract: FeedContract): Promise<readonly string[]> {
  const indexes = indexesOf(contract);
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS name WHERE to_regclass('"${schemaOf(contract)}".' || name) IS NULL`,
    [[...indexes.keys()]],
  );
  return rows.flatMap(({ name }) => indexes.get(name) ?? []);
}

type FeedName = Pick<FeedContract, "id">;

function indexName(feed: FeedName, suffix: string): string {
  return `"${shorten(`${nameOf(feed)}_${suffix}`)}"`;
}

/** PostgreSQL cuts names at 63 bytes, and two that are cut to the same would be one. */
function shorten(name: string): string {
  return name.length <= 63 ? name : `${name.slice(0, 54)}_${hash("sha256", name, "hex").slice(0, 8)}`;
}

function schemaOf({ id }: FeedName): string {
  return subgraphOf(id).replaceAll("-", "_");
}

function nameOf({ id }: FeedName): string {
  return id.slice(id.indexOf(".") + 1).replaceAll("-", "_");
}
