import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import type { Caller } from "#schema/caller.js";
import { readOperation, type ReadOperation } from "../../../gateway/engine/prepare/read-operation.js";
import type { ClientUse } from "../../../gateway/graph/composition/finding.js";
import { tablesOf } from "../../../scripts/start/tables.js";
import { migrate } from "../../../services/kit/store/open/migrate.js";
import { usesOf } from "../../../gateway/usage/reader.js";
import { openRecorder, type Recorder } from "../../../gateway/usage/recorder.js";
import type { Database } from "../../../services/kit/store/open/database.js";
import { openTestDatabase } from "../../open-test-database.js";

const SCHEMA = buildSchema(
  "type Query { list(where: Where, by: By): Int name: String } input Where { by: By not: Where } enum By { NAME AGE }",
);

let database: Database;
const opened: Recorder[] = [];
const logged: unknown[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
  await migrate(database, tablesOf([]));
});
afterEach(async () => {
  for (const recorder of opened.splice(0)) await recorder.close();
  await database.pool.query("TRUNCATE registry.operation, registry.operation_use, registry.input_use");
  logged.length = 0;
});
afterAll(() => database.close());

function open(now?: () => Date): Recorder {
  const recorder = openRecorder({ database, log: (entry) => logged.push(entry), ...(now ? { now } : {}) });
  opened.push(recorder);
  return recorder;
}

function read(text: string): ReadOperation {
  const result = readOperation(SCHEMA, text, null);
  if (!result.ok) throw new Error(text);
  return result.read;
}
const TODAY: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
const LIST = read("query List($where: Where, $by: By) { list(where: $where, by: $by) }");
const NAME = read("query Name { name }");

const send = (
  recorder: Recorder,
  client: string,
  prepared = NAME,
  variables = {},
  caller: Caller | null = null,
): void => recorder.record({ schema: SCHEMA, prepared, variables, client, caller, spend: () => undefined });
/** As the transport department's check asks. */
const uses = async (
  coordinate: string,
  days = 30,
  { publisher = "jtj", least = 1 } = {},
): Promise<readonly ClientUse[]> =>
  (await usesOf(database, { days, least })([coordinate, "Query.nothing"], publisher)).get(coordinate) ?? [];
const developerOf = (department: string): Caller => ({
  subject: department,
  name: department,
  department,
  roles: ["developer"],
});
const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

test("what is recorded is read back by coordinate, with its clients, the busiest first, and their operations", async () => {
  const recorder = open();
  send(recorder, "portal@1");
  send(recorder, "portal@1", read("{ name }"));
  for (let count = 0; count < 3; count += 1) send(recorder, "mobile");
  send(recorder, "", LIST, { where: { not: { by: "AGE" } }, by: "NAME" });
  expect(await recorder.flush()).toBe(true);
  expect(await uses("Query.name")).toEqual([
    { client: "mobile", requests: 3, lastDay: TODAY, operations: ["Name"] },
    { client: "portal@1", requests: 2, lastDay: TODAY, operations: ["Name"] },
  ]);
  const fromVariables = [{ client: "", requests: 1, lastDay: TODAY, operations: ["List"] }];
  for (const coordinate of ["Query.list(where:)", "Where", "Where.not", "Where.by", "By.AGE", "By.NAME"])
    expect([coordinate, await uses(coordinate)]).toEqual([coordinate, fromVariables]);
  expect(await usesOf(database, { days: 30, least: 1 })(["Query.other", "Query.name"], "jtj")).toEqual(
    new Map([["Query.name", await uses("Query.name")]]),
  );
});

test("what a text and its variables both use is one use", async () => {
  const recorder = open();
  send(recorder, "a", read("query ($where: Where) { list(where: $where, by: AGE) }"), {
    where: { by: "AGE" },
  });
  await recorder.flush();
  expect(await uses("By.AGE")).toEqual([{ client: "a", requests: 1, lastDay: TODAY, operations: [] }]);
});

