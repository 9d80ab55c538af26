/**
 * Tables made from contracts: one per feed, every version of every record in it.
 *
 *   record_id, opened_in, closed_in, withdrawn_in, department, file_row, content_hash, and the stored fields
 *
 * `opened_in` and `closed_in` are release numbers. A record that was withdrawn by law (credit repair,
 * revocation, end of publicity) has `withdrawn_in` on all its versions and is shown by no door any more. A
 * new field or index is added to a table that exists, and a key may change as `formerKeys` of the contract says:
 * releases and their hashes stay as they are. Any other change of a contract's shape is refused with
 * DATABASE_UNUSABLE, for it needs a decision about what is published already.
 */
import { hash } from "node:crypto";
import type pg from "pg";
import { HubError } from "#schema/errors.js";
import { subgraphOf, type FeedContract } from "../../feed/contract.js";
import { snakeCase, storedFields, type StoredField } from "../../feed/stored-fields.js";
import type { Database } from "./database.js";

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

export function sqlTypeOf(field: Pick<StoredField, "kind">): string {
  switch (field.kind) {
    case "date":
      return "date";
    case "decimal":
      return "numeric";
    case "integer":
      return "bigint";
    case "boolean":
      return "boolean";
    case "codes":
      return "text[]";
    default:
      return "text";
  }
}

/**
 * Creates what is missing. Safe to run from several processes at once; nothing is locked when nothing
 * changed.
 */
export async function prepareTables(database: Database, contracts: readonly FeedContract[]): Promise<void> {
  const isCurrent = (known: KnownFeeds): boolean =>
    contracts.every((contract) => known.get(contract.id)?.shape === shapeOf(contract));
  if (isCurrent(await knownFeeds(database.pool))) return;
  await database.transaction(async (client) => {
    await client.query("SELECT pg_advisory_xact_lock($1)", [PREPARE_LOCK]);
    const known = await knownFeeds(client);
    for (const contract of contracts) await prepareTable(client, contract, known.get(contract.id));
  });
}

/**
 * Built with the first release, not before it: that takes a third of the time of keeping them row by row.
 * Readers go on meanwhile, which is why the version's key is an index and not a constraint. Another index for
 * every feed needs a migration too, for those that have releases already.
 */
export async function createIndexes(client: pg.ClientBase, contract: FeedContract): Promise<void> {
  const table = tableOf(contract);
  const name = (suffix: string): string => indexName(contract, suffix);
  await client.query(
    `CREATE UNIQUE INDEX IF NOT EXISTS ${name("version")} ON ${table} (record_id, opened_in)`,
  );
  await client.query(openingsIndex(contract));
  await client.query(
    `CREATE INDEX IF NOT EXISTS ${name("closed_in")} ON ${table} (closed_in) WHERE closed_in IS NOT NULL`,
  );
  await client.query(
    `CREATE INDEX IF NOT EXISTS ${name("withdrawn_in")} ON ${table} (record_id) WHERE withdrawn_in IS NOT NULL`,
  );
  // In the order of the feed's lists: a department that has few of a million records would else be looked for
  // through all of them.
  await client.query(
    `CREATE INDEX IF NOT EXISTS ${name("department")} ON ${table} (department, "${snakeCase(contract.order.field)}", record_id) WHERE closed_in IS NULL`,
  );
  for (const { indexed, sqlName, kind } of storedFields(contract)) {
    if (!indexed) continue;
    const columns = kind === "codes" ? `USING gin ("${sqlName}")` : `("${sqlName}", record_id)`;
    await client.query(
      `CREATE INDEX IF NOT EXISTS ${name(sqlName)} ON ${table} ${columns} WHERE closed_in IS NULL`,
    );
  }
}

/** BRIN index: rows that a release opened lie together, so a few bytes find them. */
export function openingsIndex(feed: FeedName): string {
  return `CREATE INDEX IF NOT EXISTS ${indexName(feed, "opened_in")} ON ${tableOf(feed)} USING brin (opened_in)`;
}

/**
 * Statistics and visibility after a large change, at once: the embedded database has nothing that would do it
 * later.
 */
