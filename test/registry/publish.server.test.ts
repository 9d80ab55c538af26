import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createKeptTexts } from "../../gateway/registry/store/kept-texts-table.js";
import { DEFAULT_CONTRACTS } from "../../gateway/graph/contracts/default-contracts.js";
import { createApplyKept } from "../../gateway/graph/kept/apply-kept.js";
import { viewOf } from "../../gateway/graph/kept/made-of.js";
import { CORE } from "../prepared.js";
import { startHub, valueAt, type Answer, type TestHub } from "../start-hub.js";
import { startDepartmentService, type DepartmentService } from "./department-service.js";
import { until } from "../until.js";

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const V1 = `${LINK}
type Area @key(fields: "code") {
  code: String!
  """经过的公交线路数 / Bus lines that pass"""
  busLines: Int
}
`;
const V2 = V1.replace(
  "  busLines: Int\n",
  '  busLines: Int\n  """公交站数 / Bus stops"""\n  busStops: Int\n',
);
const RESOLVERS = {
  Area: {
    __resolveReference: ({ code }: { readonly code: string }) => ({ code, busLines: 7, busStops: 21 }),
  },
};
const REPORT =
  "ok revision findings { code severity coordinate message { zh } } changes { coordinate severity }";
const PUBLISH = `mutation ($input: SubgraphInput!) { result: publishSubgraph(input: $input, note: "测试") { ${REPORT} } }`;
const AREA = '{ area(code: "110118001") { name busLines } }';

let hub: TestHub;
let service: DepartmentService;
let developer: string;
let supervisor: string;
beforeAll(async () => {
  hub = await startHub({ domains: CORE, holds: "directory", settings: { SUBGRAPH_NETWORKS: "127.0.0.0/8" } });
  service = await startDepartmentService(V1, RESOLVERS);
  [developer, supervisor] = await Promise.all([hub.token("developer", "jtj"), hub.token("supervisor", null)]);
});
afterAll(async () => {
  service.close();
  await hub.close();
});

const input = (sdl: string | null = null, name = "transport"): Readonly<Record<string, unknown>> => ({
  input: { name, url: service.url, sdl },
});
const resultOf = (answer: Answer): unknown => {
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return valueAt(answer.data, "result");
};
const codeOf = ({ errors }: Answer): unknown => errors?.[0]?.extensions["code"];

test("a check changes nothing", async () => {
  const before = await hub.query("{ graphRevision { number } }");
  expect(
    resultOf(
      await hub.query(
        PUBLISH.replace('publishSubgraph(input: $input, note: "测试")', "checkSubgraph(input: $input)"),
        input(V1),
        developer,
      ),
    ),
  ).toMatchObject({ ok: true, revision: null, changes: [{ coordinate: "Area.busLines", severity: "SAFE" }] });
  expect(await hub.query("{ graphRevision { number } }")).toEqual(before);
  expect((await hub.query(AREA)).errors?.[0]?.extensions["code"]).toBe("GRAPHQL_VALIDATION_FAILED");
});

test("a field that a department publishes is in the district's graph at once, beside the hub's own", async () => {
  expect(resultOf(await hub.query(PUBLISH, input(V1), developer))).toMatchObject({
    ok: true,
    revision: expect.any(Number),
    findings: [],
  });
  expect((await hub.query(AREA)).data).toEqual({
    area: { name: expect.stringContaining("街道"), busLines: 7 },
  });
});

test("the views of what was published are kept for the next start, and one that was changed in the database is not used", async () => {
  const { pool } = hub.parts.database;
  const {
    rows: [latest],
  } = await pool.query<{ supergraph: string }>(
    "SELECT supergraph FROM registry.revision ORDER BY number DESC LIMIT 1",
  );
  const [definition] = DEFAULT_CONTRACTS;
  if (!latest || !definition) throw new Error("Nothing was published");
  const logged: unknown[] = [];
  const kept = createKeptTexts({ pool }, (entry) => logged.push(entry));
  const of = viewOf(latest.supergraph, definition);
  const view = await kept.find(of);
  expect(view).toBe(await (await fetch(`${hub.url}/schema/${definition.name}.graphql`)).text());
  await pool.query(
    "UPDATE registry.kept_text SET text = replace(text, 'busLines', 'busStops') WHERE of = $1",
    [of],
  );
  expect([await kept.find(of), logged]).toEqual([null, [expect.objectContaining({ of })]]);
  const answers = await createApplyKept(kept, (entry) => logged.push(entry))({
    supergraph: latest.supergraph,
    definitions: [definition],
  });
  expect([answers.get(definition.name), await kept.find(of)]).toEqual([{ ok: true, sdl: view }, view]);
});

