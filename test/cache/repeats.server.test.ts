/**
 * A request that is repeated word for word gets the answer that it would get if nobody had asked before: the
 * same status, headers and bytes, whatever was released, published or withdrawn meanwhile. A request that
 * says something more (a length for a GET that has no body, a POST in chunks) asks the same, and is never
 * answered from the store.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { Agent, request, type OutgoingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { areas } from "../../services/directory/feeds/areas.js";
import { departments } from "../../services/directory/feeds/departments.js";
import { LISTENER } from "../../services/kit/store/open/ear.js";
import { publish, type Cells } from "../../services/kit/store/store.test-data.js";
import { makeUscc } from "../../services/kit/values/uscc.js";
import { runDocuments } from "../documents/run-documents.js";
import { startDepartmentService, type DepartmentService } from "../registry/department-service.js";
import { CORE } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";
import { SCALE } from "../scale.js";

let hub: TestHub;
let service: DepartmentService;
let developer = "";
const agent = new Agent({ keepAlive: true });

beforeAll(async () => {
  hub = await startHub({
    domains: CORE,
    settings: {
      SUBGRAPH_NETWORKS: "127.0.0.0/8",
      WHOLE_GRAPH_FOR_ALL: "true",
      DOCUMENT_MODES: "public=trusted-only,mobile=log-unknown",
    },
  });
  developer = await hub.token("developer", "jtj");
  service = await startDepartmentService("type Query { unused: Int }");
  for (const feed of [areas.id, departments.id]) await release(feed);
  await change();
  await register("publish");
});
afterAll(async () => {
  agent.destroy();
  service.close();
  await hub.close();
});

let version = 0;
async function release(feed: string): Promise<void> {
  const name = `示例${(version += 1)}`;
  const rows: readonly Cells[] =
    feed === areas.id
      ? [{ code: "110118", name, kind: "区", parentCode: "", otherNames: "" }]
      : Array.from({ length: 12 }, (_, at) => ({
          code: at === 0 ? "jtj" : `bm${at}`,
          unifiedSocialCreditCode: makeUscc("11110118", `YL9000${at + 10}`.slice(-9)),
          name: `${name}${at}`,
          shortName: name,
          kind: "工作部门",
          parentCode: "",
          isEnforcing: "否",
        }));
  await publish(hub.parts.database, feed === areas.id ? areas : departments, "zwfwj", rows);
}

/** Another revision of the graph. */
let changes = 0;
async function change(): Promise<void> {
  changes += 1;
  const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) directive @cacheControl(maxAge: Int) on FIELD_DEFINITION
    type Query {
      """班次 / Trips"""
      trips: Int @cacheControl(maxAge: 3600)
      """第${changes}次 / Change ${changes}"""
      change${changes}: Int
    }
    """线路 / A line"""
    type TripsLine @key(fields: "id") {
      """编号 / Its number"""
      id: ID!
    }`;
  service.deploy(sdl, { Query: { trips: () => 7 }, TripsLine: {} });
  const { data, errors } = await hub.query(
    "mutation ($input: SubgraphInput!) { publishSubgraph(input: $input) { ok findings { code message { en } } } }",
    { input: { name: "trips", url: service.url, sdl } },
    developer,
  );
  if (valueAt(data, "publishSubgraph", "ok") !== true) throw new Error(JSON.stringify(errors ?? data));
}

const DOCUMENT = "query Registered { departments { nodes { code } } }";
const DOCUMENT_ID = createHash("sha256").update(DOCUMENT).digest("hex");
let isRegistered = false;
async function register(action: "publish" | "withdraw"): Promise<void> {
  isRegistered = action === "publish";
  await runDocuments({
    action,
    client: "portal",
    manifest: { [DOCUMENT_ID]: DOCUMENT },
    id: DOCUMENT_ID,
    hub: hub.url,
    token: developer,
  });
}

async function cut(): Promise<void> {
  const { kind, pool } = hub.parts.database;
  if (kind === "server")
    await pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()",
      [LISTENER],
    );
}

const TEXTS = [
  { query: "{ areas { nodes { code name } } }" },
  {
    query:
      "query D($first: Int) { departments(first: $first) { nodes { code name } totalCount } areas { nodes { name } } }",
    variables: { first: 2 },
  },
  {
    query:
      "query D($first: Int) { departments(first: $first) { nodes { code name } totalCount } areas { nodes { name } } }",
    variables: { first: 12 },
  },
  { documentId: DOCUMENT_ID },
  { query: "{ trips }" },
  { query: "{ __typename }" },
  { query: "{ departments { nodes { secret } } }" },
  { query: "{ departments(first: 1000) { nodes { code } } }" },
  { query: "mutation { nothing }" },
  { query: "{" },
] as const;

interface Asked {
  readonly method: "GET" | "HEAD" | "POST";
  readonly path: string;
  readonly text: number;
  readonly headers: OutgoingHttpHeaders;
  readonly token: OutgoingHttpHeaders;
  /** Which tag it has, if any. */
  readonly held: "none" | "last" | "other" | "any";
}
interface Answer {
  readonly status: number;
  readonly head: readonly string[];
  readonly body: string;
}

const tags = new Map<string, string>();

function tagFor({ path, text, held }: Asked): string | undefined {
  return { none: undefined, last: tags.get(`${path} ${text}`), other: 'W/"other"', any: "*" }[held];
}

function send(
  { method, path, text, headers, token }: Asked,
  tag: string | undefined,
  isPlain: boolean,
): Promise<Answer> {
  const body = JSON.stringify(TEXTS[text]);
  const parameters = new URLSearchParams(
    Object.entries(TEXTS[text] ?? {}).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
  const isPost = method === "POST";
  const all: OutgoingHttpHeaders = {
    ...headers,
    ...token,
    ...(tag === undefined ? {} : { "if-none-match": tag }),
    ...(isPost ? { "content-type": "application/json" } : {}),
    ...(isPost
      ? isPlain
        ? { "content-length": Buffer.byteLength(body) }
        : { "transfer-encoding": "chunked" }
      : isPlain
        ? {}
        : { "content-length": 0 }),
  };
  return new Promise((resolve, reject) => {
    request(
      `${hub.url}${path}${isPost ? "" : `?${parameters.toString()}`}`,
      { method, headers: all, agent },
      (response) => {
        const parts: Buffer[] = [];
        response
          .on("error", reject)
          .on("data", (part: Buffer) => parts.push(part))
          .on("end", () => {
            if (response.headers.etag !== undefined) tags.set(`${path} ${text}`, response.headers.etag);
            resolve({
              status: response.statusCode ?? 0,
              head: response.rawHeaders.flatMap((name, at, raw) =>
                at % 2 === 0 && name.toLowerCase() !== "date" ? [`${name}: ${raw[at + 1] ?? ""}`] : [],
              ),
              body: Buffer.concat(parts).toString("latin1"),
            });
          });
      },
    )
      .on("error", reject)
      .end(isPost ? body : undefined);
  });
}

async function repeated(): Promise<number> {
  return Number(
    /^tongcha_requests_repeated_total (\d+)/m.exec(await (await fetch(`${hub.url}/metrics`)).text())?.[1],
  );
}

/** Mostly what may be stored. */
const STORABLE = 5;
const TIMED = 4;
const asked: fc.Arbitrary<Asked> = fc.record({
  method: fc.constantFrom("GET", "POST", "HEAD"),
  path: fc.oneof(
    { weight: 4, arbitrary: fc.constant("/graphql") },
    fc.constantFrom("/graphql/public", "/graphql/mobile", "/graphql/nowhere"),
  ),
  text: fc.oneof(
    { weight: 5, arbitrary: fc.nat(STORABLE - 1) },
    fc.integer({ min: STORABLE, max: TEXTS.length - 1 }),
  ),
  held: fc.constantFrom("none", "none", "last", "other", "any"),
  headers: fc.record(
    {
      accept: fc.constantFrom(
        "application/json",
        "application/graphql-response+json",
        "*/*",
        "multipart/mixed;deferSpec=20220824, application/json",
      ),
      "accept-encoding": fc.constantFrom("gzip", "br, gzip", "identity"),
      origin: fc.constantFrom("https://portal.example", "null"),
      "graphql-client-name": fc.constantFrom("portal", Buffer.from("应用").toString("latin1")),
    },
    { requiredKeys: [] },
  ),
  token: fc.oneof(
    { weight: 8, arbitrary: fc.constant({}) },
    fc.constantFrom({ authorization: "" }, { authorization: "Bearer nonsense" }),
  ),
});
const event = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(areas.id, departments.id).map((feed) => () => release(feed)) },
  { weight: 1, arbitrary: fc.constant(change) },
  { weight: 2, arbitrary: fc.constant(() => register(isRegistered ? "withdraw" : "publish")) },
  { weight: 1, arbitrary: fc.constant(cut) },
);

test("a request that comes again is answered as if it were the first", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(asked, { minLength: 3, maxLength: 12 }),
      fc.array(event, { maxLength: 3 }),
      async (requests, events) => {
        for (const happen of [() => Promise.resolve(), ...events]) {
          await happen();
          for (const one of requests) {
            const tag = tagFor(one);
            // After the first the store has the answer, if it may have one.
            const ask = async (isPlain: boolean): Promise<Answer> => {
              const answer = await send(one, tag, isPlain);
              // A gateway that cannot hear of releases finds nothing in its store, and then what a department
              // keeps for a time has a new tag each time.
              return one.text === TIMED
                ? { ...answer, head: answer.head.filter((line) => !line.startsWith("etag")) }
                : answer;
            };
            const first = await ask(true);
            const again = await ask(true);
            const long = await ask(false);
            expect([first, again]).toEqual([long, long]);
            expect(await ask(true)).toEqual(long);
          }
        }
      },
    ),
    { numRuns: SCALE.repeats },
  );
  expect(await repeated()).toBeGreaterThan(4 * SCALE.repeats);
});

test("it is counted like any other, by the name that its client tells", async () => {
  // While a gateway does not know of every release, nothing is stored.
  await until(async () => {
    const known = await repeated();
    await send(
      { method: "GET", path: "/graphql", text: 0, held: "none", token: {}, headers: {} },
      undefined,
      true,
    );
    return (await repeated()) > known;
  });
  const before = await repeated();
  for (const name of ["first", "second", "second"])
    await send(
      {
        method: "GET",
        path: "/graphql",
        text: 0,
        held: "none",
        token: {},
        headers: { "graphql-client-name": name },
      },
      undefined,
      true,
    );
  expect(await repeated()).toBeGreaterThanOrEqual(before + 2);
  const count = async (): Promise<unknown> =>
    (
      await hub.parts.database.pool.query<{ client: string; requests: number }>(
        "SELECT client, sum(requests)::int AS requests FROM registry.operation_use WHERE client IN ('first', 'second') GROUP BY client ORDER BY client",
      )
    ).rows;
  await until(
    async () =>
      JSON.stringify(await count()) ===
      JSON.stringify([
        { client: "first", requests: 1 },
        { client: "second", requests: 2 },
      ]),
  );
});

describe("a body", () => {
  const body = JSON.stringify({ query: "{ areas { nodes { code } } }" });
  const head = (path: string, length: number): string =>
    `POST ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
  const say = async (pieces: readonly string[], isBrokenOff = false): Promise<string> => {
    const socket = connect(Number(new URL(hub.url).port), "127.0.0.1");
    const answer: Buffer[] = [];
    socket.on("data", (part: Buffer) => answer.push(part));
    for (const piece of pieces)
      await new Promise((resolve) => {
        socket.write(piece, resolve);
      });
    if (isBrokenOff) socket.end();
    await once(socket, "close");
    return Buffer.concat(answer).toString();
  };

  test("that comes in pieces is one", async () => {
    const pieces = [head("/graphql", body.length), ...(body.match(/.{1,5}/g) ?? [])];
    for (let times = 0; times < 2; times += 1)
      expect(await say(pieces)).toMatch(/^HTTP\/1\.1 200 [^]*"110118"/);
  });

  test("that ends too early harms nobody", async () => {
    for (let times = 0; times < 3; times += 1) await say([head("/graphql", 100), body.slice(0, 10)], true);
    expect(await say([head("/graphql", body.length), body])).toMatch(/^HTTP\/1\.1 200 /);
  });

  test.each([
    "/graphql/",
    "/graphql/a/b",
    "/graphqlx",
    `/graphql/${"a".repeat(60)}`,
    "/graphql/Public",
    "/graphql/%2F",
  ])("for %s, where nothing is, is answered 404", async (path) => {
    expect(await say([head(path, body.length), body])).toMatch(/^HTTP\/1\.1 404 /);
  });
});
