import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openTestDatabase } from "../../../../test/open-test-database.js";
import { findPostgresBinaries, startCluster } from "../../../../scripts/bench/postgres-cluster.js";
import { notices, prepareStore, publish, publishedRows } from "../store.test-data.js";
import { verifyChain } from "../write/verify.js";
import { connect, openDatabase, type Database } from "./database.js";
import { HUB_TABLES } from "./hub-tables.js";
import { migrate } from "./migrate.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.pool.query("CREATE TABLE counter (id int PRIMARY KEY, value int NOT NULL)");
  await database.pool.query("INSERT INTO counter VALUES (1, 0)");
});

afterAll(async () => {
  await database.close();
});

const readCounter = async (): Promise<number | undefined> =>
  (await database.pool.query<{ value: number }>("SELECT value FROM counter WHERE id = 1")).rows[0]?.value;

describe("values", () => {
  test("bigint and count are numbers, numeric and date are text, a time is a Date, a list is an array", async () => {
    const { rows } = await database.pool.query(`
      SELECT 9007199254740991::int8 AS large, count(*) AS count, 0.50::numeric AS amount, '2020-02-29'::date AS day, '2020-06-03T01:02:03.004Z'::timestamptz AS time,
        ARRAY['A', 'B"\\,'] AS list, '\\x00ff'::bytea AS bytes, true AS flag, NULL::text AS nothing`);
    expect(rows).toEqual([
      {
        large: 9007199254740991,
        count: 1,
        amount: "0.50",
        day: "2020-02-29",
        time: new Date("2020-06-03T01:02:03.004Z"),
        list: ["A", 'B"\\,'],
        bytes: Buffer.from([0, 255]),
        flag: true,
        nothing: null,
      },
    ]);
  });

  test("a bigint that a number cannot hold exactly is an error and not another number", async () => {
    await expect(database.pool.query("SELECT 9007199254740993::int8")).rejects.toThrow(RangeError);
  });
});

describe("a transaction", () => {
  test("whose work throws leaves nothing", async () => {
    const before = await readCounter();
    await expect(
      database.transaction(async (client) => {
        await client.query("UPDATE counter SET value = value + 1");
        throw new Error("stop");
      }),
    ).rejects.toThrow("stop");
    expect(await readCounter()).toBe(before);
  });

  test("that swallowed the error of a statement is reported as rolled back", async () => {
    await expect(
      database.transaction(async (client) => {
        await client.query("SELECT 1 / 0").catch(() => undefined);
      }),
    ).rejects.toThrow("rolled back");
  });

  test("whose connection dies is rolled back, and others go on", async () => {
    const before = await readCounter();
    const client = await connect(database.connection);
    client.on("error", () => undefined);
    await client.query("BEGIN");
    await client.query("UPDATE counter SET value = value + 100");
    const pending = client.query("SELECT pg_sleep(0.2)").catch(() => undefined);
    breakSocket(client);
    await pending;
    await database.transaction((other) => other.query("UPDATE counter SET value = value + 1"));
    expect(await readCounter()).toBe((before ?? 0) + 1);
  });
});

test("many connections at once get their own answers, in and out of transactions", async () => {
  const clients = await Promise.all(Array.from({ length: 6 }, () => connect(database.connection)));
  const before = (await readCounter()) ?? 0;
  const rounds = 40;
  await Promise.all(
    clients.map(async (client, index) => {
      for (let round = 0; round < rounds; round += 1) {
        const mark = `${index}/${round}/${"示例".repeat(round * 20)}`;
        const { rows } = await client.query<{ mark: string; length: number }>(
          "SELECT $1::text AS mark, length($1::text) AS length",
          [mark],
        );
        expect(rows).toEqual([{ mark, length: mark.length }]);
        await expect(client.query("SELECT 1 / $1::int", [0])).rejects.toMatchObject({ code: "22012" });
        if (round % 4 === index % 4) {
          await client.query("BEGIN");
          const { rows } = await client.query<{ value: number }>(
            "SELECT value FROM counter WHERE id = $1 FOR UPDATE",
            [1],
          );
          await client.query("UPDATE counter SET value = $1 WHERE id = 1", [(rows[0]?.value ?? 0) + 1]);
          await client.query("COMMIT");
        }
      }
    }),
  );
  await Promise.all(clients.map((client) => client.end()));
  expect(await readCounter()).toBe(before + (clients.length * rounds) / 4);
});

