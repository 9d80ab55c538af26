import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { ENDLESS } from "#schema/runtime/lifetime.js";
import {
  recordId,
  startTradingHub,
  type StoredVersion,
  type TradingHub,
} from "../../graph/trading-hub.test-data.js";
import { decisions } from "../../graph/trading.test-data.js";
import { anyHistory, anyWhere, expectedIds } from "./oracle.test-data.js";
import type { ListArguments } from "./page.js";
import { publishedBatches } from "./published-batches.js";
import { publishedLines } from "./published-lines.js";
import { createPublishedReader, type PublishedReader } from "./published-reader.js";
import { queryFieldsOf } from "./query-fields.js";
import { createIndexes } from "../open/tables.js";
import { runs } from "../../../../test/scale.js";

const READING = { lifetime: ENDLESS, client: "", name: "trading" };
let hub: TradingHub;
let reader: PublishedReader;

/** Release n was made at noon of the n-th of January. */
const noonOf = (release: number): Date => new Date(Date.UTC(2025, 0, release, 4));

beforeAll(async () => {
  hub = await startTradingHub();
  await hub.database.transaction((client) => createIndexes(client, decisions));
  for (let number = 1; number <= 7; number += 1) await hub.addRelease(number, noonOf(number).toISOString());
  reader = createPublishedReader(hub.database.statements(READING));
});

afterAll(async () => {
  await hub.database.close();
});

const freshReader = (): PublishedReader =>
  createPublishedReader(hub.database.statements(READING), {
    onStatement: (text) => void hub.statements.push(text),
  });

/** All ids of a list, read page by page. */
async function walk(
  list: ListArguments,
  size: number,
  forward: boolean,
  parent: string | null = null,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null; ;) {
    const place: ListArguments = forward ? { first: size, after: cursor } : { last: size, before: cursor };
    const [fresh, asked, of] = [
      freshReader(),
      { ...list, ...place },
      parent === null ? null : { field: "partyId", value: parent },
    ];
    const page = await fresh.page(decisions, asked, of);
    const found = page.records.map(({ id }) => id);
    const counted = await fresh.page(decisions, asked, of, undefined, true);
    expect(counted.records).toMatchObject(page.records);
    expect(counted.total).toBe(await fresh.count(decisions, asked, of));
    if (forward) ids.push(...found);
    else ids.unshift(...found);
    expect(page.records.length).toBeLessThanOrEqual(size);
    expect(forward ? page.hasPreviousPage : page.hasNextPage).toBe(cursor !== null);
    const last = page.records.at(forward ? -1 : 0);
    if (!(forward ? page.hasNextPage : page.hasPreviousPage) || !last) return ids;
    cursor = page.cursorOf(last);
  }
}

/** One order or several, each of another field. */
const anyOrder = fc
  .uniqueArray(fc.constantFrom(...queryFieldsOf(decisions).orders.values()), {
    minLength: 1,
    maxLength: 4,
    selector: ({ field }) => field.field,
  })
  .map((orders) => ({
    names: orders.map(({ name }) => name),
    keys: orders.map(({ field, descending }) => ({ field: field.field, descending })),
  }));
const anySize = fc.integer({ min: 1, max: 9 });

