import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { Migration } from "@mikro-orm/migrations";
import { VERSION } from "#schema/runtime/version.js";
import { tablesOf } from "../../scripts/start/tables.js";
import { planUpgrade, upgrade } from "../../scripts/start/upgrade.js";
import type { FeedContract } from "../../services/kit/feed/contract.js";
import { defineFeed } from "../../services/kit/feed/define-feed.js";
import { discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import type { Subgraph } from "../../services/kit/graph/serve/define-subgraph.js";
import { openLiveFeeds } from "../../services/kit/graph/serve/live-feeds.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { migrate } from "../../services/kit/store/open/migrate.js";
import { createIndexes, prepareTables } from "../../services/kit/store/open/tables.js";
import type { Release } from "../../services/kit/store/read/releases.js";
import {
  notices,
  noticesDefinition,
  prepareStore,
  publish,
  publishedRows,
  type Cells,
} from "../../services/kit/store/store.test-data.js";
import { fillLog } from "../../services/kit/store/write/fill-log.js";
import { verifyChain } from "../../services/kit/store/write/verify.js";
import { createIndexes as createSearchIndexes } from "../../services/search/index/tables.js";
import { openTestDatabase } from "../open-test-database.js";
import { SHIPPED } from "../prepared.js";

/** Feeds of which the first release's database has releases, and so indexes. */
const RELEASED: ReadonlySet<string> = new Set(["directory.departments", "enforcement.penalties"]);

let found: readonly Subgraph[];
let database: Database;
beforeAll(async () => {
  found = await discoverSubgraphs();
});

const refuse = (fault: Error): never => {
  throw fault;
};

/** Prepares the tables as a start does. */
async function start(opened: Database): Promise<void> {
  await migrate(opened, tablesOf(found));
  await fillLog(opened, (await openLiveFeeds(opened, found, refuse)).contractAt);
}

async function openFixture(name: "first-release" | "several-histories"): Promise<Database> {
  const opened = await openTestDatabase();
  await opened.pool.query(
    await readFile(new URL(`../../../test/store/${name}.sql`, import.meta.url), "utf8"),
  );
  return opened;
}

test("the first release's database has a fresh one's tables after a start, all its rows, and a sound chain", async () => {
  const fresh = await openTestDatabase(SHIPPED);
  for (const contract of found.flatMap(({ feeds }) => feeds).filter(({ id }) => RELEASED.has(id)))
    await fresh.transaction((client) => createIndexes(client, contract));
  const wanted = await schemaOf(fresh);
  await fresh.close();

  database = await openFixture("first-release");
  const before = await rowsOf(database);
  expect(before.get("enforcement.penalties")).toHaveLength(4);
  const asItWas = await schemaOf(database);
  const { from, steps, feeds } = await planUpgrade(database);
  expect(from).toBeNull();
  expect(steps.find(({ name }) => name === "2026-11-index-openings")?.statements).toEqual([
    expect.stringContaining('"departments_opened_in"'),
    expect.stringContaining('"penalties_opened_in"'),
  ]);
  expect(feeds.find(({ feed }) => feed === "enforcement.penalties")).toMatchObject({
    isNew: false,
    statements: expect.arrayContaining([expect.stringMatching(/^ALTER TABLE .* ADD COLUMN/)]),
  });
  expect(feeds.some(({ isNew }) => isNew)).toBe(true);
  // It was told, and nothing was changed.
  expect(await schemaOf(database)).toEqual(asItWas);
  expect(await rowsOf(database)).toEqual(before);
  expect(await upgrade(database)).toEqual(steps.map(({ name }) => name));
  expect(await planUpgrade(database)).toEqual({ from: VERSION, steps: [], feeds: [], later: [] });
  await createSearchIndexes(database);
  expect(await schemaOf(database)).toEqual(wanted);
  await expectRows(before);
  expect(
    await verifyChain(database.pool, (await openLiveFeeds(database, found, refuse)).all()),
  ).toMatchObject({
    releases: 2,
    problems: [],
  });
  await database.close();
});

describe("a database whose parts have histories of their own", () => {
  const refused = {
    code: "DATABASE_UNUSABLE",
    details: { reasonEn: expect.stringContaining("2027-03-merge") },
  };
  beforeAll(async () => {
    database = await openFixture("several-histories");
  });
  afterAll(() => database.close());

  test("is refused, and left as it is, where one of them has a step of a newer release", async () => {
    await database.pool.query("INSERT INTO registry.migration (name) VALUES ('2027-03-merge')");
    const before = await schemaOf(database);
    await expect(start(database)).rejects.toMatchObject(refused);
    expect(await schemaOf(database)).toEqual(before);
    await database.pool.query("DELETE FROM registry.migration WHERE name = '2027-03-merge'");
  });

  test("is taken over with every row and the time of every step, once, however many processes start", async () => {
    const before = await rowsOf(database);
    expect(before.size).toBeGreaterThan(20);
    const histories = await stepsOf("disclosure.migration UNION ALL SELECT * FROM registry.migration");
    expect(histories).toHaveLength(9);
    // The embedded database has one process.
    const processes = database.kind === "server" ? 4 : 1;
    await Promise.all(Array.from({ length: processes }, () => start(database)));
    await start(database);
    await expectRows(before);
    const history = await stepsOf("hub.migration");
    expect(history).toEqual(expect.arrayContaining([...histories]));
    const wanted = tablesOf(found).flatMap(({ migrations }) => migrations.map(({ name }) => name));
    expect(history.map(({ name }) => name)).toEqual(wanted.toSorted());
  });

  test("then shows the one history where a release of before looks for its own", async () => {
    const one = await stepsOf("hub.migration");
    expect(await stepsOf("disclosure.migration")).toEqual(one);
    expect(await stepsOf("registry.migration")).toEqual(one);
  });

  test("and is refused, and left as it is, once a newer release has changed it", async () => {
    await database.pool.query("INSERT INTO hub.migration (name) VALUES ('2027-03-merge')");
    const before = await schemaOf(database);
    await expect(start(database)).rejects.toMatchObject(refused);
    await database.pool.query(
      "INSERT INTO hub.version (version, since) VALUES ('10.0.0', now() + interval '1 s')",
    );
    const named = { details: { reasonEn: expect.stringContaining("start 10.0.0 or later") } };
    await expect(start(database)).rejects.toMatchObject(named);
    await expect(planUpgrade(database)).rejects.toMatchObject(named);
    // Also when a step of this release is missing, which would be made up for.
    await database.pool.query("DELETE FROM hub.migration WHERE name = '2026-11-keep-texts'");
    await expect(start(database)).rejects.toMatchObject(refused);
    expect(await schemaOf(database)).toEqual(before);
  });
});

describe("while processes of two versions run on one database", () => {
  const { people: _, ...columns } = noticesDefinition.columns;
  const [older, newer] = [defineFeed({ ...noticesDefinition, columns }), notices];
  const numbers = async (contract: FeedContract): Promise<readonly unknown[]> =>
    (await publishedRows(database, contract, "slj")).map(({ number }) => number);
  const hand = (contract: FeedContract, number: string, more: Cells = {}): Promise<Release | null> =>
    publish(database, contract, "slj", [{ number, title: "示例", decidedOn: "2020-01-01", ...more }]);
  beforeAll(async () => {
    database = await openTestDatabase();
    await prepareStore(database, [older]);
    await hand(older, "1");
  });
  afterAll(() => database.close());

  test("both publish and read, and the chain is sound", async () => {
    await prepareStore(database, [newer], {
      schema: "hub",
      migrations: [{ name: "2027-03-merge", class: Merge }],
    });
    await hand(newer, "2", { people: "3" });
    await hand(older, "3");
    // What the older one does not know of a record that it corrects is empty from then on.
    await hand(older, "2", { title: "更正" });
    for (const contract of [older, newer]) expect(await numbers(contract)).toEqual(["1", "2", "3"]);
    expect(await verifyChain(database.pool, [newer])).toMatchObject({ releases: 4, problems: [] });
  });

  test("an older one does not start again, and says which version is needed", async () => {
    const named = { details: { reasonEn: expect.stringContaining("start 10.0.0 or later") } };
    await database.pool.query(
      "INSERT INTO hub.version (version, since) VALUES ('10.0.0', now() + interval '1 s')",
    );
    await expect(prepareStore(database, [older])).rejects.toMatchObject(named);
    // Nor where no step, but a feed's table has changed.
    await expect(prepareTables(database, [older])).rejects.toMatchObject(named);
  });
});

class Merge extends Migration {
  override up(): void {
    this.addSql("CREATE TABLE hub.merged (one int)");
  }
}

async function stepsOf(table: string): Promise<readonly { readonly name: string; readonly at: Date }[]> {
  const { rows } = await database.pool.query<{ name: string; at: Date }>(
    `SELECT name, executed_at AS at FROM (SELECT * FROM ${table}) AS history ORDER BY name`,
  );
  return rows;
}

/** All rows of all tables but histories, by table. */
async function rowsOf({ pool }: Database): Promise<ReadonlyMap<string, readonly object[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname ${OURS} AND tablename <> 'migration'`,
  );
  const found = new Map<string, readonly object[]>();
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: object }>(`SELECT to_jsonb(t) AS row FROM ${name} t`);
    if (rows.length > 0)
      found.set(
        name,
        rows.map(({ row }) => row),
      );
  }
  return found;
}

/**
 * Nothing of a row is lost or changed, and no row is more; fields that follow from a feed's contract may be
 * new.
 */
async function expectRows(before: ReadonlyMap<string, readonly object[]>): Promise<void> {
  const after = await rowsOf(database);
  for (const [table, rows] of before) {
    const now = after.get(table) ?? [];
    if (table !== "hub.feed") expect(now).toHaveLength(rows.length);
    for (const row of rows) {
      const kept = table === "hub.feed" ? { ...row, shape: expect.any(String) } : row;
      expect(now).toContainEqual(expect.objectContaining({ ...kept }));
    }
  }
}

const OURS = "NOT IN ('information_schema', 'pg_catalog', 'pg_toast', 'public', 'staging')";

/** Columns, constraints, indexes, views, functions and triggers, as the database itself tells them. */
async function schemaOf({ pool }: Database): Promise<readonly string[]> {
  const { rows } = await pool.query<{ told: string }>(`
    WITH class AS (SELECT c.*, format('%I.%I', nspname, relname) AS full_name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname ${OURS})
    SELECT concat_ws(' ', full_name, attname, format_type(atttypid, atttypmod), nullif(attcollation, 0)::regcollation, CASE WHEN attnotnull THEN 'NOT NULL' END,
      pg_get_expr(adbin, adrelid), attidentity, attgenerated, nullif(attstattarget, -1)) AS told
      FROM class c JOIN pg_attribute a ON attrelid = c.oid LEFT JOIN pg_attrdef ON adrelid = c.oid AND adnum = attnum WHERE relkind IN ('r', 'v') AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT concat_ws(' ', full_name, conname, pg_get_constraintdef(k.oid)) FROM class c JOIN pg_constraint k ON conrelid = c.oid WHERE contype <> 'n'
    UNION ALL SELECT pg_get_indexdef(oid) FROM class WHERE relkind = 'i'
    UNION ALL SELECT concat_ws(' ', full_name, pg_get_viewdef(oid)) FROM class WHERE relkind = 'v'
    UNION ALL SELECT pg_get_triggerdef(t.oid) FROM class c JOIN pg_trigger t ON tgrelid = c.oid WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname ${OURS}`);
  return rows.map(({ told }) => told).toSorted();
}