test("the same again is nothing new", async () => {
  expect(resultOf(await hub.query(PUBLISH, input(V1), developer))).toMatchObject({
    ok: true,
    revision: null,
  });
});

test("a name belongs to the department that first published under it", async () => {
  const other = await hub.token("developer", "wjw");
  expect(codeOf(await hub.query(PUBLISH, input(V1), other))).toBe("SUBGRAPH_NAME_TAKEN");
  expect(codeOf(await hub.query(PUBLISH, input(V1, "disclosure"), developer))).toBe("SUBGRAPH_NAME_TAKEN");
  expect(codeOf(await hub.query('mutation { removeSubgraph(name: "transport") { ok } }', {}, other))).toBe(
    "SUBGRAPH_NAME_TAKEN",
  );
});

test("nobody publishes without a developer's token", async () => {
  expect(codeOf(await hub.query(PUBLISH, input(V1)))).toBe("GRAPHQL_VALIDATION_FAILED");
  expect(codeOf(await hub.query(PUBLISH, input(V1), await hub.token("clerk", "jtj")))).toBe("FORBIDDEN");
});

test("an address that leads into the hub's own machine or is none is refused, and nothing is sent there", async () => {
  for (const url of [
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "http://user:secret@127.0.0.1/graphql",
    "http://[::1]/graphql",
    "no url",
  ]) {
    expect(codeOf(await hub.query(PUBLISH, { input: { name: "transport", url, sdl: V1 } }, developer))).toBe(
      "SUBGRAPH_URL_REFUSED",
    );
  }
});

test("a schema can be checked before its service is deployed", async () => {
  const answer = await hub.query(
    `mutation ($input: SubgraphInput!) { result: checkSubgraph(input: $input) { ${REPORT} } }`,
    input(V2),
    developer,
  );
  expect(resultOf(answer)).toMatchObject({
    ok: true,
    findings: [{ code: "SERVICE_SDL_DIFFERS", severity: "WARNING" }],
    changes: [{ coordinate: "Area.busStops" }],
  });
});

test("a schema that the running service does not have is refused", async () => {
  expect(resultOf(await hub.query(PUBLISH, input(V2), developer))).toMatchObject({
    ok: false,
    revision: null,
    findings: [{ code: "SERVICE_SDL_DIFFERS" }],
  });
});

test("without a file the schema is read from the running service", async () => {
  service.deploy(V2);
  expect(resultOf(await hub.query(PUBLISH, input(), developer))).toMatchObject({
    ok: true,
    changes: [{ coordinate: "Area.busStops" }],
  });
  // As its developer tries it: that is nobody's use yet.
  expect((await hub.query('{ area(code: "110118001") { busStops } }', {}, developer)).data).toEqual({
    area: { busStops: 21 },
  });
});

const ROLLBACK = `mutation { result: rollbackSubgraph(name: "transport", version: 1, note: "站点数据停止维护") { ${REPORT} } }`;

const use = (client: string, headers = {}): Promise<unknown> =>
  fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "graphql-client-name": client, ...headers },
    body: JSON.stringify({ query: 'query Stops { area(code: "110118001") { busStops } }' }),
  });
/** Resolves once the client's operations are stored, which happens from time to time. */
const isStored = async (client: string): Promise<void> => {
  const count = async (): Promise<number | null> =>
    (await hub.parts.database.pool.query("SELECT 1 FROM registry.operation_use WHERE client = $1", [client]))
      .rowCount;
  await until(async () => (await count()) !== 0);
};

test("what only the department's own developers and an explorer ask can be taken away", async () => {
  service.deploy(V1);
  await use("own trial", { authorization: `Bearer ${developer}` });
  await use("explorer");
  for (const client of ["own trial", "explorer"]) await isStored(client);
  const FINDINGS = "ok findings { severity coordinate message { en } uses { client } }";
  const CHECK = `mutation ($input: SubgraphInput!) { result: checkSubgraph(input: $input) { ${FINDINGS} } }`;
  const message = { en: "The field Area.busStops is removed; no use of it counts" };
  expect(resultOf(await hub.query(CHECK, input(V1), developer))).toMatchObject({
    ok: true,
    findings: [{ severity: "INFO", coordinate: "Area.busStops", message, uses: [] }],
  });
});