test("an address where no database listens is a sentence and no stack", async () => {
  await expect(
    openDatabase({ url: "postgres://nobody@127.0.0.1:1/none", directory: ":memory:" }),
  ).rejects.toMatchObject({ code: "DATABASE_REFUSED", details: { database: "127.0.0.1:1/none" } });
});

const server = process.env["TEST_DATABASE_URL"];

const onServer = server === undefined ? test.skip : test;

onServer.each([
  ["whose encoding is not UTF-8", "ENCODING 'SQL_ASCII' LOCALE 'C'", null, "UTF8"],
  ["whose ctype knows no Chinese", "ENCODING 'UTF8' LOCALE 'C'", null, "ctype"],
  ["whose encoding is Latin-1", "ENCODING 'LATIN1' LOCALE 'C'", null, "UTF8"],
  ["whose dates are not ISO", "ENCODING 'UTF8' LOCALE 'C.UTF-8'", "SET datestyle TO 'German'", "datestyle"],
])("a server's database %s is refused with what to do", async (_, creation, setting, hint) => {
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await database.pool.query(`CREATE DATABASE ${name} ${creation} TEMPLATE template0`);
  if (setting !== null) await database.pool.query(`ALTER DATABASE ${name} ${setting}`);
  const url = new URL(server ?? "");
  url.pathname = `/${name}`;
  await expect(openDatabase({ url: url.href, directory: ":memory:" })).rejects.toMatchObject({
    code: expect.stringMatching(/^DATABASE_(?:UNUSABLE|REFUSED)$/),
    details: { reasonEn: expect.stringContaining(hint) },
  });
  await database.pool.query(`DROP DATABASE ${name}`);
});

onServer.each([
  ["in which its user may not create schemas", null, "GRANT CREATE ON DATABASE"],
  ["that is read-only", "SET default_transaction_read_only TO on", "it is read-only"],
])("a server's database %s is refused when a hub would start, with what to do", async (_, setting, hint) => {
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await database.pool.query(`CREATE DATABASE ${name} ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0`);
  await database.pool.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
  if (setting !== null) await database.pool.query(`ALTER DATABASE ${name} ${setting}`);
  const url = new URL(server ?? "");
  [url.pathname, url.username, url.password] = [`/${name}`, name, name];
  const opened = await openDatabase({ url: url.href, directory: ":memory:" });
  await expect(migrate(opened, [HUB_TABLES])).rejects.toMatchObject({
    code: "DATABASE_UNUSABLE",
    details: { reasonEn: expect.stringContaining(hint) },
  });
  await opened.close();
  await database.pool.query(`DROP DATABASE ${name}`);
  await database.pool.query(`DROP ROLE ${name}`);
});

onServer("another user's tables are refused with what to do, and left as they are", async () => {
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await database.pool.query(`CREATE DATABASE ${name} ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0`);
  await database.pool.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
  const url = new URL(server ?? "");
  url.pathname = `/${name}`;
  const owner = await openDatabase({ url: url.href, directory: ":memory:" });
  await migrate(owner, [HUB_TABLES]);
  [url.username, url.password] = [name, name];
  const { status, output } = await start(url.href);
  expect(output).toContain("pg_restore --no-owner");
  expect(output).toContain("[DATABASE_UNUSABLE]");
  expect(status).toBe(1);
  await owner.close();
  await database.pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await database.pool.query(`DROP ROLE ${name}`);
});