test("two processes add up, at the same time and over several flushes", async () => {
  const [one, other] = [open(), open()];
  for (let round = 0; round < 3; round += 1) {
    for (const recorder of [one, other])
      for (const client of ["b", "a"]) send(recorder, client, LIST, { where: { by: "AGE" } });
    expect(await Promise.all([one.flush(), other.flush()])).toEqual([true, true]);
  }
  for (const coordinate of ["Query.list", "Where.by"])
    expect(await uses(coordinate)).toEqual(
      ["a", "b"].map((client) => ({ client, requests: 6, lastDay: TODAY, operations: ["List"] })),
    );
});

describe("what breaks no program", () => {
  const BY = { by: "AGE" };
  const OTHERS_CHECK = { publisher: "wjw" };
  const clients = async (coordinate: string, least = 1): Promise<readonly string[]> =>
    (await uses(coordinate, 30, { least })).map(({ client }) => client);

  test("what a department's developers ask does not hold up their own department, but every other; its clerks count", async () => {
    const recorder = open();
    send(recorder, "trial", LIST, BY, developerOf("jtj"));
    send(recorder, "trial", LIST, BY, developerOf("jtj"));
    await recorder.flush();
    for (const coordinate of ["Query.list", "By.AGE"]) {
      expect(await uses(coordinate)).toEqual([]);
      expect(await uses(coordinate, 30, OTHERS_CHECK)).toMatchObject([
        { client: "trial", requests: 2, operations: ["List"] },
      ]);
    }
    send(recorder, "trial", LIST, BY, developerOf("wjw"));
    send(recorder, "trial", LIST, BY, { ...developerOf("jtj"), roles: ["clerk"] });
    send(recorder, "trial", LIST, BY);
    await recorder.flush();
    for (const coordinate of ["Query.list", "By.AGE"]) {
      expect(await uses(coordinate)).toMatchObject([{ client: "trial", requests: 3 }]);
      expect(await uses(coordinate, 30, OTHERS_CHECK)).toMatchObject([{ client: "trial", requests: 4 }]);
    }
  });

  test("what is tried out in an explorer, of whatever version, holds up nobody; who is only named alike does", async () => {
    const recorder = open();
    for (const client of ["explorer", "explorer@5", "explorers", "my explorer"])
      send(recorder, client, LIST, BY);
    await recorder.flush();
    for (const coordinate of ["Query.list", "By.AGE"])
      expect(await clients(coordinate)).toEqual(["explorers", "my explorer"]);
  });

  test("a client that asked fewer times than the smallest count holds up nobody; its versions count together", async () => {
    const recorder = open();
    const asked = ["rare", "rare", "portal@1", "portal@2", "portal@2", "busy", "busy", "busy"];
    for (const client of asked) send(recorder, client, LIST, BY);
    await recorder.flush();
    for (const coordinate of ["Query.list", "By.AGE"]) {
      expect(await clients(coordinate, 3)).toEqual(["busy", "portal@2", "portal@1"]);
      expect(await clients(coordinate, 4)).toEqual([]);
      expect(await clients(coordinate)).toContain("rare");
    }
  });

  test("who is named is named with the last day on which it asked", async () => {
    let at = daysAgo(5);
    const recorder = open(() => at);
    send(recorder, "a", LIST, BY);
    await recorder.flush();
    const last = daysAgo(2);
    at = last;
    await recorder.flush();
    send(recorder, "a", LIST, BY);
    await recorder.flush();
    const expected = {
      client: "a",
      requests: 2,
      lastDay: last.toISOString().slice(0, 10),
      operations: ["List"],
    };
    for (const coordinate of ["Query.list", "By.AGE"]) expect(await uses(coordinate)).toEqual([expected]);
  });
});

