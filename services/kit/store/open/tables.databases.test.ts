import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openTestDatabase } from "../../../../test/open-test-database.js";
import { date, integer, text } from "../../feed/columns.js";
import type { Columns, FeedContract } from "../../feed/contract.js";
import { defineFeed, type FeedDefinition } from "../../feed/define-feed.js";
import type { Database } from "./database.js";
import { recordIdOf } from "../../check/content.js";
import { verifyChain } from "../write/verify.js";
import { withdrawRecords } from "../write/withdraw.js";
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

function contractOf(
  columns: Columns,
  key: readonly string[] = ["number"],
  changes: Partial<FeedDefinition> = {},
): FeedContract {
  const { expiresAfter: _, ...rest } = noticesDefinition;
  return defineFeed({ ...rest, id: feed, columns, key, ...changes });
}

async function withdraw(contract: FeedContract, recordId: string): Promise<void> {
  await withdrawRecords(database, contract, {
    department: "jxj",
    recordIds: [recordId],
    submission: crypto.randomUUID(),
    releasedBy: "clerk",
    approvedBy: "reviewer",
    within: () => Promise.resolve(),
  });
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

describe("the key of whole lists", () => {
  const rows = [
    { number: "1", title: "甲", decidedOn: "2020-06-03" },
    { number: "2", title: "乙", decidedOn: "2020-06-03" },
  ];
  const columns = { number, decidedOn, title };
  const before = (): FeedContract => contractOf(columns, ["number"], { mode: "snapshot" });
  const after = (formerKeys: readonly (readonly string[])[] = [["number"]]): FeedContract =>
    contractOf(columns, ["number", "title"], { mode: "snapshot", formerKeys });

  test("may change: the history stays as it is, and the next file replaces the list, once", async () => {
    await prepareTables(database, [before()]);
    await publish(database, before(), "jxj", rows);
    await prepareTables(database, [after()]);
    expect(await publishedRows(database, after(), "jxj")).toHaveLength(2);
    const sameNumber = { number: "1", title: "丙", decidedOn: "2020-06-03" };
    const next = await publish(database, after(), "jxj", [...rows, sameNumber]);
    expect(next).toMatchObject({ added: 3, removed: 2, changed: 0 });
    expect(await publish(database, after(), "jxj", [...rows, sameNumber])).toBeNull();
    const { problems } = await verifyChain(database.pool, [after()]);
    expect(problems.filter((problem) => problem.feed === feed && problem.code !== "FEED_UNKNOWN")).toEqual(
      [],
    );
    await expect(prepareTables(database, [before()])).rejects.toMatchObject({ code: "DATABASE_UNUSABLE" });
  });

  test("may not change to one that does not name the key of before", async () => {
    await prepareTables(database, [before()]);
    await expect(prepareTables(database, [after([["title"]])])).rejects.toMatchObject({
      code: "DATABASE_UNUSABLE",
      details: { reasonEn: expect.stringContaining("formerKeys") },
    });
  });

  test("may change and what was withdrawn by law stays out, others of its former key do not", async () => {
    await prepareTables(database, [before()]);
    await publish(database, before(), "jxj", rows);
    await withdraw(before(), recordIdOf(before(), { number: "1" }));
    await prepareTables(database, [after()]);
    const another = { number: "1", title: "丙", decidedOn: "2020-06-03" };
    await publish(database, after(), "jxj", [...rows, another]);
    expect((await publishedRows(database, after(), "jxj")).map((row) => row["title"]).toSorted()).toEqual([
      "丙",
      "乙",
    ]);
  });
});

describe("the key of files that add and correct", () => {
  const kind = text({ zh: "城乡类别", en: "Kind" });
  const grown = (columns: Columns): FeedContract =>
    contractOf(columns, ["number", "kind"], { formerKeys: [["number"]] });

  test("may grow by a new optional column: a record without a value there is still itself", async () => {
    const before = contractOf({ number, decidedOn });
    await prepareTables(database, [before]);
    await publish(database, before, "jxj", [{ number: "1", decidedOn: "2020-06-03" }, { number: "2" }]);
    const after = grown({ number, decidedOn, kind });
    await prepareTables(database, [after]);
    const next = await publish(database, after, "jxj", [
      { number: "1", decidedOn: "2020-06-04" },
      { number: "2", kind: "城市" },
      { number: "2", kind: "农村" },
    ]);
    expect(next).toMatchObject({ changed: 1, added: 2, removed: 0 });
  });

  test("may grow and what was withdrawn by law as a whole stays out in its parts", async () => {
    const before = contractOf({ number, decidedOn });
    await prepareTables(database, [before]);
    await publish(database, before, "jxj", [{ number: "1" }, { number: "2" }]);
    await withdraw(before, recordIdOf(before, { number: "1" }));
    const after = grown({ number, decidedOn, kind });
    await prepareTables(database, [after]);
    await publish(database, after, "jxj", [
      { number: "1", kind: "城市" },
      { number: "3", kind: "城市" },
    ]);
    expect((await publishedRows(database, after, "jxj")).map((row) => row["number"])).toEqual(["2", "3"]);
  });

  test("may not grow by a column that was there before, nor by one that each record has", async () => {
    await prepareTables(database, [contractOf({ number, decidedOn, kind })]);
    await expect(prepareTables(database, [grown({ number, decidedOn, kind })])).rejects.toMatchObject({
      code: "DATABASE_UNUSABLE",
    });
    const always = text({ zh: "城乡类别", en: "Kind", required: true });
    expect(() => grown({ number, decidedOn, kind: always })).toThrow("optional columns");
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
