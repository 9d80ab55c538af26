import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { CostRules } from "../../gateway/limits/cost-limits.js";
import { readCostRules } from "../../scripts/start/read-cost-rules.js";
import { readSettings } from "../../scripts/start/settings.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { answerJson, openTestGateway, serveSubgraph } from "./open-gateway.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ settings: { COST_LIMITS: "mobile=50/100/200" } });
});
afterAll(() => hub.close());

interface Asked {
  readonly status: number;
  readonly answer: unknown;
  readonly headers: Headers;
}

async function ask(
  url: string,
  query: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Asked> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, answer: await response.json(), headers: response.headers };
}
const codeOf = ({ answer }: Asked): unknown => valueAt(answer, "errors", 0, "extensions", "code");
const detailsOf = ({ answer }: Asked): unknown => valueAt(answer, "errors", 0, "extensions", "details");
const aliased = (count: number, field: (at: number) => string): string =>
  `{ ${Array.from({ length: count }, (_, at) => `a${at}: ${field(at)}`).join(" ")} }`;

const CHILDREN = "parent { children(first: 100) { nodes";
const NESTED = `{ areas(first: 100) { nodes { ${`${CHILDREN} { `.repeat(4)} name ${"} } } ".repeat(4)} } } }`;

describe("what would hold the hub up is refused, and told where it is dear", () => {
  test.each<readonly [string, string, string]>([
    [
      "areas in areas in areas",
      NESTED,
      "areas.nodes.parent.children.nodes.parent.children.nodes.parent.children.nodes.parent.children.nodes",
    ],
    [
      "the same by fragments and inline fragments",
      `{ areas(first: 100) { nodes { ...A } } } fragment A on Area { ... { ${CHILDREN} { ...B } } } } } fragment B on Area { ${CHILDREN} { ... on Area { name } } } } }`,
      "areas.nodes.parent.children.nodes.parent.children.nodes",
    ],
    [
      "groups over every column, again and again",
      aliased(
        50,
        () =>
          "penalties { groups(by: [AUTHORITY_NAME, PARTY_KIND, PENALTY_CATEGORIES, DEPARTMENT], every: DAY, date: DECISION_DATE, first: 1000) { count } }",
      ),
      "a0.groups",
    ],
    [
      "groups that give few",
      aliased(50, () => "penalties { groups(by: [PARTY_KIND], first: 1) { count } }"),
      "a0.groups",
    ],
    ["a hundred searches", aliased(100, (at) => `search(text: "食品${at}", first: 1) { totalCount }`), "a0"],
    [
      "counts of a page in each of a page",
      "{ penalties(first: 100) { nodes { party { penalties(first: 100) { nodes { party { penalties { totalCount } } } } } } } }",
      "penalties.nodes.party.penalties.nodes.party.penalties.totalCount",
    ],
    [
      "the schema, again and again",
      aliased(50, () => "__schema { types { fields { args { type { name } } type { name } } } }"),
      "a0.types.fields.type",
    ],
    [
      "pages in what a search finds",
      '{ search(text: "食品", first: 50) { nodes { record { ... on Party { penalties(first: 100) { nodes { party { licences(first: 100) { nodes { id } } } } } } } } } }',
      "search.nodes.record.penalties.nodes.party.licences.nodes",
    ],
  ])("%s", async (_, query, path) => {
    const refused = await ask(`${hub.url}/graphql`, query);
    expect([refused.status, codeOf(refused)]).toEqual([400, "QUERY_TOO_COSTLY"]);
    expect(detailsOf(refused)).toMatchObject({
      limit: 10_000,
      estimate: expect.any(Number),
      path,
      share: expect.any(Number),
    });
    expect(valueAt(refused.answer, "errors", 0, "message")).toMatch(/上限10000点.*请减小 first/);
  });

  test("however its sizes are given", async () => {
    const query =
      "query ($n: Int = 100) { areas(first: $n) { nodes { children(first: $n) { nodes { children(first: $n) { nodes { name } } } } } } }";
    expect(codeOf(await ask(`${hub.url}/graphql`, query))).toBe("QUERY_TOO_COSTLY");
    expect((await hub.query(query, { n: 100 })).errors?.[0]?.extensions["code"]).toBe("QUERY_TOO_COSTLY");
    expect((await hub.query(query, { n: 5 })).errors).toBeUndefined();
  });

  test("over GET and as a persisted query", async () => {
    const url = `${hub.url}/graphql?${new URLSearchParams({ query: NESTED }).toString()}`;
    expect(valueAt(await (await fetch(url)).json(), "errors", 0, "extensions", "code")).toBe(
      "QUERY_TOO_COSTLY",
    );
    const sha256Hash = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(NESTED))).toString(
      "hex",
    );
    const persisted = { query: NESTED, extensions: { persistedQuery: { version: 1, sha256Hash } } };
    for (const body of [persisted, { extensions: persisted.extensions }]) {
      const response = await fetch(`${hub.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      expect(valueAt(await response.json(), "errors", 0, "extensions", "code")).toBe("QUERY_TOO_COSTLY");
    }
  });
});

test("the limit is that of the view, and of who asks", async () => {
  const query = "{ areas(first: 100) { nodes { name } } }";
  const clerk = { authorization: `Bearer ${await hub.token("clerk", "scjgj")}` };
  const citizen = {
    authorization: `Bearer ${await hub.issuer.issue({ subject: "reader", name: "读者", department: null, roles: [] }, 60)}`,
  };
  const limits = async (view: string, headers: Readonly<Record<string, string>>): Promise<unknown> =>
    valueAt(
      (await ask(`${hub.url}/graphql${view}`, query, { ...headers, "tongcha-cost": "true" })).answer,
      "extensions",
      "cost",
      "limit",
    );
  expect(detailsOf(await ask(`${hub.url}/graphql/mobile`, query))).toMatchObject({
    limit: 50,
    estimate: 111,
  });
  expect(detailsOf(await ask(`${hub.url}/graphql/mobile`, query, citizen))).toMatchObject({ limit: 100 });
  expect(await limits("/mobile", clerk)).toBe(200);
  for (const view of ["", "/public"])
    expect([await limits(view, {}), await limits(view, citizen), await limits(view, clerk)]).toEqual([
      10_000, 40_000, 200_000,
    ]);
});

test("who asks for it is told the cost; everybody else has the same answer as before, and its tag", async () => {
  const query = "{ areas(first: 3) { totalCount nodes { name } } }";
  const first = await ask(`${hub.url}/graphql`, query);
  const told = await ask(`${hub.url}/graphql`, query, {
    "tongcha-cost": "true",
    "if-none-match": first.headers.get("etag") ?? "",
  });
  expect([told.status, told.headers.get("etag"), told.headers.get("cache-control")]).toEqual([
    200,
    null,
    "no-store",
  ]);
  expect(told.answer).toEqual({
    data: valueAt(first.answer, "data"),
    extensions: { cost: { estimate: 18, limit: 10_000, dearest: { path: ["areas"], points: 18 } } },
  });
  const again = await ask(`${hub.url}/graphql`, query);
  expect(first.headers.get("etag")).not.toBeNull();
  expect([again.headers.get("etag"), again.answer]).toEqual([first.headers.get("etag"), first.answer]);
  const failed = await ask(`${hub.url}/graphql`, "{ areas(first: 101) { nodes { name } } }", {
    "tongcha-cost": "true",
  });
  expect([codeOf(failed), valueAt(failed.answer, "extensions", "cost", "estimate")]).toEqual([
    "PAGE_ARGUMENTS",
    112,
  ]);
});

test("where costs are measured nothing is refused, and the log and the metrics say what would be", async () => {
  const sdl =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Query { words: [Word] } type Word { text: String }';
  const subgraph = await serveSubgraph((_, response) =>
    answerJson(response, { data: { words: [{ text: "字" }] } }),
  );
  const logged: Readonly<Record<string, unknown>>[] = [];
  const gateway = await openTestGateway([{ name: "words", sdl, url: subgraph.url }], {
    limits: { costs: { mode: "measure", limitOf: () => 10 } },
    log: (entry) => logged.push(entry),
  });
  const { answer } = await ask(`${gateway.url}/graphql`, "{ words { text } }", {
    "graphql-client-name": "portal",
  });
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  await gateway.close();
  subgraph.close();
  expect(answer).toEqual({ data: { words: [{ text: "字" }] } });
  expect(logged).toEqual([
    expect.objectContaining({
      code: "QUERY_TOO_COSTLY",
      view: "/",
      caller: "anonymous",
      client: "portal",
      estimate: 20,
      limit: 10,
      path: "words",
    }),
  ]);
  expect(metrics).toContain('tongcha_queries_too_costly_total{view="/",caller="anonymous",mode="measure"} 1');
  expect(metrics).toContain('tongcha_query_cost_points_sum{view="/",caller="anonymous"} 20');
});

test("the settings of costs are read, or refused", () => {
  const read = (settings: Readonly<Record<string, string>>): CostRules =>
    readCostRules(readSettings(settings), "measure", []);
  const rules = read({ COST_LIMITS: "*=1/2/3, /=4/5/6" });
  expect([rules.mode, rules.limitOf("public", "token"), rules.limitOf(null, "role")]).toEqual([
    "measure",
    2,
    6,
  ]);
  expect(read({ COST_MODE: "enforce" }).mode).toBe("enforce");
  for (const COST_LIMITS of ["*=1", "other=1/2/3", "*=1/2/3,*=1/2/3", "*=1/-2/3"])
    expect(() => read({ COST_LIMITS })).toThrow("COST_LIMITS");
  expect(() => read({ COST_MODE: "off" })).toThrow("COST_MODE");
});