test("what is counted while a flush is under way is in the next one", async () => {
  const recorder = open();
  send(recorder, "a");
  const flushing = recorder.flush();
  send(recorder, "a");
  await flushing;
  await recorder.flush();
  expect((await uses("Query.name"))[0]?.requests).toBe(2);
});

test("a flush that fails keeps its counts, is told once, as is that it works again, and is made good", async () => {
  const recorder = open();
  send(recorder, "a", LIST, { by: "AGE" });
  await database.pool.query("ALTER TABLE registry.input_use RENAME TO gone");
  expect([await recorder.flush(), await recorder.flush()]).toEqual([false, false]);
  expect(await uses("Query.list").catch(() => "no table")).toBe("no table");
  send(recorder, "a", LIST, { by: "AGE" });
  await database.pool.query("ALTER TABLE registry.gone RENAME TO input_use");
  expect(await recorder.flush()).toBe(true);
  for (const coordinate of ["Query.list", "By.AGE"])
    expect(await uses(coordinate)).toEqual([
      { client: "a", requests: 2, lastDay: TODAY, operations: ["List"] },
    ]);
  expect(logged).toMatchObject([{ level: "warn" }, { level: "info", tries: expect.any(Number) }]);
});

test("closing stores what is left", async () => {
  const recorder = open();
  send(recorder, "a");
  await recorder.close();
  expect(await uses("Query.name")).toHaveLength(1);
});

describe("days", () => {
  test("only the last ones are looked at, and each day's uses stay that day's", async () => {
    let at = daysAgo(3);
    const recorder = open(() => at);
    send(recorder, "old");
    at = daysAgo(0);
    await recorder.flush();
    send(recorder, "new");
    await recorder.flush();
    expect((await uses("Query.name", 3)).map(({ client }) => client)).toEqual(["new"]);
    expect((await uses("Query.name", 4)).map(({ client }) => client)).toEqual(["new", "old"]);
  });

  test("what is older than 400 is deleted, with the operations that nobody asks any more", async () => {
    for (const days of [401, 399]) {
      const recorder = open(() => daysAgo(days));
      send(recorder, `${days}`, days === 401 ? LIST : NAME, { by: "AGE" });
      await recorder.flush();
    }
    await open().flush();
    const {
      rows: [left],
    } = await database.pool.query<Record<string, unknown>>(`
      SELECT (SELECT array_agg(client) FROM registry.operation_use) AS clients, (SELECT count(*)::int FROM registry.input_use) AS inputs, (SELECT array_agg(name ORDER BY name) FROM registry.operation) AS operations`);
    expect(left).toEqual({ clients: ["399"], inputs: 0, operations: ["*", "Name"] });
  });
});

test("clients without end are named up to a limit, the others counted together", async () => {
  const recorder = open();
  for (let at = 0; at < 3_000; at += 1) send(recorder, `invented ${at}`);
  await recorder.flush();
  const found = await uses("Query.name");
  expect(found).toHaveLength(101);
  expect(found[0]?.client).toBe("*");
  expect(found.reduce((sum, { requests }) => sum + requests, 0)).toBe(3_000);
  const {
    rows: [{ rows: kept } = { rows: 0 }],
  } = await database.pool.query<{ rows: number }>("SELECT count(*)::int AS rows FROM registry.operation_use");
  expect(kept).toBe(1_000);
});

test("operations without end lose their names, not what they use nor by whom it is used", async () => {
  const recorder = open();
  const wanted = 6_000;
  for (let at = 0; at < wanted; at += 1) send(recorder, "inventor", read(`query Invented${at} { name }`));
  await recorder.flush();
  const [use, ...more] = await uses("Query.name");
  expect([use?.client, use?.requests, more]).toEqual(["inventor", wanted, []]);
  expect(use?.operations).toHaveLength(20);
  const {
    rows: [{ rows: kept } = { rows: 0 }],
  } = await database.pool.query<{ rows: number }>("SELECT count(*)::int AS rows FROM registry.operation");
  expect(kept).toBe(5_000);
});
