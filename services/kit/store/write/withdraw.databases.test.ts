import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openTestDatabase } from "../../../../test/open-test-database.js";
import { recordIdOf } from "../../check/content.js";
import type { Database } from "../open/database.js";
import { summariseDifference } from "./difference.js";
import type { Release } from "../read/releases.js";
import { checkRows, notices, publish, publishedRows, stageRows, prepareStore } from "../store.test-data.js";
import { verifyChain } from "./verify.js";
import { expireRecords, withdrawRecords } from "./withdraw.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await prepareStore(database, [notices]);
});

afterAll(async () => {
  expect((await verifyChain(database.pool, [notices])).problems).toEqual([]);
  await database.close();
});

const idOf = (number: string): string => recordIdOf(notices, { number });
const numbers = async (department: string, asOf: number | null = null): Promise<readonly unknown[]> =>
  (await publishedRows(database, notices, department, asOf)).map((row) => row["number"]);
const withdraw = (department: string, wanted: readonly string[]): Promise<Release | null> =>
  withdrawRecords(database, notices, {
    submission: crypto.randomUUID(),
    department,
    releasedBy: "clerk",
    approvedBy: "reviewer",
    recordIds: wanted.map(idOf),
    within: () => Promise.resolve(),
  });

test("a withdrawn record is shown as of no time, in none of its versions, and the others stay", async () => {
  const first = await publish(database, notices, "a", [{ number: "a1", title: "甲" }, { number: "a2" }]);
  await publish(database, notices, "a", [{ number: "a1", title: "乙" }]);
  expect(await withdraw("a", ["a1"])).toMatchObject({ kind: "WITHDRAWAL", removed: 1, added: 0, changed: 0 });
  expect(await numbers("a")).toEqual(["a2"]);
  expect(await numbers("a", first?.number)).toEqual(["a2"]);
});

test("a withdrawn record stays out when it is handed in again, changed or not", async () => {
  await publish(database, notices, "b", [{ number: "b1" }]);
  await withdraw("b", ["b1"]);
  const submission = await stageRows(
    database,
    notices,
    checkRows(notices, [{ number: "b1", title: "again" }, { number: "b2" }]),
  );
  expect(await summariseDifference(database.pool, notices, { submission, department: "b" })).toMatchObject({
    added: 1,
    suppressed: 1,
    changed: 0,
    unchanged: 0,
  });
  expect(await publish(database, notices, "b", [{ number: "b1" }, { number: "b2" }])).toMatchObject({
    added: 1,
  });
  expect(await numbers("b")).toEqual(["b2"]);
});

test("a department cannot withdraw another's record, and a second withdrawal is none", async () => {
  await publish(database, notices, "c", [{ number: "c1" }]);
  expect(await withdraw("other", ["c1"])).toBeNull();
  expect(await numbers("c")).toEqual(["c1"]);
  expect(await withdraw("c", ["c1"])).not.toBeNull();
  expect(await withdraw("c", ["c1"])).toBeNull();
});

test("the clock withdraws what was public until yesterday, for each department by itself, and not what ends today", async () => {
  const first = await publish(database, notices, "d", [
    { number: "d1", publicUntil: "2020-06-09" },
    { number: "d2", publicUntil: "2020-06-10" },
    { number: "d3" },
  ]);
  await publish(database, notices, "e", [{ number: "e1", publicUntil: "2020-06-09" }]);
  const made = await expireRecords(database, notices, "2020-06-10");
  expect(made).toMatchObject([
    { kind: "EXPIRY", department: "d", removed: 1, submission: null },
    { kind: "EXPIRY", department: "e", removed: 1 },
  ]);
  expect(await numbers("d")).toEqual(["d2", "d3"]);
  expect(await numbers("d", first?.number)).toEqual(["d2", "d3"]);
  expect(await expireRecords(database, notices, "2020-06-10")).toEqual([]);
});

test("a record that had only expired may come back with a later date, and only so is it shown", async () => {
  const first = await publish(database, notices, "f", [{ number: "f1", publicUntil: "2020-07-01" }]);
  await expireRecords(database, notices, "2020-08-01");
  const second = await publish(database, notices, "f", [{ number: "f1", publicUntil: "2020-12-31" }]);
  expect(await numbers("f")).toEqual(["f1"]);
  expect(await numbers("f", first?.number)).toEqual([]);
  await expireRecords(database, notices, "2021-01-01");
  expect(await numbers("f")).toEqual([]);
  expect(await numbers("f", second?.number)).toEqual([]);
});