onServer("a database whose collations are ICU's has feeds in the order of every other", async () => {
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await database.pool.query(
    `CREATE DATABASE ${name} ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'zh-Hans-CN' LOCALE 'C' TEMPLATE template0`,
  );
  const url = new URL(server ?? "");
  url.pathname = `/${name}`;
  const opened = await openDatabase({ url: url.href, directory: ":memory:" });
  await prepareStore(opened, [notices]);
  const numbers = ["b", "A", "a", "B", "丁", "一"];
  await publish(
    opened,
    notices,
    "slj",
    numbers.map((number) => ({ number, title: "示例", decidedOn: "2020-01-01" })),
  );
  // By bytes, not by pinyin and without regard to case.
  expect((await publishedRows(opened, notices, "slj")).map(({ number }) => number)).toEqual(
    numbers.toSorted(),
  );
  await opened.close();
  await database.pool.query(`DROP DATABASE ${name}`);
});

const binaries = server === undefined ? null : findPostgresBinaries();

(binaries === null ? test.skip : test)(
  "a replica is refused with one sentence by `npm start`, and not by a command that only reads",
  async () => {
    const cluster = startCluster(binaries ?? "", ["fsync=off"]);
    try {
      const owner = await openDatabase({ url: cluster.url, directory: ":memory:" });
      await migrate(owner, [HUB_TABLES]);
      await owner.close();
      cluster.down("fast");
      // It follows nobody, and recovers for ever.
      await writeFile(join(cluster.folder, "data", "standby.signal"), "");
      cluster.up();
      const { status, output } = await start(cluster.url);
      expect(output).toContain("it is a read replica, or still recovering");
      expect(output).toContain("[DATABASE_UNUSABLE]");
      expect(status).toBe(1);
      const replica = await openDatabase({ url: cluster.url, directory: ":memory:" });
      expect((await verifyChain(replica.pool, [])).problems).toEqual([]);
      await replica.close();
    } finally {
      cluster.stop();
    }
  },
);

onServer.each([
  ["140009", "14.9"],
  ["90624", "9.6.24"],
])(
  "a server of version %s is refused by `npm start` with one sentence, and left as it is",
  async (number, shown) => {
    const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
    const url = new URL(server ?? "");
    url.pathname = `/${name}`;
    await database.pool.query(`CREATE DATABASE ${name} ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0`);
    const client = await connect({ connectionString: url.href });
    // The server looks here first for the function that reports its version.
    await client.query(`CREATE FUNCTION public.current_setting(of text) RETURNS text LANGUAGE sql AS
    $$SELECT CASE of WHEN 'server_version_num' THEN '${number}' ELSE pg_catalog.current_setting(of) END$$`);
    await database.pool.query(`ALTER DATABASE ${name} SET search_path TO public, pg_catalog`);
    const { status, output } = await start(url.href);
    expect(output.trim().split("\n")).toEqual([
      expect.stringContaining(`需要 PostgreSQL 15 或更新的版本，此服务器是 ${shown}，请升级`),
      expect.stringContaining(`PostgreSQL 15 or later is needed, and this server is ${shown}: upgrade it`),
    ]);
    expect(status).toBe(1);
    const { rows } = await client.query(
      "SELECT FROM pg_namespace WHERE nspname IN ('hub', 'registry', 'disclosure')",
    );
    expect(rows).toEqual([]);
    await client.end();
    await database.pool.query(`DROP DATABASE ${name}`);
  },
);

/** `tongcha start`, until it ends. */
function start(url: string): Promise<{ readonly status: number | null; readonly output: string }> {
  const program = fileURLToPath(new URL("../../../../scripts/tongcha.js", import.meta.url));
  const environment = { ...process.env, DATABASE_URL: url, PORT: "0", SAMPLES: "false" };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, "start"], { env: environment }, (_, stdout, stderr) =>
      resolve({ status: child.exitCode, output: stdout + stderr }),
    );
  });
}

/** As when the process at the other end is killed. */
function breakSocket(client: object): void {
  if (
    !("connection" in client) ||
    typeof client.connection !== "object" ||
    client.connection === null ||
    !("stream" in client.connection)
  )
    throw new Error("pg has changed");
  const { stream } = client.connection;
  if (
    typeof stream === "object" &&
    stream !== null &&
    "destroy" in stream &&
    typeof stream.destroy === "function"
  )
    stream.destroy();
}
