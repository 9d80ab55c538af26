import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { until } from "../../test/until.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
  await until(
    async () =>
      valueAt((await hub.query('{ search(text: "密云") { isCurrent } }')).data, "search", "isCurrent") ===
      true,
  );
});
afterAll(() => hub.close());

async function ask(query: string): Promise<unknown> {
  const { data, errors } = await hub.query(query);
  if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
  return data;
}

async function codeOf(query: string): Promise<unknown> {
  return (await hub.query(query)).errors?.[0]?.extensions["code"];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Found often, but not too often to be counted. */
const TEXT = "餐饮";
const FACETS =
  "facets { type count } departmentFacets { code name count } areaFacets { code name count } yearFacets { year count }";

async function search(given: string, selection: string): Promise<unknown> {
  return valueAt(await ask(`{ search(text: "${TEXT}" ${given}) { ${selection} } }`), "search");
}

describe("what a search found", () => {
  test("is counted by type, department, town and year, and each count is what its filter finds", async () => {
    const all = await search("", `totalCount isComplete ${FACETS}`);
    expect(valueAt(all, "isComplete")).toBe(true);
    const filters = [
      ...listOf(valueAt(all, "facets")).map((one) => ["types", valueAt(one, "type"), one] as const),
      ...listOf(valueAt(all, "departmentFacets")).map(
        (one) => ["departments", JSON.stringify(valueAt(one, "code")), one] as const,
      ),
      ...listOf(valueAt(all, "areaFacets")).map(
        (one) => ["areas", JSON.stringify(valueAt(one, "code")), one] as const,
      ),
    ];
    expect(new Set(filters.map(([name]) => name)).size).toBe(3);
    for (const [name, value, facet] of filters)
      expect([name, value, await search(`, ${name}: [${String(value)}]`, "totalCount")]).toEqual([
        name,
        value,
        { totalCount: valueAt(facet, "count") },
      ]);
    const years = listOf(valueAt(all, "yearFacets"));
    expect(years.length).toBeGreaterThan(1);
    for (const facet of years) {
      const year = String(valueAt(facet, "year"));
      const found = await search(`, from: "${year}-01-01", until: "${year}-12-31"`, "totalCount");
      expect([year, found]).toEqual([year, { totalCount: valueAt(facet, "count") }]);
    }
  });

  test("is counted by one facet whatever its own filter says, and by the others within it", async () => {
    const all = await search("", FACETS);
    const code = String(valueAt(all, "departmentFacets", 0, "code"));
    const within = await search(`, departments: ["${code}"]`, `totalCount ${FACETS}`);
    expect(valueAt(within, "departmentFacets")).toEqual(valueAt(all, "departmentFacets"));
    const sum = listOf(valueAt(within, "facets")).reduce<number>(
      (total, one) => total + Number(valueAt(one, "count")),
      0,
    );
    expect(sum).toBe(valueAt(within, "totalCount"));
    expect(sum).toBeLessThan(
      listOf(valueAt(all, "facets")).reduce<number>((total, one) => total + Number(valueAt(one, "count")), 0),
    );
  });

  test("names departments and towns, and has the records that these handed in and are of", async () => {
    const all = await search("", FACETS);
    const [department, area] = [valueAt(all, "departmentFacets", 0), valueAt(all, "areaFacets", 0)];
    const [code, town] = [String(valueAt(department, "code")), String(valueAt(area, "code"))];
    const found = await ask(`{
      department(code: "${code}") { name } area(code: "${town}") { name }
      own: search(text: "${TEXT}", departments: ["${code}"], first: 50) { nodes { type record { ... on Record { department { code } } } } }
      there: search(text: "${TEXT}", areas: ["${town}"], first: 50) { nodes { record { ... on Record { fields { link { type key } } } } } }
    }`);
    expect(valueAt(department, "name")).toBe(valueAt(found, "department", "name"));
    expect(valueAt(area, "name")).toBe(valueAt(found, "area", "name"));
    const codes = listOf(valueAt(found, "own", "nodes"))
      .filter((hit) => valueAt(hit, "type") !== "DATASET")
      .map((hit) => valueAt(hit, "record", "department", "code"));
    expect(new Set(codes)).toEqual(new Set([code]));
    const towns = listOf(valueAt(found, "there", "nodes")).flatMap((hit) =>
      listOf(valueAt(hit, "record", "fields")).flatMap((field) =>
        valueAt(field, "link", "type") === "Area" ? [valueAt(field, "link", "key")] : [],
      ),
    );
    expect(new Set(towns)).toEqual(new Set([town]));
  });

  test("is nothing for a department and a town that there is not, and too many of them are refused", async () => {
    expect(await search(', departments: ["x"], areas: ["\'; --"]', "totalCount")).toEqual({ totalCount: 0 });
    expect(await search(", departments: []", "totalCount")).toEqual({ totalCount: 0 });
    const many = JSON.stringify(Array.from({ length: 51 }, (_, at) => `d${at}`));
    expect(await codeOf(`{ search(text: "${TEXT}", areas: ${many}) { totalCount } }`)).toBe("FILTER_INVALID");
  });

  test("keeps to the filters where it allows for typing mistakes", async () => {
    const found = await ask(
      '{ all: search(text: "示例甲甲餐饮有限公词") { isApproximate facets { type } } some: search(text: "示例甲甲餐饮有限公词", types: [PENALTY], from: "2026-01-01", until: "2026-12-31", first: 50) { nodes { type day } } }',
    );
    expect(valueAt(found, "all", "isApproximate")).toBe(true);
    const hits = listOf(valueAt(found, "some", "nodes"));
    expect(hits.length).toBeGreaterThan(0);
    for (const hit of hits) {
      expect(valueAt(hit, "type")).toBe("PENALTY");
      expect(String(valueAt(hit, "day"))).toMatch(/^2026-/);
    }
  });
});

describe("suggestions", () => {
  const suggest = async (text: string, first = 8): Promise<readonly unknown[]> =>
    listOf(
      valueAt(
        await ask(
          `{ suggestions(text: ${JSON.stringify(text)}, first: ${first}) { text type typeLabel id } }`,
        ),
        "suggestions",
      ),
    );
  const titles = (found: readonly unknown[]): readonly string[] =>
    found.map((one) => String(valueAt(one, "text")));

  test("are titles that begin with what is typed, each once, from the first character on", async () => {
    for (const text of ["示", "示例甲", "示例甲甲餐饮"]) {
      const found = titles(await suggest(text));
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found).size).toBe(found.length);
      expect(found.every((title) => title.startsWith(text))).toBe(true);
    }
  });

  test("lead to what they are", async () => {
    const party = (await suggest("示例甲甲餐饮有限公司")).find((one) => valueAt(one, "type") === "PARTY");
    expect(party).toMatchObject({ typeLabel: "行政相对人", text: "示例甲甲餐饮有限公司" });
    expect(await ask(`{ party(id: "${String(valueAt(party, "id"))}") { name } }`)).toEqual({
      party: { name: "示例甲甲餐饮有限公司" },
    });
  });

  test("allow for a wrong character, and for words in the middle", async () => {
    expect(titles(await suggest("示例甲甲餐饮有限公词"))).toContain("示例甲甲餐饮有限公司");
    expect(titles(await suggest("甲甲餐饮"))).toContain("示例甲甲餐饮有限公司");
  });

  test("are as many as are asked for, and none for nothing", async () => {
    expect(await suggest("示例", 3)).toHaveLength(3);
    expect(await suggest("示例", 20)).toHaveLength(20);
    for (const text of ["", " ", "%", "示例没有这样的标题吧吧吧吧"]) expect(await suggest(text)).toEqual([]);
    for (const first of [0, 21])
      expect(await codeOf(`{ suggestions(text: "示例", first: ${first}) { text } }`)).toBe("PAGE_ARGUMENTS");
    expect(await codeOf(`{ suggestions(text: "${"字".repeat(101)}") { text } }`)).toBe("FILTER_INVALID");
  });
});
