/**
 * Sources of several hubs on one database: each is read by one of them, and what a killed hub was at is read
 * by another. The source is a view of a department's PostgreSQL, or a server that keeps its hub waiting.
 */
import type { ServerResponse } from "node:http";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Database } from "../../services/kit/store/open/database.js";
import { demand, startProcess, tokenFor, type HubProcess } from "../hub-process.js";
import { startDatabaseProxy, type DatabaseProxy } from "../database-proxy.js";
import { openTestDatabase } from "../open-test-database.js";
import { penaltyCsv, penaltyRow } from "../penalty-file.js";
import { copyKeys, copyPrepared, WITH_DIRECTORY } from "../prepared.js";
import { valueAt } from "../start-hub.js";
import { until } from "../until.js";
import { openHttpSource, type HttpSource } from "./servers.js";

const SERVER = process.env["TEST_DATABASE_URL"];
const SECRET = "S3cret-register";

let folder: string;
let database: Database | null = null;
let register: Database | null = null;
/** The test's server may have a Unix socket alone. */
let line: DatabaseProxy | null = null;
let http: HttpSource;
/** Requests for the first source, which wait for an answer. */
let waiting: ServerResponse[] = [];
let supervisor: string;
const hubs: HubProcess[] = [];
const reader = `reader_${crypto.randomUUID().slice(0, 8)}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-source-hubs-"));
  http = await openHttpSource((request, response) => {
    if (request.url === "/slow.csv") waiting.push(response);
    else response.writeHead(503).end();
  });
  // The embedded database has one process: there the hub that is killed is started again.
  if (SERVER === undefined) await copyPrepared(WITH_DIRECTORY, join(folder, "one"));
  else {
    database = await openTestDatabase(WITH_DIRECTORY);
    register = await openTestDatabase();
    const { connection } = register;
    line = await startDatabaseProxy("connectionString" in connection ? connection.connectionString : "");
    for (const name of ["one", "two"]) await copyKeys(WITH_DIRECTORY, join(folder, name));
  }
  await writeFile(
    join(folder, "sources.json"),
    JSON.stringify([
      source("slow", { kind: "http", url: `${http.url}/slow.csv` }),
      source("probe", { kind: "http", url: `${http.url}/probe.csv` }),
      ...["published", "writes", "naps"].map((table) => source(table, inRegister(table))),
    ]),
  );
  supervisor = await tokenFor(join(folder, "one"), "supervisor", null);
  hubs.push(await start("one"));
});
afterAll(async () => {
  for (const hub of hubs) if (!hub.hasEnded()) await hub.end("SIGKILL");
  await http.close();
  line?.close();
  await register?.close();
  if (database) {
    await database.pool.query(`DROP ROLE IF EXISTS ${reader}`);
    await database.close();
  }
  await rm(folder, { recursive: true, force: true });
});

function source(id: string, from: object): object {
  const [feed, department, schedule] = ["enforcement.penalties", "scjgj", "0 6 * * *"];
  return {
    id,
    title: "示例系统",
    feed,
    department,
    schedule,
    timeLimitSeconds: id === "naps" ? 2 : 600,
    from,
  };
}

function inRegister(table: string): object {
  const at = new URL(line?.url ?? "postgres://127.0.0.1/none");
  return {
    kind: "postgresql",
    host: at.hostname,
    port: Number(at.port || 5432),
    database: at.pathname.slice(1),
    user: reader,
    secret: "register",
    tls: false,
    table: `public.${table}`,
    orderBy: ["decisionNumber"],
  };
}

function start(name: string): Promise<HubProcess> {
  const connection = database?.connection;
  return startProcess(["start"], {
    TMPDIR: folder,
    TONGCHA_DATA: join(folder, name),
    SOURCES: join(folder, "sources.json"),
    SOURCE_SECRETS: JSON.stringify({ register: SECRET }),
    SOURCE_NETWORKS: "127.0.0.0/8,::1/128",
    ...(connection && "connectionString" in connection ? { DATABASE_URL: connection.connectionString } : {}),
  });
}

/** The hub that was started last. */
const last = (): string => hubs.at(-1)?.url ?? "";
const look = async (id: string): Promise<unknown> =>
  valueAt(
    await demand(
      last(),
      "query ($id: ID!) { source(id: $id) { state lastRunAt lastError { code } submission { state rows errors } } }",
      { id },
      supervisor,
    ),
    "source",
  );
const runNow = (id: string): Promise<unknown> =>
  demand(last(), "mutation ($id: ID!) { runSource(id: $id) { id } }", { id }, supervisor);
const isAt = (id: string, state: string) => async (): Promise<boolean> =>
  valueAt(await look(id), "state") === state;
async function run(id: string): Promise<unknown> {
  const before = valueAt(await look(id), "lastRunAt");
  await runNow(id);
  await until(async () => {
    const now = await look(id);
    return valueAt(now, "state") !== "RUNNING" && valueAt(now, "lastRunAt") !== before;
  });
  return look(id);
}

test("one of several hubs reads it; another takes over when that one is killed, and it is handed in once", async () => {
  await runNow("slow");
  await until(() => waiting.length === 1, "the first hub asks the source");
  expect(await look("slow")).toMatchObject({ state: "RUNNING" });
  if (SERVER !== undefined) {
    hubs.push(await start("two"));
    // It looks at all that are due, and begins with none that another is at.
    await runNow("probe");
    await until(isAt("probe", "FAILED"));
    expect(waiting).toHaveLength(1);
  }
  waiting = [];
  await hubs[0]?.end("SIGKILL");
  if (SERVER === undefined) hubs.push(await start("one"));
  await until(() => waiting.length === 1, "the other hub asks the source");
  const body = penaltyCsv([penaltyRow(1), penaltyRow(2)]);
  waiting[0]?.writeHead(200, { "content-length": Buffer.byteLength(body) }).end(body);
  await until(isAt("slow", "HANDED_IN"));
  expect(await look("slow")).toMatchObject({ submission: { state: "SUBMITTED", rows: 2, errors: 0 } });
  const made = await demand(
    last(),
    '{ submissions(feed: "enforcement.penalties") { totalCount } }',
    {},
    supervisor,
  );
  expect(made).toEqual({ submissions: { totalCount: 1 } });
});

(SERVER === undefined ? test.skip : test)(
  "a view of a PostgreSQL database is handed in as it stands, and can only be read",
  async () => {
    const row = { ...penaltyRow(3), violationFacts: '当事人“示例”, 未建立"记录"' };
    const fields = Object.keys(row);
    const typeOf = (name: string): string =>
      name === "fineAmount" ? "numeric" : name.endsWith("Date") ? "date" : "text";
    const pool = register?.pool;
    await pool?.query(
      `CREATE TABLE decided (${fields.map((name) => `"${name}" ${typeOf(name)}`).join(", ")})`,
    );
    await pool?.query(
      `INSERT INTO decided VALUES (${fields.map((_, at) => `$${at + 1}`).join(", ")})`,
      Object.values(row),
    );
    await pool?.query(`
    CREATE VIEW published AS SELECT * FROM decided;
    CREATE VIEW naps AS SELECT *, pg_sleep(60)::text AS remark2 FROM decided;
    CREATE FUNCTION change() RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN DELETE FROM decided; RETURN NULL; END';
    CREATE VIEW writes AS SELECT *, change() AS remark2 FROM decided;
    CREATE ROLE ${reader} LOGIN PASSWORD '${SECRET}';
    GRANT SELECT ON published, naps, writes TO ${reader}`);
    expect(await run("published")).toMatchObject({
      state: "HANDED_IN",
      lastError: null,
      submission: { state: "SUBMITTED", rows: 1, errors: 0 },
    });
    expect(await run("published")).toMatchObject({ state: "UNCHANGED" });
    await pool?.query('UPDATE decided SET "fineAmount" = 0.50');
    expect(await run("published")).toMatchObject({ state: "HANDED_IN" });
    expect(await run("writes")).toMatchObject({ state: "FAILED", lastError: { code: "SOURCE_ANSWER" } });
    const { rowCount } = (await pool?.query("SELECT FROM decided")) ?? { rowCount: null };
    expect(rowCount).toBe(1);
    expect(valueAt(await run("naps"), "lastError", "code")).toMatch(/SOURCE_(?:TIMEOUT|UNREACHABLE)/);
    expect(hubs.flatMap(({ logged }) => logged).join("\n")).not.toContain(SECRET);
  },
);
