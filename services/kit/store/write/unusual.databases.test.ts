import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openTestDatabase } from "../../../../test/open-test-database.js";
import { date, decimal, integer, period, text } from "../../feed/columns.js";
import type { FeedContract } from "../../feed/contract.js";
import { defineFeed } from "../../feed/define-feed.js";
import type { Database } from "../open/database.js";
import { largestChanges, summariseColumns } from "./difference-columns.js";
import { readChanges, summariseDifference, type DifferenceScope } from "./difference.js";
import { checkRows, publish, stageRows, type Cells, prepareStore } from "../store.test-data.js";
import { findUnusual } from "./unusual.js";

const common = {
  edition: "1",
  title: { zh: "示例", en: "Sample" },
  description: { zh: "示例", en: "Sample" },
  lead: "slj",
  submitters: "every-department",
  legalBases: [{ title: "示例" }],
  due: { kind: "on-change" },
} as const;
const figures = defineFeed({
  ...common,
  id: "shop.figures",
  type: "ShopFigure",
  plural: "shopFigures",
  mode: "append",
  columns: {
    month: period("month", { zh: "月份", en: "Month", required: true, indexed: true }),
    town: text({ zh: "镇", en: "Town", required: true, indexed: true }),
    persons: integer({ zh: "人数", en: "Persons" }),
    spending: decimal({ zh: "支出", en: "Spending", scale: 2, usualMove: Infinity }),
  },
  key: ["month", "town"],
  order: { field: "month", descending: true },
});
const list = defineFeed({
  ...common,
  id: "shop.list",
  type: "ShopEntry",
  plural: "shopEntries",
  mode: "snapshot",
  columns: {
    number: text({ zh: "编号", en: "Number", required: true }),
    name: text({ zh: "名称", en: "Name", required: true, indexed: true }),
    since: date({ zh: "日期", en: "Since", required: true, indexed: true }),
    beds: integer({ zh: "床位", en: "Beds" }),
  },
  key: ["number"],
  order: { field: "since", descending: true },
});

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await prepareStore(database, [figures, list]);
});

afterAll(async () => {
  await database.close();
});

async function stage(
  contract: FeedContract,
  department: string,
  rows: readonly Cells[],
): Promise<DifferenceScope> {
  return { submission: await stageRows(database, contract, checkRows(contract, rows)), department };
}

async function unusualOf(contract: FeedContract, scope: DifferenceScope): Promise<readonly object[]> {
  const found = await findUnusual(
    database.pool,
    contract,
    scope,
    await summariseDifference(database.pool, contract, scope),
  );
  return found.map(({ kind, field, count, before, after }) => ({
    kind,
    field: field?.field ?? null,
    count,
    before,
    after,
  }));
}

/** A department's own town, and its own numbers: a record is of one department. */
const months = (town: string, from: number, values: readonly number[]): readonly Cells[] =>
  values.map((value, at) => ({
    month: `2026年${from + at}月`,
    town,
    persons: String(value),
    spending: String(value * 100),
  }));
const entries = (department: string, count: number, from = 1): readonly Cells[] =>
  Array.from({ length: count }, (_, at) => ({
    number: `${department}${from + at}`,
    name: `第${from + at}家`,
    since: "2020-06-03",
    beds: "30",
  }));

test("nothing of a first file is unusual", async () => {
  expect(await unusualOf(figures, await stage(figures, "first", months("first", 1, [1_609, 202])))).toEqual(
    [],
  );
});

test("a figure is unusual beyond what its own series has ever moved, and half as much where there is no history", async () => {
  await publish(database, figures, "series", months("series", 1, [1_600, 1_612, 1_598, 1_605, 1_609, 1_611]));
  expect(await unusualOf(figures, await stage(figures, "series", months("series", 7, [1_580])))).toEqual([]);
  expect(await unusualOf(figures, await stage(figures, "series", months("series", 7, [202])))).toEqual([
    { kind: "FIGURE_MOVED", field: "persons", count: 1, before: "1611", after: "202" },
  ]);
  // One month of another department: no history.
  await publish(database, figures, "short", months("short", 1, [1_600]));
  expect(await unusualOf(figures, await stage(figures, "short", months("short", 2, [1_100])))).toEqual([]);
  expect(await unusualOf(figures, await stage(figures, "short", months("short", 2, [700])))).toHaveLength(1);
});

test("a correction is compared with the record itself, and a contract may let a figure move as it likes", async () => {
  await publish(database, figures, "corrected", months("corrected", 1, [1_609]));
  const scope = await stage(figures, "corrected", months("corrected", 1, [202]));
  expect(await unusualOf(figures, scope)).toEqual([
    { kind: "FIGURE_MOVED", field: "persons", count: 1, before: "1609", after: "202" },
  ]);
});

test("few people are no news", async () => {
  await publish(database, figures, "few", months("few", 1, [2]));
  expect(await unusualOf(figures, await stage(figures, "few", months("few", 1, [9])))).toEqual([]);
});

test("a list that shrank, and one of which much was replaced, are told apart", async () => {
  await publish(database, list, "shrinking", entries("shrinking", 40));
  expect(await unusualOf(list, await stage(list, "shrinking", entries("shrinking", 37)))).toEqual([]);
  expect(await unusualOf(list, await stage(list, "shrinking", entries("shrinking", 20)))).toEqual([
    { kind: "FEED_SHRANK", field: null, count: 20, before: "40", after: "20" },
  ]);
  expect(await unusualOf(list, await stage(list, "shrinking", entries("shrinking", 40, 11)))).toMatchObject([
    { kind: "MANY_REMOVED", count: 10, before: "40", after: "40" },
  ]);
});

test("a record that comes under another key is recognised, in a whole list and in a file that only adds", async () => {
  await publish(database, list, "renumbered", entries("renumbered", 10));
  const renumbered = entries("renumbered", 10).map((row, at) => (at === 4 ? { ...row, number: "5A" } : row));
  expect(await unusualOf(list, await stage(list, "renumbered", renumbered))).toEqual([
    { kind: "KEY_CHANGED", field: null, count: 1, before: null, after: null },
  ]);
});

test("a difference is summed up by column, the largest change first", async () => {
  await publish(database, list, "columns", entries("columns", 5));
  const scope = await stage(
    list,
    "columns",
    entries("columns", 5).map((row, at) => ({ ...row, beds: ["30", "32", "302", "30", "29"][at] ?? "" })),
  );
  const columns = await summariseColumns(database.pool, list, scope);
  expect(columns.map(({ field, ...change }) => ({ field: field.field, ...change }))).toEqual([
    { field: "beds", changed: 3, sumBefore: "90", sumAfter: "363" },
  ]);
  const beds = columns[0]?.field;
  if (!beds) throw new Error("no column");
  const ids = await largestChanges(database.pool, list, scope, beds, 2);
  expect(
    (await readChanges(database.pool, list, scope, ids)).map(({ row, before, after }) => [
      row,
      before?.["beds"],
      after?.["beds"],
    ]),
  ).toEqual([
    [4, 30, 302],
    [3, 30, 32],
  ]);
});
