import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openTestDatabase } from "../../../../test/open-test-database.js";
import { date, integer, text } from "../../feed/columns.js";
import type { Columns, FeedContract } from "../../feed/contract.js";
import { defineFeed } from "../../feed/define-feed.js";
import type { Database } from "./database.js";
import { noticesDefinition, prepareStore, publish, publishedRows } from "../store.test-data.js";
import { createIndexes, prepareTables, stagedTableOf, tableOf } from "./tables.js";

let database: Database;
let feed: string;

const number = text({ zh: "文号", en: "Number", required: true });
const decidedOn = date({ zh: "决定日期", en: "Decided on", indexed: true });
const title = text({ zh: "标题", en: "Title" });

beforeAll(async () => {
  database = await openTestDatabase();
  await prepareStore(database, []);
});

afterAll(async () => {
  await database.close();
});

beforeEach(() => {
  feed = `shop.feed-that-has-${crypto.randomUUID().replace(/[^a-z]/g, "")}`;
});

function contractOf(columns: Columns, key: readonly string[] = ["number"]): FeedContract {
  const { expiresAfter: _, ...rest } = noticesDefinition;
  return defineFeed({ ...rest, id: feed, columns, key });
}

async function indexesOf(contract: FeedContract): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    "SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indrelid = $1::regclass",
    [tableOf(contract)],
  );
  return rows.map(({ name }) => name);
}

test("the indexes are built with the first release, and a table without releases has none", async () => {
  const contract = contractOf({ number, decidedOn });
  await prepareTables(database, [contract]);
  expect(await indexesOf(contract)).toEqual([]);
  await publish(database, contract, "jxj", [{ number: "1", decidedOn: "2020-06-03" }]);
  expect(await indexesOf(contract)).toHaveLength(6);
});

describe("a contract that changed", () => {
  test("by a new field and a new index keeps what is published, and takes rows with the new field", async () => {
    await prepareTables(database, [contractOf({ number, decidedOn, title })]);
    await publish(database, contractOf({ number, decidedOn, title }), "jxj", [
      { number: "1", decidedOn: "2020-06-03", title: "甲" },
    ]);
    const grown = contractOf({
      number,
      decidedOn,
      title: text({ zh: "标题", en: "Title", indexed: true }),
      people: integer({ zh: "人数", en: "People" }),
    });
    await prepareTables(database, [grown]);
    await publish(database, grown, "jxj", [{ number: "2", people: "7" }]);
    expect(await publishedRows(database, grown, "jxj")).toEqual([
      { number: "1", decidedOn: "2020-06-03", title: "甲", people: null },
      { number: "2", decidedOn: null, title: null, people: 7 },
    ]);
    expect(await indexesOf(grown)).toHaveLength(7);
  });

  test.each([
    ["a field less", { number, decidedOn }, ["number"]],
    [
      "a field of another type",
      { number, decidedOn, title: integer({ zh: "标题", en: "Title" }) },
      ["number"],
    ],
    ["another key", { number, decidedOn, title }, ["number", "title"]],
  ])("by %s is refused with a sentence", async (_, columns, key) => {
    await prepareTables(database, [contractOf({ number, decidedOn, title })]);
    await expect(prepareTables(database, [contractOf(columns, key)])).rejects.toMatchObject({
      code: "DATABASE_UNUSABLE",
    });
  });
});

test("several processes can start at once", async () => {
  const contract = contractOf({ number, decidedOn });
  await Promise.all(Array.from({ length: 5 }, () => prepareTables(database, [contract])));
  await publish(database, contract, "jxj", [{ number: "1" }]);
  expect(await publishedRows(database, contract, "jxj")).toHaveLength(1);
});

test("names that PostgreSQL would cut to the same are kept apart", async () => {
  const long = "aLongNameOfAFieldThatIsIndexedAndEnds";
  const contract = contractOf({
    number,
    decidedOn,
    [`${long}One`]: text({ zh: "甲", en: "One", indexed: true }),
    [`${long}Two`]: text({ zh: "乙", en: "Two", indexed: true }),
  });
  await prepareTables(database, [contract]);
  await database.transaction((client) => createIndexes(client, contract));
  expect(await indexesOf(contract)).toHaveLength(8);
});

test("what is no UUID cannot become the name of a table", () => {
  expect(() => stagedTableOf('x"; DROP TABLE y; --')).toThrow(TypeError);
});
