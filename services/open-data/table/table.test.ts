import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { discoverContracts } from "../../kit/graph/serve/discover.js";
import { definition } from "../../../test/sample-parks.js";
import { startHub, valueAt, type TestHub } from "../../../test/start-hub.js";

let hub: TestHub;
let before = "";
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
  before = new Date().toISOString();
});
afterAll(() => hub.close());

const contracts = await discoverContracts();
const PENALTIES = "enforcement.penalties";
const LIVING = "social-assistance.minimum-living";

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const { data, errors } = await hub.query(query, variables);
  if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
  return data;
}

async function codeOf(query: string): Promise<unknown> {
  return (await hub.query(query)).errors?.[0]?.extensions["code"];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const asText = JSON.stringify;

describe("the table of a dataset", () => {
  test.each(contracts.map((contract) => [contract.id, contract] as const))(
    "of %s has what its list has: the same records, the same words",
    async (id, { plural, derived }) => {
      // A record's fields leave them out where they have the name: the table has every column.
      const keys = Object.keys(derived).filter((key) => derived[key]?.link?.label !== undefined);
      const data = await ask(
        `{ dataset(id: "${id}") { table(first: 5) { columns { name } rows { id permalink cells { text value } } totalCount } }
          ${plural}(first: 5) { totalCount nodes { id permalink ${keys.join(" ")} fields { name text value } department { name code } } } }`,
      );
      const table = valueAt(data, "dataset", "table");
      const list = valueAt(data, plural);
      const columns = listOf(valueAt(table, "columns")).map((column) => valueAt(column, "name"));
      expect(valueAt(table, "totalCount")).toBe(valueAt(list, "totalCount"));
      const expected = listOf(valueAt(list, "nodes")).map((node) => {
        const fields = new Map(
          listOf(valueAt(node, "fields")).map((field) => [valueAt(field, "name"), field]),
        );
        return {
          id: valueAt(node, "id"),
          permalink: valueAt(node, "permalink"),
          cells: columns.map((name) => {
            if (name === "department")
              return {
                text: valueAt(node, "department", "name"),
                value: valueAt(node, "department", "code"),
              };
            if (typeof name === "string" && keys.includes(name)) {
              const key = valueAt(node, name);
              return { text: key ?? "", value: key };
            }
            const field = fields.get(name);
            return field
              ? { text: valueAt(field, "text"), value: valueAt(field, "value") }
              : { text: "", value: null };
          }),
        };
      });
      expect(valueAt(table, "rows")).toEqual(expected);
    },
  );

  test("is walked from either end, in the order and by the filter of the list", async () => {
    const where = { partyKind: { eq: "ORGANISATION" }, fineAmount: { gte: "2.5" } };
    const walk = async (forward: boolean): Promise<readonly unknown[]> => {
      const [size, from, cursor, more] = forward
        ? ["first", "after", "endCursor", "hasNextPage"]
        : ["last", "before", "startCursor", "hasPreviousPage"];
      const found: unknown[] = [];
      for (let at: unknown = null; ;) {
        const data = await ask(
          `query ($at: String, $where: String) { dataset(id: "${PENALTIES}") { table(${size}: 7, ${from}: $at, where: $where, orderBy: ["FINE_AMOUNT_DESC", "DECISION_NUMBER_ASC"], columns: []) {
            rows { id } pageInfo { ${cursor} ${more} } } } }`,
          { at, where: asText(where) },
        );
        const page = listOf(valueAt(data, "dataset", "table", "rows")).map((row) => valueAt(row, "id"));
        if (forward) found.push(...page);
        else found.unshift(...page);
        if (valueAt(data, "dataset", "table", "pageInfo", more) !== true) return found;
        at = valueAt(data, "dataset", "table", "pageInfo", cursor);
      }
    };
    const data = await ask(
      "query ($where: PenaltyWhere) { penalties(first: 100, where: $where, orderBy: [FINE_AMOUNT_DESC, DECISION_NUMBER_ASC]) { nodes { id } } }",
      { where },
    );
    const ids = listOf(valueAt(data, "penalties", "nodes")).map((node) => valueAt(node, "id"));
    expect(ids.length).toBeGreaterThan(20);
    expect(await walk(true)).toEqual(ids);
    expect(await walk(false)).toEqual(ids);
  });

  test("has the columns that are asked for, in that order, with what each names", async () => {
    const data = await ask(
      `{ dataset(id: "${LIVING}") { table(first: 1, columns: ["department", "areaCode", "period", "areaCode"], language: EN) {
        columns { name label } rows { cells { text link { type key } } } } }
        minimumLivingFigures(first: 1) { nodes { period area { code } department { code name } } } }`,
    );
    const figure = valueAt(data, "minimumLivingFigures", "nodes", 0);
    expect(valueAt(data, "dataset", "table")).toEqual({
      columns: [
        { name: "department", label: "Department that handed it in" },
        { name: "areaCode", label: "Code of the town or sub-district" },
        { name: "period", label: "Month" },
      ],
      rows: [
        {
          cells: [
            {
              text: valueAt(figure, "department", "name"),
              link: { type: "Department", key: valueAt(figure, "department", "code") },
            },
            {
              text: valueAt(figure, "area", "code"),
              link: { type: "Area", key: valueAt(figure, "area", "code") },
            },
            { text: valueAt(figure, "period"), link: null },
          ],
        },
      ],
    });
  });

  test("is as it was on a day before", async () => {
    const past = await ask(
      `{ dataset(id: "${PENALTIES}") { table(asOf: "2001-01-01T00:00:00Z") { totalCount rows { id } } now: table(asOf: "${before}", first: 1) { totalCount } all: table(first: 1) { totalCount } } }`,
    );
    expect(valueAt(past, "dataset", "table")).toEqual({ totalCount: 0, rows: [] });
    expect(valueAt(past, "dataset", "now")).toEqual(valueAt(past, "dataset", "all"));
  });

  test("is none where the dataset is not open, and its columns, groups and series are none", async () => {
    const closed = { 开放属性: "不予开放", 开放条件或不开放理由: "示例：正在核对" };
    await hub.publish("open-data.datasets", definition(closed), "yllhj");
    const id = "open-data.sample-parks";
    expect(
      await ask(
        `{ dataset(id: "${id}") { columns { name } table { totalCount } groups { count } series(measure: "x") { key { name } } } }`,
      ),
    ).toEqual({ dataset: { columns: [], table: null, groups: [], series: [] } });
  });

  test.each([
    ['table(columns: ["personIdNumber"]) { totalCount }', "PAGE_ARGUMENTS"],
    ['table(columns: ["constructor"]) { totalCount }', "PAGE_ARGUMENTS"],
    ['table(orderBy: ["PARTY_NAME"]) { rows { id } }', "PAGE_ARGUMENTS"],
    ["table(first: 101) { rows { id } }", "PAGE_ARGUMENTS"],
    ["table(first: 1, last: 1) { rows { id } }", "PAGE_ARGUMENTS"],
    ['table(after: "x") { rows { id } }', "CURSOR_INVALID"],
    ['table(where: "[]") { totalCount }', "FILTER_INVALID"],
    ['table(where: "{") { totalCount }', "FILTER_INVALID"],
    ['table(where: "{\\"personIdNumber\\":{\\"eq\\":\\"1\\"}}") { totalCount }', "FILTER_INVALID"],
    ['table(where: "{\\"__proto__\\":{\\"eq\\":\\"1\\"}}") { totalCount }', "FILTER_INVALID"],
    [`table(where: "${" ".repeat(10_000)}{}") { totalCount }`, "FILTER_INVALID"],
    ['groups(by: ["violationFacts"]) { count }', "PAGE_ARGUMENTS"],
    ['groups(measures: ["partyName"]) { count }', "PAGE_ARGUMENTS"],
    ["groups(every: MONTH) { count }", "PAGE_ARGUMENTS"],
    ['groups(where: "null") { count }', "FILTER_INVALID"],
    ['series(measure: "fineAmount") { points { value } }', "PAGE_ARGUMENTS"],
  ])("refuses %s", async (selection, code) => {
    expect(await codeOf(`{ dataset(id: "${PENALTIES}") { ${selection} } }`)).toBe(code);
  });
});

test.each(contracts.map(({ id }) => id))(
  "what the columns of %s say can be done by them can be",
  async (id) => {
    const data = await ask(
      `{ dataset(id: "${id}") { columns { name label kind filters ascending descending isGroupable isSeriesKey isMeasure isDate isPeriod } } }`,
    );
    const columns = listOf(valueAt(data, "dataset", "columns"));
    const named = (is: string): readonly string[] =>
      columns
        .filter((column) => valueAt(column, is) === true)
        .map((column) => String(valueAt(column, "name")));
    const orders = columns.flatMap((column) =>
      ["ascending", "descending"].flatMap((way) => valueAt(column, way) ?? []),
    );
    const where = Object.fromEntries(
      columns
        .filter((column) => listOf(valueAt(column, "filters")).includes("isNull"))
        .map((column) => [String(valueAt(column, "name")), { isNull: false }]),
    );
    const tables = orders.map(
      (order, at) => `o${at}: table(first: 1, orderBy: ${asText([order])}) { rows { id } }`,
    );
    const grouped = named("isGroupable").map((by, at) => `g${at}: groups(by: ["${by}"], first: 1) { count }`);
    const dated = named("isDate").map(
      (date, at) => `d${at}: groups(date: "${date}", every: YEAR, first: 1) { period }`,
    );
    const measures = named("isMeasure").slice(0, 10);
    const series =
      named("isPeriod").length > 0 && measures.length > 0
        ? ["", ...named("isSeriesKey")].map(
            (by, at) =>
              `s${at}: series(measure: "${measures[0]}"${by && `, by: "${by}"`}) { key { text } points { period } }`,
          )
        : [];
    for (const part of [
      `table(where: ${asText(asText(where))}) { totalCount }`,
      `groups(measures: ${asText(measures)}) { count values { name sum } }`,
      ...tables,
      ...grouped,
      ...dated,
      ...series,
    ])
      await ask(`{ dataset(id: "${id}") { ${part} } }`);
  },
);

describe("the groups of a dataset", () => {
  test("are those of its list, with the names of codes, towns and departments", async () => {
    const data = await ask(
      `{ dataset(id: "${PENALTIES}") { groups(by: ["partyKind", "department"], every: QUARTER, date: "decisionDate", measures: ["fineAmount"], first: 20) {
          count period keys { name label text value link { type key } } values { name label unit sum average min max } } }
        penalties { groups(by: [PARTY_KIND, DEPARTMENT], every: QUARTER, date: DECISION_DATE, first: 20) {
          count period key { partyKind partyKindLabel department { code name } } values { fineAmount { sum average min max } } } } }`,
    );
    const expected = listOf(valueAt(data, "penalties", "groups")).map((group) => ({
      count: valueAt(group, "count"),
      period: valueAt(group, "period"),
      keys: [
        {
          name: "partyKind",
          label: "行政相对人类别",
          text: valueAt(group, "key", "partyKindLabel"),
          value: valueAt(group, "key", "partyKind"),
          link: null,
        },
        {
          name: "department",
          label: "报送部门",
          text: valueAt(group, "key", "department", "name"),
          value: valueAt(group, "key", "department", "code"),
          link: { type: "Department", key: valueAt(group, "key", "department", "code") },
        },
      ],
      values: [
        {
          name: "fineAmount",
          label: "罚款金额（万元）",
          unit: "万元",
          ...Object(valueAt(group, "values", "fineAmount")),
        },
      ],
    }));
    expect(expected.length).toBeGreaterThan(3);
    expect(valueAt(data, "dataset", "groups")).toEqual(expected);
  });

  test("colour a map: one measure of every town, by its name, and none is told where few persons are hidden", async () => {
    const data = await ask(
      `{ dataset(id: "${LIVING}") { groups(by: ["areaCode"], measures: ["persons"]) { count isSuppressed keys { text value link { type key } } values { sum } } }
        minimumLivingFigures { groups(by: [AREA_CODE]) { count isSuppressed key { area { code name } } values { persons { sum } } } } }`,
    );
    const expected = listOf(valueAt(data, "minimumLivingFigures", "groups")).map((group) => {
      const [code, sum] = [valueAt(group, "key", "area", "code"), valueAt(group, "values", "persons", "sum")];
      return {
        count: valueAt(group, "count"),
        isSuppressed: valueAt(group, "isSuppressed"),
        keys: [
          { text: valueAt(group, "key", "area", "name"), value: code, link: { type: "Area", key: code } },
        ],
        values: [{ sum: typeof sum === "number" ? String(sum) : null }],
      };
    });
    expect(expected.length).toBeGreaterThan(10);
    expect(valueAt(data, "dataset", "groups")).toEqual(expected);
  });
});

test("the series of a dataset are those of its list", async () => {
  const points = "points { period value isComplete change changePercent changeOnYear changeOnYearPercent }";
  const data = await ask(
    `{ dataset(id: "${LIVING}") { all: series(measure: "persons") { key { name } ${points} } towns: series(measure: "persons", by: "areaCode", from: "2026-05", to: "2026-07") { key { text } ${points} } }
      minimumLivingFigures { all: series(measure: PERSONS) { ${points} } towns: series(measure: PERSONS, by: AREA_CODE, from: "2026-05", to: "2026-07") { key { area { name } } ${points} } } }`,
  );
  const pointsOf = (series: unknown): unknown => listOf(series).map((one) => valueAt(one, "points"));
  for (const name of ["all", "towns"])
    expect(pointsOf(valueAt(data, "dataset", name))).toEqual(
      pointsOf(valueAt(data, "minimumLivingFigures", name)),
    );
  expect(valueAt(data, "dataset", "all", 0, "key")).toBeNull();
  expect(listOf(valueAt(data, "dataset", "towns")).map((one) => valueAt(one, "key", "text"))).toEqual(
    listOf(valueAt(data, "minimumLivingFigures", "towns")).map((one) => valueAt(one, "key", "area", "name")),
  );
});
