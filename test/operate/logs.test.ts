/** What operators find in the log: the line of an error's reference, the access log, slow operations. */
import { connect } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { followOverEventStream } from "../live/clients.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

let hub: TestHub;
/** How many lines there were before the test. */
let before = 0;

beforeAll(async () => {
  hub = await startHub({ holds: "directory", settings: { ACCESS_LOG: "true", SLOW_QUERY_MS: "1" } });
});
beforeEach(() => {
  before = hub.logged.length;
});
afterAll(() => hub.close());

type Line = Readonly<Record<string, unknown>>;

const lines = (): readonly Line[] => hub.logged.slice(before).map((line): Line => JSON.parse(line));
const about = (message: RegExp): readonly Line[] =>
  lines().filter((line) => message.test(String(line["message"])));

function post(body: object, headers: Readonly<Record<string, string>> = {}, path = ""): Promise<Response> {
  return fetch(`${hub.url}/graphql${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** While a table is away. */
async function without(table: string, work: () => Promise<void>): Promise<void> {
  const { pool } = hub.parts.database;
  const [schema = "", name = ""] = table.split(".");
  await pool.query(`ALTER TABLE ${table} RENAME TO ${name}_away`);
  try {
    await work();
  } finally {
    await pool.query(`ALTER TABLE ${schema}.${name}_away RENAME TO ${name}`);
  }
}

test("a citizen's error has one reference, and the log one line under it, which says whose, where and why", async () => {
  await without("directory.areas", async () => {
    const answer: unknown = await (
      await post(
        { query: "query Areas { areas { nodes { name } } }" },
        { "graphql-client-name": "portal", "graphql-client-version": "3.1" },
      )
    ).json();
    const reference = valueAt(answer, "errors", 0, "extensions", "details", "requestId");
    expect(valueAt(answer, "errors", 0, "message")).toContain(reference);
    expect(lines().filter((line) => JSON.stringify(line).includes(String(reference)))).toMatchObject([
      {
        level: "error",
        requestId: reference,
        operation: "Areas",
        client: "portal@3.1",
        view: "/",
        stage: "run",
        subgraph: "directory",
        path: ["areas", "nodes"],
        errorCode: "42P01",
        ms: expect.any(Number),
      },
    ]);
    // And no other line is about it: work of the hub that misses the table too says that it tries again.
    const isOwnWork = ({ message }: Line): boolean => String(message).endsWith("will be tried again");
    expect(lines().filter((line) => line["level"] === "error" && !isOwnWork(line))).toHaveLength(1);
  });
});

test("of an error of the registry it is one line, too", async () => {
  const token = await hub.token("supervisor", null);
  await without("registry.revision", async () => {
    const answer = await hub.query("query Graph { graphRevisions { nodes { number } } }", {}, token);
    const reference = valueAt(answer, "errors", 0, "extensions", "details", "requestId");
    expect(reference).toEqual(expect.any(String));
    expect(lines().filter(({ requestId }) => requestId === reference)).toMatchObject([
      { operation: "Graph", subgraph: "registry", errorCode: "42P01" },
    ]);
  });
});

test("of an event of a subscription, too", async () => {
  await hub.publish("directory.areas", "区划代码,名称,类别,上级区划代码,别名\n110118,示例区,区,,\n", "zwfwj");
  before = hub.logged.length;
  await without("directory.departments", async () => {
    const stream = await followOverEventStream(
      hub.url,
      'subscription Releases { released(after: "0", feeds: ["directory.areas"]) { number feed { lead { name } } } }',
    );
    const event = await stream.next();
    stream.stop();
    const reference = valueAt(event, "errors", 0, "extensions", "details", "requestId");
    expect(reference).toEqual(expect.any(String));
    expect(lines().filter(({ requestId }) => requestId === reference)).toMatchObject([
      { operation: "Releases", stage: "event", subgraph: "directory", errorCode: "42P01" },
    ]);
  });
  await until(() => about(/operation$/).length === 1, "its end is logged");
});

test("each operation is a line with its outcome and codes, and a repeated one is, too", async () => {
  for (let turn = 0; turn < 3; turn += 1)
    await (await post({ query: "query Known { areas { totalCount } }" })).text();
  await (await post({ query: "query Wrong { nothing }" })).text();
  await (await post({ query: "{ areas { totalCount } }" }, {}, "/no-such")).text();
  await until(() => about(/operation$/).length >= 5, "all are logged");
  expect(
    about(/operation$/).map(({ operation, kind, outcome, codes, view }) => ({
      operation,
      kind,
      outcome,
      codes,
      view,
    })),
  ).toEqual([
    { operation: "Known", kind: "query", outcome: "answered", view: "/" },
    { operation: "Known", kind: "query", outcome: "repeated", view: "/" },
    { operation: "Known", kind: "query", outcome: "repeated", view: "/" },
    { operation: null, kind: null, outcome: "refused", codes: ["GRAPHQL_VALIDATION_FAILED"], view: "/" },
    { operation: null, kind: null, outcome: "refused", codes: ["CONTRACT_UNKNOWN"], view: "no-such" },
  ]);
});

test("a slow one tells of its stages and of the subgraphs that it asked", async () => {
  await (
    await post({ query: "query Slow { areas { nodes { code name } } departments { totalCount } }" })
  ).text();
  await until(() => about(/slow/).length > 0, "it is logged");
  const [line] = about(/slow/);
  expect(line).toMatchObject({
    level: "warn",
    operation: "Slow",
    stages: { document: expect.any(Number), admit: expect.any(Number), run: expect.any(Number) },
    calls: { directory: { calls: expect.any(Number), ms: expect.any(Number) } },
  });
});

test("requests that are no operations are lines with their routes, and so is one that no operation could be read from", async () => {
  await (await fetch(`${hub.url}/health/live?token=${CANARY}`)).text();
  await (await fetch(`${hub.url}/${CANARY}`)).text();
  await (await fetch(`${hub.url}/graphql`, { method: "POST", body: `{"${CANARY}` })).text();
  await until(() => about(/request$/).length >= 3, "all are logged");
  expect(about(/request$/).map(({ method, route, status }) => ({ method, route, status }))).toEqual([
    { method: "GET", route: "/health/live", status: 200 },
    { method: "GET", route: null, status: 404 },
    { method: "POST", route: "/graphql", status: 415 },
  ]);
  expect(hub.logged.join("")).not.toContain(CANARY);
});

const CANARY = "canary-7f3a";
const [ID, TELEPHONE] = ["110228199001010010", "13900000000"];
const CANARIES = [CANARY, ID, TELEPHONE, "张示例"];

test("no line has what was asked for, with which values, or by whom", async () => {
  const clerk = await hub.token("clerk", "zwfwj", CANARY);
  const headers: Readonly<Record<string, string>> = {
    cookie: `session=${CANARY}`,
    referer: `https://example.cn/${CANARY}?id=${ID}`,
    "user-agent": `${CANARY} ${TELEPHONE}`,
    "x-forwarded-for": CANARY,
    "x-request-id": CANARY,
    traceparent: CANARY,
    "graphql-client-name": `portal ${ID}`,
    "graphql-client-version": TELEPHONE,
  };
  const name = `张示例 ${CANARY} ${ID}`;
  const askedFor = (field: string): readonly (readonly [object, Readonly<Record<string, string>>])[] => {
    const literal = `{ areas(where: { name: { eq: "${name}" } }) { ${field} } }`;
    const variable = `query ($name: String!) { areas(where: { name: { eq: $name } }) { ${field} } }`;
    return [
      [{ query: literal }, headers],
      [{ query: literal }, { ...headers, authorization: `Bearer ${clerk}` }],
      [{ query: literal }, { ...headers, authorization: `Bearer ${CANARY}` }],
      [{ query: literal }, { ...headers, "x-api-key": `tck_${CANARY}` }],
      [{ query: variable, variables: { name } }, headers],
      [{ query: variable, variables: { name: [name] } }, headers],
      [{ query: variable, variables: { name, [CANARY]: ID } }, headers],
      [{ query: `query Q${ID} { q${ID}: areas { nothing${ID} } }` }, headers],
      [{ query: `query Q${ID} { q${ID}: areas { ${field} } }`, operationName: `Q${ID}` }, headers],
      [{ query: `{ areas "${CANARY}${ID}" }` }, headers],
      [{ query: literal, extensions: { persistedQuery: { version: 1, sha256Hash: CANARY } } }, headers],
    ];
  };
  let requests = 0;
  const askAll = async (field: string): Promise<void> => {
    for (const [body, given] of askedFor(field)) {
      await (await post(body, given)).text();
      requests += 1;
    }
    await hub.submit("directory.areas", `名称\n${CANARY} ${ID}\n`, clerk);
    requests += 1;
  };
  await askAll("totalCount");
  // Where they fail, the log has more to say.
  await without("directory.areas", () => askAll("nodes { name }"));
  await until(() => about(/(?:operation|request)$/).length >= requests, "all are logged");
  const written = hub.logged.slice(before);
  expect(written.length).toBeGreaterThan(requests);
  expect(written.some((line) => line.includes('"requestId"'))).toBe(true);
  expect(written.filter((line) => CANARIES.some((canary) => line.includes(canary)))).toEqual([]);
});

test("a client that hangs up is no error", async () => {
  const { port } = new URL(hub.url);
  const body = JSON.stringify({ query: "query Left { areas { nodes { name } } }" });
  const head = `POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  // In the middle of its body, and while its answer is made.
  for (const sent of [head + body.slice(0, 9), head + body]) {
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    socket.write(sent);
    socket.resetAndDestroy();
  }
  // What was sent before is over when this one is answered, and logged.
  await hub.query("query After { areas { totalCount } }");
  await until(() => about(/operation$/).some(({ operation }) => operation === "After"), "it is logged");
  expect(lines().filter(({ level, requestId }) => level === "error" || requestId !== undefined)).toEqual([]);
});
