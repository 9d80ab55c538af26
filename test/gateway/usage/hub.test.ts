import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { ClientUse } from "../../../gateway/graph/composition/finding.js";
import { usesOf } from "../../../gateway/usage/reader.js";
import { startHub, valueAt, type TestHub } from "../../start-hub.js";
import { until } from "../../until.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  const variables = {
    where: { not: { and: [{ decisionNumber: { in: ["1"] } }] } },
    order: "DECISION_DATE_DESC",
  };
  for (const client of ["portal", "portal", "app"])
    expect(
      await post(PENALTIES, variables, { "graphql-client-name": client, "graphql-client-version": "2" }),
    ).toBe(200);
  expect(
    await post(
      "query Late($where: LicenceWhere = { or: [{ validTo: { isNull: true } }] }) { licences(where: $where) { ...on LicenceConnection { totalCount } } }",
      {},
      { "apollographql-client-name": "ios" },
    ),
  ).toBe(200);
  expect(await post("query Wrong { penalties { noSuchField } }", {}, NAMED)).toBe(400);
  expect(await post("query Wrong { penalties { totalCount }", {}, NAMED)).toBe(400);
  expect(
    await post(
      "query Wrong($where: PenaltyWhere) { penalties(where: $where) { totalCount } }",
      { where: { noSuchField: 1 } },
      NAMED,
    ),
  ).toBe(400);
  expect(await get('mutation Wrong { removeStandingQuery(id: "1", token: "x") }')).toBe(405);
  expect(await get("query ByUrl { areas { totalCount } }")).toBe(200);
  for (const [at, name] of HOSTILE.entries())
    expect(
      await post(
        `query Hostile${at} { departments { nodes { code } } }`,
        {},
        { "graphql-client-name": name },
      ),
    ).toBe(200);
  await until(async () => (await uses("Department.code")).length === 3);
});
afterAll(() => hub.close());

const PENALTIES =
  "query Page($where: PenaltyWhere, $order: [PenaltyOrder!]) { penalties(where: $where, orderBy: $order, first: 1) { nodes { decisionNumber } } }";
const TODAY: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
const NAMED = { "graphql-client-name": "careless" };
const HOSTILE = ["'; DROP TABLE registry.operation_use; --", "\u00ff\u009b[2J".repeat(500), "__proto__"];

const post = (query: string, variables: object, headers: Readonly<Record<string, string>>): Promise<number> =>
  send(
    "POST",
    "/graphql",
    { "content-type": "application/json", ...headers },
    JSON.stringify({ query, variables }),
  );
const get = (query: string): Promise<number> =>
  send("GET", `/graphql?query=${encodeURIComponent(query)}`, NAMED, "");
const uses = async (coordinate: string): Promise<readonly ClientUse[]> =>
  (await usesOf(hub.parts.database, { days: 1, least: 1 })([coordinate], "jtj")).get(coordinate) ?? [];
const clients = async (coordinate: string): Promise<readonly string[]> =>
  (await uses(coordinate)).map(({ client }) => client);

/** Not by fetch, which refuses to send what is hostile. */
function send(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    request(new URL(path, hub.url), { method, headers }, (response) => {
      text(response).then(() => resolve(response.statusCode ?? 0), reject);
    })
      .on("error", reject)
      .end(body);
  });
}

test("who selected a field and gave an argument is known by the name that it told", async () => {
  const expected = [
    { client: "portal@2", requests: 2, lastDay: TODAY, operations: ["Page"] },
    { client: "app@2", requests: 1, lastDay: TODAY, operations: ["Page"] },
  ];
  for (const coordinate of ["Query.penalties", "Query.penalties(orderBy:)", "Penalty.decisionNumber"])
    expect(await uses(coordinate)).toEqual(expected);
});

test("who sent an enum value or a nested input field in variables is known, and that nobody sent the others", async () => {
  for (const coordinate of [
    "PenaltyOrder.DECISION_DATE_DESC",
    "PenaltyWhere.not",
    "PenaltyWhere.and",
    "PenaltyWhere.decisionNumber",
    "TextFilter.in",
  ])
    expect([coordinate, await clients(coordinate)]).toEqual([coordinate, ["portal@2", "app@2"]]);
  for (const coordinate of [
    "PenaltyOrder.DECISION_DATE_ASC",
    "PenaltyWhere.or",
    "TextFilter.eq",
    "Penalty.fineAmount",
  ])
    expect(await uses(coordinate)).toEqual([]);
});

test("a variable's default counts for who relies on it", async () => {
  for (const coordinate of ["LicenceWhere.or", "LicenceWhere.validTo", "DateFilter.isNull"])
    expect(await uses(coordinate)).toEqual([
      { client: "ios", requests: 1, lastDay: TODAY, operations: ["Late"] },
    ]);
});

test("a request that is refused counts for nothing, and one by URL as any other", async () => {
  expect(await clients("Query.areas")).toEqual(["careless"]);
  for (const coordinate of ["Query.penalties", "Mutation", "PenaltyConnection.totalCount"])
    expect(await clients(coordinate)).not.toContain("careless");
});

test("hostile names are answered, kept in bounds, and told as the text that they are", async () => {
  const names = await clients("Department.code");
  expect(names).toContain("'; DROP TABLE registry.operation_use; --");
  expect(names).toContain("__proto__");
  for (const name of names) expect(name).toMatch(/^\P{C}{1,100}$/u);
});

test("developers and supervisors see in the graph who uses a field, and nobody else does", async () => {
  const coordinates = ["Penalty.decisionNumber", "Penalty.partyName"];
  const asked = (token?: string, given: readonly string[] = coordinates) =>
    hub.query(
      "query ($coordinates: [String!]!) { fieldUses(coordinates: $coordinates) { coordinate uses { client requests lastDay operations } } }",
      { coordinates: given },
      token,
    );
  const known = await uses("Penalty.decisionNumber");
  for (const token of [await hub.token("developer", "jtj"), await hub.token("supervisor", null)]) {
    const { data, errors } = await asked(token);
    expect(errors).toBeUndefined();
    expect(valueAt(data, "fieldUses")).toEqual([
      { coordinate: coordinates[0], uses: known },
      { coordinate: coordinates[1], uses: [] },
    ]);
  }
  const refusals = [
    await asked(await hub.token("clerk", "scjgj")),
    await asked(
      await hub.token("developer", "jtj"),
      Array.from({ length: 101 }, () => "Area.name"),
    ),
  ];
  expect(refusals.map(({ errors }) => errors?.[0]?.extensions["code"])).toEqual([
    "FORBIDDEN",
    "PAGE_ARGUMENTS",
  ]);
  expect((await asked()).errors).toBeDefined();
});