test("what a client uses cannot be taken away, and the developer is told whose page would break", async () => {
  service.deploy(V1);
  await use("portal");
  await isStored("portal");
  const answer = await hub.query(
    ROLLBACK.replace("findings { code", "findings { uses { client requests lastDay operations } code"),
    {},
    developer,
  );
  expect(resultOf(answer)).toMatchObject({
    ok: false,
    revision: null,
    findings: expect.arrayContaining([
      expect.objectContaining({
        severity: "BREAKING",
        coordinate: "Area.busStops",
        uses: expect.arrayContaining([
          {
            client: "portal",
            requests: 1,
            lastDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
            operations: ["Stops"],
          },
        ]),
      }),
    ]),
  });
});

test("a permission to break something is asked for by one person and granted by another", async () => {
  const { data } = await hub.query(
    'mutation { requestPermission(input: { kind: BREAKING, subgraph: "transport", coordinate: "Area.busStops", reason: "站点数据停止维护" }) { id state } }',
    {},
    developer,
  );
  const id = valueAt(data, "requestPermission", "id");
  expect(valueAt(data, "requestPermission", "state")).toBe("REQUESTED");
  const DECIDE =
    "mutation ($id: ID!, $to: PermissionDecision!) { decidePermission(id: $id, decision: $to) { state decidedBy } }";
  expect(codeOf(await hub.query(DECIDE, { id, to: "GRANTED" }, developer))).toBe("FORBIDDEN");
  expect(codeOf(await hub.query(DECIDE, { id, to: "REVOKED" }, supervisor))).toBe("PERMISSION_STATE");
  expect(resultOf(await hub.query(ROLLBACK, {}, developer))).toMatchObject({ ok: false });
  expect((await hub.query(DECIDE, { id, to: "GRANTED" }, supervisor)).data).toEqual({
    decidePermission: { state: "GRANTED", decidedBy: "示例督查员" },
  });
  expect(codeOf(await hub.query(DECIDE, { id, to: "GRANTED" }, supervisor))).toBe("PERMISSION_STATE");
});

test("with the permission the department goes back to its earlier version", async () => {
  expect(resultOf(await hub.query(ROLLBACK, {}, developer))).toMatchObject({
    ok: true,
    revision: expect.any(Number),
    changes: [{ coordinate: "Area.busStops", severity: "BREAKING" }],
  });
  expect(codeOf(await hub.query('{ area(code: "110118001") { busStops } }'))).toBe(
    "GRAPHQL_VALIDATION_FAILED",
  );
});

test("what happened to the graph can be read by anyone, with the versions that each revision is made of", async () => {
  const { data } = await hub.query(
    '{ graphRevisions(first: 3) { nodes { kind subject by note members { name version } } } subgraph(name: "transport") { isServed owner { name } version { version url } versions { version } } }',
  );
  expect(data).toMatchObject({
    graphRevisions: {
      nodes: [
        { kind: "PUBLISH", subject: "transport", by: "示例开发员", note: "站点数据停止维护" },
        { kind: "PUBLISH", note: "测试" },
        { kind: "PUBLISH", members: expect.arrayContaining([{ name: "transport", version: 1 }]) },
      ],
    },
    subgraph: {
      isServed: true,
      owner: { name: expect.any(String) },
      version: { version: 3, url: null },
      versions: [{ version: 3 }, { version: 2 }, { version: 1 }],
    },
  });
});

test("a feed reader is told what changed, by whom, and whether it breaks anything", async () => {
  const response = await fetch(`${hub.url}/schema/changes.atom`);
  const text = await response.text();
  expect(response.headers.get("content-type")).toMatch("application/atom+xml");
  expect(text).toMatch(/<title>第\d+版：发布 published transport（不兼容） \(breaking\)<\/title>/);
  expect(text).toContain("- 不兼容 breaking  Area.busStops");
  expect(text).toContain("<author><name>示例开发员</name></author>");
  const again = await fetch(`${hub.url}/schema/changes.atom`, {
    headers: { "if-none-match": response.headers.get("etag") ?? "" },
  });
  expect(again.status).toBe(304);
});

test("a supervisor restores an earlier revision, beside the hub's own subgraphs of today", async () => {
  const { data } = await hub.query("{ graphRevisions(first: 2) { nodes { number } } }");
  const before = valueAt(data, "graphRevisions", "nodes", 1, "number");
  const RESTORE = `mutation ($number: Int!) { result: restoreGraph(number: $number, note: "应急") { ${REPORT} } }`;
  expect(codeOf(await hub.query(RESTORE, { number: before }, developer))).toBe("FORBIDDEN");
  service.deploy(V2);
  expect(resultOf(await hub.query(RESTORE, { number: before }, supervisor))).toMatchObject({ ok: true });
  expect((await hub.query('{ area(code: "110118001") { busStops } }')).data).toEqual({
    area: { busStops: 21 },
  });
});