export async function tidyTable(database: Database, contract: FeedContract): Promise<void> {
  await database.pool.query(`VACUUM (ANALYZE) ${tableOf(contract)}`);
}

const PREPARE_LOCK = 7_420_001;

const VERSION_COLUMNS = [
  "record_id uuid NOT NULL",
  "opened_in int NOT NULL",
  "closed_in int",
  "withdrawn_in int",
  "department text NOT NULL",
  "file_row int NOT NULL",
  "content_hash bytea NOT NULL",
] as const;

interface KnownFeed {
  readonly id: string;
  readonly shape: string;
  readonly version: number;
}
type KnownFeeds = ReadonlyMap<string, KnownFeed>;

async function knownFeeds(client: pg.ClientBase | pg.Pool): Promise<KnownFeeds> {
  const { rows } = await client.query<KnownFeed>("SELECT id, shape, version FROM hub.feed");
  return new Map(rows.map((feed) => [feed.id, feed]));
}

async function prepareTable(
  client: pg.ClientBase,
  contract: FeedContract,
  known: KnownFeed | undefined,
): Promise<void> {
  const shape = shapeOf(contract);
  if (known?.shape === shape) return;
  if (known) {
    refuseLoss(contract, known.shape);
    refuseNewKey(contract, known.shape);
  }
  const table = tableOf(contract);
  await client.query(`CREATE SCHEMA IF NOT EXISTS "${schemaOf(contract)}"`);
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${table} (${[...VERSION_COLUMNS, ...fieldColumns(contract)].join(", ")})`,
  );
  if (known)
    for (const column of fieldColumns(contract))
      await client.query(`ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${column}`);
  if (known && known.version > 0) await createIndexes(client, contract);
  await client.query(
    "INSERT INTO hub.feed (id, shape) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET shape = excluded.shape",
    [contract.id, shape],
  );
}

/** The key, and each field with its type. */
function shapeOf(contract: FeedContract): string {
  return [
    keyPart(contract.key),
    ...storedFields(contract).map(
      (field) => `${field.sqlName} ${sqlTypeOf(field)}${field.indexed ? INDEXED : ""}`,
    ),
  ].join(";");
}

const KEY = "key ";
const INDEXED = " indexed";

function keyPart(key: readonly string[]): string {
  return KEY + key.join(" ");
}

function refuseLoss(contract: FeedContract, before: string): void {
  const partsOf = (shape: string): readonly string[] =>
    shape.split(";").flatMap((part) => (part.startsWith(KEY) ? [] : [part.replace(INDEXED, "")]));
  const now = new Set(partsOf(shapeOf(contract)));
  const lost = partsOf(before)
    .filter((part) => !now.has(part))
    .join(", ");
  if (lost !== "")
    throw new HubError("DATABASE_UNUSABLE", {
      reason: `报送事项 ${contract.id} 的定义不再有：${lost}。请恢复，或给改动的字段换一个新名称`,
      reasonEn: `the contract of ${contract.id} no longer has: ${lost}. Restore it, or give the changed field a new name`,
    });
}

/**
 * Refuses a change of the key that would publish records again under the new key, beside those under the old
 * one.
 */
function refuseNewKey(contract: FeedContract, before: string): void {
  const [then = "", ...fields] = before.split(";");
  if (then === keyPart(contract.key)) return;
  const former = contract.formerKeys.find((names) => keyPart(names) === then);
  const added = contract.key.slice(former?.length).map((field) => `${snakeCase(field)} `);
  const mayStay =
    contract.mode === "snapshot" || !fields.some((part) => added.some((name) => part.startsWith(name)));
  if (former && mayStay) return;
  const key = then.slice(KEY.length);
  throw new HubError("DATABASE_UNUSABLE", {
    reason: `报送事项 ${contract.id} 的主键改变了（原为 ${key}）。请恢复原主键；全量报送的，或主键只是增加了新的选填列的，也可以在报送事项定义的 formerKeys 中写明原主键`,
    reasonEn: `the key of ${contract.id} changed (it was ${key}). Restore it; where a file is the whole list, or the key has grown by a new optional column, name it in the contract's formerKeys`,
  });
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