describe("whatever was published", () => {
  test("walking pages of any size, either way, meets each record once and in order", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHistory,
        anyOrder,
        anySize,
        fc.boolean(),
        async (versions, order, size, forward) => {
          await hub.replaceVersions(decisions, versions);
          expect(await walk({ orderBy: order.names }, size, forward)).toEqual(
            expectedIds(versions, order.keys),
          );
        },
      ),
      { numRuns: runs(20) },
    );
  });

  test("a filter finds and counts what it says, with empty fields counting as false", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, anyWhere, anyOrder, async (versions, where, order) => {
        await hub.replaceVersions(decisions, versions);
        const expected = expectedIds(versions, order.keys, where);
        expect(await walk({ where, orderBy: order.names }, 4, true)).toEqual(expected);
        expect(await reader.count(decisions, { where })).toBe(expected.length);
      }),
      { numRuns: runs(25) },
    );
  });

  test("as of a release, lists, counts and records are what was public then, without what was withdrawn since", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHistory,
        anyOrder,
        anySize,
        fc.integer({ min: 0, max: 7 }),
        fc.boolean(),
        async (versions, order, size, release, forward) => {
          await hub.replaceVersions(decisions, versions);
          const asOf = release === 0 ? new Date(0) : noonOf(release);
          const expected = expectedIds(versions, order.keys, {}, release);
          expect(await walk({ orderBy: order.names, asOf }, size, forward)).toEqual(expected);
          expect(await reader.count(decisions, { asOf })).toBe(expected.length);
          const fresh = freshReader();
          const found = await Promise.all(
            versions.map(({ id }) => fresh.byRecordId(decisions, id, { asOf })),
          );
          expect(new Set(found.flatMap((record) => (record ? [record.id] : [])))).toEqual(new Set(expected));
        },
      ),
      { numRuns: runs(20) },
    );
  });

  test("read in batches of any size, a list is whole and in order, as it was at the release, whatever is released meanwhile", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHistory,
        anyWhere,
        anyOrder,
        anySize,
        fc.integer({ min: 0, max: 7 }),
        async (versions, where, order, size, release) => {
          await hub.replaceVersions(decisions, versions);
          const found: string[] = [];
          for await (const batch of publishedBatches(hub.database.pool, decisions, {
            where,
            orderBy: order.names,
            asOf: release,
            fields: undefined,
            size,
          }))
            found.push(...batch.map(({ id }) => id));
          expect(found).toEqual(expectedIds(versions, order.keys, where, release));
          const written: string[] = [];
          for await (const lines of publishedLines(hub.database.statements(READING), decisions, {
            where,
            orderBy: order.names,
            asOf: release,
            line: "t.record_id::text",
            as: (some) => some,
            size,
          }))
            written.push(...lines);
          expect(written).toEqual(found);
        },
      ),
      { numRuns: runs(25) },
    );
  });

  test("the list of each of many parents is the one that it has alone", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHistory,
        anyOrder,
        anySize,
        fc.option(fc.integer({ min: 1, max: 7 })),
        async (versions, order, size, release) => {
          await hub.replaceVersions(decisions, versions);
          const fresh = freshReader();
          const list = { orderBy: order.names, first: size, asOf: release === null ? null : noonOf(release) };
          const parents = ["p2", "p1", "nobody"];
          const pages = await Promise.all(
            parents.map((value) => fresh.page(decisions, list, { field: "partyId", value })),
          );
          const counts = await Promise.all(
            parents.map((value) => fresh.count(decisions, list, { field: "partyId", value })),
          );
          const counted = await Promise.all(
            parents.map((value) => fresh.page(decisions, list, { field: "partyId", value }, undefined, true)),
          );
          expect(counted.map(({ total }) => total)).toEqual(counts);
          expect(counted.map(({ records }) => records)).toMatchObject(pages.map(({ records }) => records));
          const expected = parents.map((parent) =>
            expectedIds(
              versions.filter(({ values }) => values["partyId"] === parent),
              order.keys,
              {},
              release,
            ),
          );
          expect(pages.map(({ records }) => records.map(({ id }) => id))).toEqual(
            expected.map((ids) => ids.slice(0, size)),
          );
          expect(pages.map(({ hasNextPage }) => hasNextPage)).toEqual(
            expected.map(({ length }) => length > size),
          );
          expect(counts).toEqual(expected.map(({ length }) => length));
        },
      ),
      { numRuns: runs(15) },
    );
  });

  test("the pages of a parent's list follow each other as those of any list", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHistory,
        anyOrder,
        anySize,
        fc.boolean(),
        async (versions, order, size, forward) => {
          await hub.replaceVersions(decisions, versions);
          const expected = expectedIds(
            versions.filter(({ values }) => values["partyId"] === "p1"),
            order.keys,
          );
          expect(await walk({ orderBy: order.names }, size, forward, "p1")).toEqual(expected);
        },
      ),
      { numRuns: runs(15) },
    );
  });
});