test("a removed subgraph is gone from the graph, and its history stays", async () => {
  const { data } = await hub.query(
    'mutation { requestPermission(input: { kind: BREAKING, subgraph: "transport", coordinate: "Area.busLines", reason: "停用" }) { id } }',
    {},
    developer,
  );
  await hub.query(
    "mutation ($id: ID!) { decidePermission(id: $id, decision: GRANTED) { state } }",
    { id: valueAt(data, "requestPermission", "id") },
    supervisor,
  );
  expect(
    resultOf(
      await hub.query(
        `mutation { result: removeSubgraph(name: "transport", note: "停用") { ${REPORT} } }`,
        {},
        developer,
      ),
    ),
  ).toMatchObject({ ok: true });
  expect(codeOf(await hub.query(AREA))).toBe("GRAPHQL_VALIDATION_FAILED");
  expect(
    (await hub.query('{ subgraph(name: "transport") { isServed version { version } versions { version } } }'))
      .data,
  ).toMatchObject({
    subgraph: { isServed: false, version: null, versions: [{ version: 3 }, { version: 2 }, { version: 1 }] },
  });
  expect(
    codeOf(await hub.query('mutation { removeSubgraph(name: "transport") { ok } }', {}, developer)),
  ).toBe("SUBGRAPH_UNKNOWN");
});

describe("a department that does not exist", () => {
  const LIST =
    "{ subgraphs(last: 100) { nodes { name owner { code name } ownerCode ownerProblem { zh } } } }";
  const listed = async (): Promise<unknown> =>
    Object.values(valueAt((await hub.query(LIST)).data, "subgraphs", "nodes") ?? []).find(
      (subgraph) => valueAt(subgraph, "name") === "transport",
    );

  test("is refused whatever its token asks, with the codes that are nearest", async () => {
    const { errors } = await hub.query("{ __typename }", {}, await hub.token("developer", "jtjj"));
    expect(errors).toMatchObject([
      { message: expect.stringMatching(/“jtjj”.*jtj /), extensions: { code: "DEPARTMENT_UNKNOWN" } },
    ]);
  });

  test("harms nobody's list by what it left behind, which a supervisor gives to its rightful department and says why", async () => {
    await hub.parts.database.pool.query(
      "UPDATE registry.subgraph SET owner = 'jtjj' WHERE name = 'transport'",
    );
    expect(await listed()).toEqual({
      name: "transport",
      owner: null,
      ownerCode: "jtjj",
      ownerProblem: { zh: expect.stringContaining("jtj ") },
    });
    const assign = (department: string, reason: string, token: string): Promise<Answer> =>
      hub.query(
        'mutation ($department: String!, $reason: String!) { result: assignSubgraph(name: "transport", department: $department, reason: $reason) { owner { code } ownerProblem { zh } transfers { from to reason by } } }',
        { department, reason },
        token,
      );
    expect(codeOf(await assign("jtj", "写错了", developer))).toBe("FORBIDDEN");
    expect(codeOf(await assign("jtj", " ", supervisor))).toBe("SUBGRAPH_REASON_MISSING");
    expect(codeOf(await assign("jtjjj", "写错了", supervisor))).toBe("DEPARTMENT_UNKNOWN");
    expect(resultOf(await assign("jtj", "写错了", supervisor))).toMatchObject({
      owner: { code: "jtj" },
      ownerProblem: null,
      transfers: [{ from: "jtjj", to: "jtj", reason: "写错了" }],
    });
  });

  test("loses what it had in the graph by a supervisor, with a reason", async () => {
    await hub.parts.database.pool.query(
      "UPDATE registry.subgraph SET owner = 'jtjj' WHERE name = 'transport'",
    );
    const remove = (note: string | null): Promise<Answer> =>
      hub.query(
        'mutation ($note: String) { result: removeSubgraph(name: "transport", note: $note) { ok revision } }',
        { note },
        supervisor,
      );
    const isServed = resultOf(await hub.query('{ result: subgraph(name: "transport") { isServed } }'));
    if (valueAt(isServed, "isServed") === true) {
      expect(codeOf(await remove(null))).toBe("SUBGRAPH_REASON_MISSING");
      expect(resultOf(await remove("误发布"))).toMatchObject({ revision: expect.any(Number) });
    }
    expect(codeOf(await remove("误发布"))).toBe("SUBGRAPH_UNKNOWN");
    expect(
      codeOf(
        await hub.query('mutation { removeSubgraph(name: "disclosure", note: "x") { ok } }', {}, supervisor),
      ),
    ).toBe("SUBGRAPH_NAME_TAKEN");
    await hub.parts.database.pool.query(
      "UPDATE registry.subgraph SET owner = 'jtj' WHERE name = 'transport'",
    );
  });
});
