import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { discoverContracts } from "../kit/graph/serve/discover.js";
import { foldWords } from "../kit/words/grams.js";
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

const contracts = await discoverContracts();

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const { data, errors } = await hub.query(query, variables);
  if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
  return data;
}

async function codesOf(query: string): Promise<readonly unknown[] | undefined> {
  return (await hub.query(query)).errors?.map(({ extensions }) => extensions["code"]);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** All nodes of a list, page by page, from the start or from the end. */
async function walk(
  field: string,
  given: string,
  selection: string,
  forward: boolean,
): Promise<readonly unknown[]> {
  const [size, from, cursor, more] = forward
    ? ["first", "after", "endCursor", "hasNextPage"]
    : ["last", "before", "startCursor", "hasPreviousPage"];
  const found: unknown[] = [];
  for (let at: unknown = null; ;) {
    const data = await ask(
      `query ($at: String) { ${field}(${size}: 37, ${from}: $at ${given}) { nodes { ${selection} } pageInfo { ${cursor} ${more} } } }`,
      { at },
    );
    const page = listOf(valueAt(data, field, "nodes"));
    if (forward) found.push(...page);
    else found.unshift(...page);
    if (valueAt(data, field, "pageInfo", more) !== true) return found;
    at = valueAt(data, field, "pageInfo", cursor);
  }
}

describe("the list of parties", () => {
  const NAMED = "id name unifiedSocialCreditCode recordCount";

  test("has each once, by name from either end, and counts them", async () => {
    const found = await walk("parties", "", NAMED, true);
    const names = found.map((party) => foldWords(String(valueAt(party, "name"))));
    expect(new Set(found.map((party) => valueAt(party, "id"))).size).toBe(found.length);
    expect(names).toEqual(names.toSorted((one, other) => (one < other ? -1 : Number(one > other))));
    expect(await walk("parties", "", NAMED, false)).toEqual(found);
    expect(await ask("{ parties(first: 1) { totalCount } }")).toEqual({
      parties: { totalCount: found.length },
    });
    expect(await walk("parties", "orderBy: NAME_DESC", NAMED, true)).toEqual(found.toReversed());
  });

  test("is ordered by several: of equal names the identifiers", async () => {
    const found = await walk("parties", "orderBy: [NAME_DESC, ID_ASC]", "id name", true);
    const keyOf = (party: unknown): readonly string[] => [
      foldWords(String(valueAt(party, "name"))),
      String(valueAt(party, "id")),
    ];
    const expected = found.map(keyOf).toSorted(([one = "", oneId = ""], [other = "", otherId = ""]) => {
      if (one !== other) return one < other ? 1 : -1;
      return oneId < otherId ? -1 : 1;
    });
    expect(found.map(keyOf)).toEqual(expected);
    const byId = await walk("parties", "orderBy: ID_DESC", "id", false);
    expect(byId.map((party) => valueAt(party, "id"))).toEqual(
      found
        .map((party) => String(valueAt(party, "id")))
        .toSorted()
        .toReversed(),
    );
  });

  test("is found by how a name begins, by what it has in it, and by credit code", async () => {
    const all = await walk("parties", "", NAMED, true);
    const of = (found: readonly unknown[]): readonly unknown[] =>
      found.map((party) => valueAt(party, "name"));
    const begins = await walk("parties", 'where: { name: { startsWith: "示例甲" } }', NAMED, true);
    expect(begins.length).toBeGreaterThan(0);
    expect(of(begins)).toEqual(of(all).filter((name) => String(name).startsWith("示例甲")));
    const contains = await walk("parties", 'where: { name: { contains: "餐饮" } }', NAMED, true);
    expect(contains.length).toBeGreaterThan(0);
    expect(of(contains)).toEqual(of(all).filter((name) => String(name).includes("餐饮")));
    const code = "91110118YL00000041";
    for (const comparison of [`eq: "${code}"`, `in: ["${code}", "x"]`, `startsWith: "${code.slice(0, 17)}"`])
      expect(
        await ask(
          `{ parties(where: { unifiedSocialCreditCode: { ${comparison} } }) { nodes { id } totalCount } }`,
        ),
      ).toEqual({ parties: { nodes: [{ id: code }], totalCount: 1 } });
  });

  test("says how many records each has, in all and of each feed", async () => {
    const party = valueAt(
      await ask(
        `{ party(id: "91110118YL00000041") { recordCount recordCounts { count feed { id } }
          penalties(first: 1) { totalCount } inspections(first: 1) { totalCount } } }`,
      ),
      "party",
    );
    const counts = listOf(valueAt(party, "recordCounts"));
    const of = (feed: string): unknown =>
      valueAt(
        counts.find((each) => valueAt(each, "feed", "id") === feed),
        "count",
      );
    expect([of("enforcement.penalties"), of("enforcement.inspection-results")]).toEqual([
      valueAt(party, "penalties", "totalCount"),
      valueAt(party, "inspections", "totalCount"),
    ]);
    expect(counts.reduce<number>((sum, each) => sum + Number(valueAt(each, "count")), 0)).toBe(
      valueAt(party, "recordCount"),
    );
  });

  test("refuses what nothing can be found by, and a cursor of another list", async () => {
    expect(await codesOf('{ parties(where: { name: { contains: "店" } }) { totalCount } }')).toEqual([
      "FILTER_INVALID",
    ]);
    expect(
      await codesOf('{ parties(where: { unifiedSocialCreditCode: { eq: "a\\u0000" } }) { totalCount } }'),
    ).toEqual(["FILTER_INVALID"]);
    const cursor = valueAt(
      await ask("{ parties(first: 1) { pageInfo { endCursor } } }"),
      "parties",
      "pageInfo",
      "endCursor",
    );
    for (const given of [`after: "${String(cursor)}", orderBy: ID_ASC`, 'after: "x"'])
      expect(await codesOf(`{ parties(${given}) { nodes { id } } }`)).toEqual(["CURSOR_INVALID"]);
  });
});

describe("the latest of all feeds", () => {
  test("are the records of each list by their days, the newest first, from either end, without what is still to come", async () => {
    const until = "2026-06-30";
    const records: (readonly [day: string, id: string])[] = [];
    const all = listOf(
      valueAt(await ask("{ datasets(first: 100) { nodes { graphList } } }"), "datasets", "nodes"),
    ).map((node) => valueAt(node, "graphList"));
    // A dataset that is not open has no list
    const lists = all.filter((list) => typeof list === "string");
    expect(lists).toEqual(expect.arrayContaining(contracts.map(({ plural }) => plural)));
    for (const plural of lists)
      for (const node of await walk(plural, "", "id day", true)) {
        const day = valueAt(node, "day");
        if (typeof day === "string" && day <= until) records.push([day, String(valueAt(node, "id"))]);
      }
    const expected = records
      .toSorted(([day, id], [other, otherId]) =>
        day === other ? (id < otherId ? 1 : -1) : day < other ? 1 : -1,
      )
      .map(([, id]) => id);
    const idsOf = (found: readonly unknown[]): readonly unknown[] => found.map((node) => valueAt(node, "id"));
    expect(expected.length).toBeGreaterThan(1_000);
    expect(idsOf(await walk("latest", `until: "${until}"`, "id", true))).toEqual(expected);
    expect(idsOf(await walk("latest", `until: "${until}"`, "id", false))).toEqual(expected);
    expect(await ask(`{ latest(first: 1, until: "${until}") { totalCount } }`)).toEqual({
      latest: { totalCount: expected.length },
    });
  });

  test("are cards of whatever type, or of some types alone", async () => {
    const data = await ask(
      "{ latest(first: 8, types: [PENALTY, JOB_FAIR]) { nodes { __typename title day permalink department { name } feed { title } } edges { cursor } } }",
    );
    const nodes = listOf(valueAt(data, "latest", "nodes"));
    expect(nodes).toHaveLength(8);
    for (const node of nodes) {
      expect(["Penalty", "JobFair"]).toContain(valueAt(node, "__typename"));
      expect(valueAt(node, "title")).not.toBe("");
    }
  });

  test("are those of one department alone", async () => {
    const until = "2026-06-30";
    const OF = "id department { code }";
    const all = await walk("latest", `until: "${until}"`, OF, true);
    const expected = all.filter((node) => valueAt(node, "department", "code") === "rsj");
    expect(expected.length).toBeGreaterThan(20);
    expect(expected.length).toBeLessThan(all.length);
    expect(await walk("latest", `until: "${until}", department: "rsj"`, OF, true)).toEqual(expected);
    expect(await ask(`{ latest(until: "${until}", department: "rsj") { totalCount } }`)).toEqual({
      latest: { totalCount: expected.length },
    });
  });

  test("are refused for types without days, and after a cursor of other types", async () => {
    expect(await codesOf("{ latest(types: [SCHOOL]) { nodes { id } } }")).toEqual(["FILTER_INVALID"]);
    expect(await codesOf("{ latest(types: [PARTY]) { nodes { id } } }")).toEqual(["FILTER_INVALID"]);
    const cursor = valueAt(
      await ask("{ latest(first: 1, types: [PENALTY]) { pageInfo { endCursor } } }"),
      "latest",
      "pageInfo",
      "endCursor",
    );
    expect(await codesOf(`{ latest(after: "${String(cursor)}") { nodes { id } } }`)).toEqual([
      "CURSOR_INVALID",
    ]);
  });
});