describe("with a hundred records of fifty parties", () => {
  const versions: readonly StoredVersion[] = Array.from({ length: 100 }, (_, index) => ({
    id: recordId(index),
    openedIn: 3,
    row: index + 2,
    department: "scjgj",
    values: {
      number: `N${index}`,
      partyName: "示例公司",
      kind: "FINE",
      decidedOn: "2025-01-01",
      partyId: `p${index % 50}`,
      facts: "事实",
      measures: ["SEAL"],
      fine: "0.5",
      people: 3,
      urgent: true,
    },
  }));
  beforeAll(() => hub.replaceVersions(decisions, versions));

  test("the lists and counts of fifty parents are one statement each, as for one parent", async () => {
    for (const parents of [1, 50]) {
      hub.statements.length = 0;
      const fresh = freshReader();
      const values = Array.from({ length: parents }, (_, index) => `p${index}`);
      const pages = await Promise.all(
        values.map((value) => fresh.page(decisions, { first: 5 }, { field: "partyId", value })),
      );
      const counts = await Promise.all(
        values.map((value) => fresh.count(decisions, {}, { field: "partyId", value })),
      );
      expect(pages.map(({ records }) => records.length)).toEqual(values.map(() => 2));
      expect(counts).toEqual(values.map(() => 2));
      expect(hub.statements).toHaveLength(2);
    }
  });

  test("a hundred ids, some twice, are one statement, and a past time costs one more for all", async () => {
    hub.statements.length = 0;
    const fresh = freshReader();
    const asOf = noonOf(4);
    await Promise.all([...versions, ...versions].map(({ id }) => fresh.byRecordId(decisions, id, { asOf })));
    await Promise.all([fresh.page(decisions, { asOf }), fresh.count(decisions, { asOf })]);
    expect(hub.statements).toHaveLength(4);
  });

  test("a record has its values as the kit writes them, its department and its provenance", async () => {
    expect(await reader.byField(decisions, "number", "N7")).toMatchObject({
      id: recordId(7),
      department: { code: "scjgj" },
      provenance: { release: { id: "3" }, row: 9 },
      number: "N7",
      kind: "FINE",
      kindOther: null,
      measures: ["SEAL"],
      decidedOn: "2025-01-01",
      validTo: null,
      fine: "0.5",
      people: 3,
      urgent: true,
    });
  });

  test("fields that nobody wants stay in the database", async () => {
    const {
      records: [record],
    } = await reader.page(decisions, { first: 1 }, null, new Set(["number"]));
    expect(Object.keys(record ?? {}).toSorted()).toEqual(["decidedOn", "id", "number"]);
  });

  test("a key that names nothing, or cannot, gives null or an empty list and no statement", async () => {
    hub.statements.length = 0;
    const fresh = freshReader();
    for (const key of ["", "x", null, undefined, 7, {}, [recordId(1)], `${recordId(1)}0`])
      expect(await fresh.byRecordId(decisions, key)).toBeNull();
    for (const key of [null, 7, { length: 1 }, "a\0"]) {
      expect(await fresh.byField(decisions, "number", key)).toBeNull();
      expect((await fresh.page(decisions, {}, { field: "partyId", value: key })).records).toEqual([]);
      expect(await fresh.count(decisions, {}, { field: "partyId", value: key })).toBe(0);
    }
    expect(hub.statements).toEqual([]);
    expect(await fresh.byRecordId(decisions, recordId(1_000))).toBeNull();
    expect(await fresh.byRecordId(decisions, recordId(1).toUpperCase())).toMatchObject({ id: recordId(1) });
  });

  test("a cursor of another order, filter, list or relation is refused", async () => {
    const page = await reader.page(decisions, { first: 2 });
    const [record] = page.records;
    if (!record) throw new Error("The page is empty");
    const after = page.cursorOf(record);
    await expect(reader.page(decisions, { after })).resolves.toMatchObject({ hasPreviousPage: true });
    await expect(reader.page(decisions, { after, orderBy: "NUMBER_ASC" })).rejects.toMatchObject({
      code: "CURSOR_INVALID",
    });
    await expect(reader.page(decisions, { after, where: { kind: { eq: "FINE" } } })).rejects.toMatchObject({
      code: "CURSOR_INVALID",
    });
    await expect(reader.page(decisions, { after }, { field: "partyId", value: "p1" })).rejects.toMatchObject({
      code: "CURSOR_INVALID",
    });
  });

  test.each<[string, ListArguments]>([
    ["more than a hundred", { first: 101 }],
    ["none", { first: 0 }],
    ["a negative number", { last: -1 }],
    ["both ends", { first: 1, last: 1 }],
    ["the wrong cursor for its end", { last: 1, after: "x" }],
    ["before without last", { before: "x" }],
    ["an order twice", { orderBy: ["NUMBER_ASC", "NUMBER_DESC"] }],
    [
      "too many orders",
      { orderBy: ["NUMBER_ASC", "KIND_ASC", "DECIDED_ON_ASC", "VALID_TO_ASC", "FINE_ASC"] },
    ],
    ["an order named like an inherited property", { orderBy: "constructor" }],
  ])("a page of %s is refused", async (_, list) => {
    await expect(reader.page(decisions, list)).rejects.toMatchObject({ code: "PAGE_ARGUMENTS" });
  });

  test("to look for records by a field that has no index is the developer's mistake, a plain Error", async () => {
    await expect(reader.byField(decisions, "facts", "x")).rejects.toThrow("no indexed field");
  });
});
