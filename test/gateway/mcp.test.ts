/** The interface of agents at `/mcp`, asked by the official client. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request as requestOf } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as textFrom } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openAgent, type Agent } from "../agent.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { verify, type Verified } from "../verify-release.js";

const PUBLIC_URL = "https://data.example.gov.cn";

let hub: TestHub;
let agent: Agent;
let client: Agent["client"];
beforeAll(async () => {
  hub = await startHub({
    holds: "samples",
    settings: { PUBLIC_URL, CORS_ORIGINS: "https://page.example" },
  });
  agent = await openAgent(hub.url);
  ({ client } = agent);
});
afterAll(async () => {
  await agent.close();
  await hub.close();
});

async function call(name: string, given: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { structuredContent, content, isError } = await client.callTool({ name, arguments: given });
  if (isError === true) return { isError, ...textOf(content) };
  expect(textOf(content)).toEqual(structuredContent);
  return structuredContent;
}

function textOf(content: unknown): object {
  return JSON.parse(String(valueAt(content, 0, "text"))) as object; // each answer is JSON
}

/** Asks this hub for an address of the public one. */
function follow(address: unknown): Promise<Response> {
  expect(String(address).startsWith(PUBLIC_URL)).toBe(true);
  return fetch(String(address).replace(PUBLIC_URL, hub.url));
}

const codeOf = (answer: unknown): unknown => valueAt(answer, "errors", 0, "extensions", "code");

async function aPenalty(): Promise<{ readonly id: string; readonly address: string }> {
  const found = await call("query", {
    query: "{ penalties(first: 1) { nodes { id permalink } } }",
  });
  const node = valueAt(found, "data", "penalties", "nodes", 0);
  return { id: String(valueAt(node, "id")), address: `${PUBLIC_URL}${String(valueAt(node, "permalink"))}` };
}

test("it offers its tools, all of them read-only, and says how to cite", async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    "search",
    "describe_dataset",
    "query",
    "get_record",
    "explain_provenance",
    "download_link",
    "duties",
  ]);
  for (const { annotations, outputSchema } of tools)
    expect([annotations?.readOnlyHint, outputSchema?.type]).toEqual([true, "object"]);
  expect(client.getInstructions()).toContain("Cite the source");
});

test("a search leads to records, each with source, release and an address that is there", async () => {
  const found = await call("search", { text: "行政处罚", first: 5 });
  const hits = Object.values(valueAt(found, "hits") ?? {});
  expect(hits.length).toBeGreaterThan(0);
  for (const hit of hits) {
    const { status } = await follow(valueAt(hit, "address"));
    expect(status).toBe(200);
  }
  const record = hits.find((hit) => valueAt(hit, "source") !== null);
  expect(valueAt(record, "source", "release", "number")).toEqual(expect.any(Number));
});

test("a search finds enterprises and datasets too, which are no records", async () => {
  for (const [type, text] of [
    ["DATASET", "处罚"],
    ["PARTY", "示例"],
  ]) {
    const found = await call("search", { text, types: [type], first: 1 });
    expect(valueAt(found, "hits", 0)).toMatchObject({ type, source: null });
    expect((await follow(valueAt(found, "hits", 0, "address"))).status).toBe(200);
  }
});

test("a dataset is described so that a query can be written from it", async () => {
  const described = await call("describe_dataset", { id: "enforcement.penalties" });
  expect(described).toMatchObject({ title: "行政处罚", publisher: { code: expect.any(String) } });
  expect(valueAt(described, "graph", "schema")).toContain("input PenaltyWhere");
  const answered = await call("query", { query: valueAt(described, "graph", "example") });
  expect(valueAt(answered, "data", "penalties", "totalCount")).toBe(valueAt(described, "rows"));
});

test("a query is answered as the graph answers, with the release it holds and a link to it", async () => {
  const query = "query ($first: Int) { penalties(first: $first) { totalCount nodes { id fineAmount } } }";
  const answered = await call("query", { query, variables: { first: 3 } });
  const { data } = await hub.query(query, { first: 3 });
  expect(valueAt(answered, "data")).toEqual(data);
  const latest = await hub.query("{ releases(first: 1) { nodes { number } } }");
  expect(valueAt(answered, "source", "release", "number")).toBe(
    valueAt(latest.data, "releases", "nodes", 0, "number"),
  );
  const linked = await follow(valueAt(answered, "source", "address"));
  expect(await linked.json()).toEqual({ data });
});

test("a record is given whole by its id or its address, and where it comes from is explained", async () => {
  const { id, address } = await aPenalty();
  const record = await call("get_record", { id: address });
  expect(record).toEqual(await call("get_record", { id }));
  const { data } = await hub.query(`{ penalty(id: "${id}") { decisionNumber fineAmount partyKindLabel } }`);
  expect(valueAt(record, "record")).toMatchObject(valueAt(data, "penalty") as object);
  const explained = await call("explain_provenance", { id });
  expect(valueAt(explained, "source")).toEqual(valueAt(record, "source"));
  expect(valueAt(explained, "source", "address")).toBe(address);
  expect(valueAt(explained, "release", "hash")).toMatch(/^[0-9a-f]{64}$/);
});

test("what proves a record is told with it: the verifier takes it for an answer of the graph", async () => {
  const { id } = await aPenalty();
  const told = await call("explain_provenance", { id });
  expect((await follow(valueAt(told, "proof", "head"))).status).toBe(200);
  const proofOf = (content: unknown): object => ({
    data: {
      node: {
        provenance: {
          proof: { ...Object(valueAt(told, "proof", "record")), content },
          release: { proof: valueAt(told, "proof", "release") },
        },
      },
    },
  });
  const content = String(valueAt(told, "proof", "record", "content"));
  expect(await verifyProof(id, proofOf(content))).toMatchObject({ holds: true });
  const other = content.replace(/\d(?=")/, (digit) => String((Number(digit) + 1) % 10));
  expect(other).not.toBe(content);
  expect(await verifyProof(id, proofOf(other))).toMatchObject({ holds: false });
});

async function verifyProof(id: string, kept: object): Promise<Verified> {
  const directory = await mkdtemp(join(tmpdir(), "tongcha-proof-"));
  const file = join(directory, "answer.json");
  await writeFile(file, JSON.stringify(kept));
  const verified = await verify("record", hub.url, id, file);
  await rm(directory, { recursive: true });
  return verified;
}

test("the links of a download lead to the files of its filter", async () => {
  const where = { fineAmount: { gte: "1" } };
  const linked = await call("download_link", { dataset: "enforcement.penalties", where, columns: ["id"] });
  const ndjson = Object.values(valueAt(linked, "files") ?? {}).find(
    (file) => valueAt(file, "format") === "NDJSON",
  );
  const lines = await (await follow(valueAt(ndjson, "address"))).text();
  const { data } = await hub.query(
    "query ($where: PenaltyWhere) { penalties(where: $where) { totalCount } }",
    {
      where,
    },
  );
  expect(lines.trim().split("\n")).toHaveLength(Number(valueAt(data, "penalties", "totalCount")));
});

test("a department's duties are told by its code or its name", async () => {
  const told = await call("duties", { department: "scjgj" });
  expect(await call("duties", { department: valueAt(told, "department", "name") })).toEqual(told);
  expect(Object.values(valueAt(told, "duties") ?? {}).length).toBe(valueAt(told, "total"));
  expect((await follow(valueAt(told, "address"))).status).toBe(200);
});

test("the schema of the view is a resource", async () => {
  const { resources } = await client.listResources();
  const uri = resources[0]?.uri ?? "";
  const { contents } = await client.readResource({ uri });
  expect(valueAt(contents[0], "text")).toBe(await (await follow(uri)).text());
});

describe("it is refused in both languages, with its code,", () => {
  test.each<[string, string, Readonly<Record<string, unknown>>, string]>([
    [
      "a mutation",
      "query",
      { query: "mutation { deleteStandingQuery(id: 1) }" },
      "GRAPHQL_VALIDATION_FAILED",
    ],
    [
      "a subscription",
      "query",
      { query: "subscription { datasetUpdated(id: 1) { dataset { id } } }" },
      "TOOL_READ_ONLY",
    ],
    ["a field that there is not", "query", { query: "{ nothing }" }, "GRAPHQL_VALIDATION_FAILED"],
    [
      "what the public view has not",
      "query",
      { query: "{ submissions { totalCount } }" },
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["a query that costs too much", "query", { query: costly() }, "QUERY_TOO_COSTLY"],
    ["an argument that is no text", "search", { text: 1 }, "TOOL_ARGUMENTS"],
    ["an argument that there is not", "duties", { department: "scjgj", limit: 1 }, "TOOL_ARGUMENTS"],
    ["a record that there is not", "get_record", { id: crypto.randomUUID() }, "RECORD_UNKNOWN"],
    ["the source of none", "explain_provenance", { id: "x" }, "RECORD_UNKNOWN"],
    ["a dataset that there is not", "describe_dataset", { id: "nothing" }, "TOOL_ARGUMENTS"],
    ["a download of none", "download_link", { dataset: "nothing" }, "TOOL_ARGUMENTS"],
    [
      "a filter by an unknown field",
      "download_link",
      { dataset: "enforcement.penalties", columns: ["x"] },
      "DOWNLOAD_INVALID",
    ],
    ["a department that there is not", "duties", { department: "nobody" }, "TOOL_ARGUMENTS"],
  ])("%s", async (_, name, given, code) => {
    const answer = await call(name, given);
    expect([valueAt(answer, "isError"), codeOf(answer)]).toEqual([true, code]);
    expect(String(valueAt(answer, "errors", 0, "message"))).toMatch(/\p{Script=Han}/u);
    expect(String(valueAt(answer, "errors", 0, "extensions", "english"))).toMatch(/^[\x20-\x7e]+$/);
  });

  test("a tool that there is not", async () => {
    await expect(client.callTool({ name: "delete_all", arguments: {} })).rejects.toMatchObject({
      code: -32_602,
      data: { code: "TOOL_UNKNOWN", message: expect.stringContaining("没有工具") as unknown },
    });
  });
});

function costly(): string {
  return `{ ${Array.from({ length: 120 }, (_, at) => `a${at}: penalties(first: 100) { nodes { id } }`).join(" ")} }`;
}

const PING = { jsonrpc: "2.0", id: 1, method: "ping" };

function send(
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  method = "POST",
): Promise<Response> {
  return fetch(`${hub.url}/mcp`, {
    method,
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    ...(method === "POST" && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}

describe("over HTTP", () => {
  test("one message has one answer, and there is no session", async () => {
    const response = await send(PING);
    expect([response.status, response.headers.get("mcp-session-id")]).toEqual([200, null]);
    expect(await response.json()).toEqual({ jsonrpc: "2.0", id: 1, result: {} });
    expect((await send({ jsonrpc: "2.0", method: "notifications/initialized" })).status).toBe(202);
  });

  test.each<[string, unknown, Readonly<Record<string, string>>, number, string]>([
    ["several messages at once", [PING, PING], {}, 400, "REQUEST_INVALID"],
    ["what is no message", { hello: "world" }, {}, 400, "REQUEST_INVALID"],
    ["what is no JSON", "{", {}, 400, "REQUEST_INVALID"],
    ["a client that reads no streams", PING, { accept: "application/json" }, 400, "REQUEST_INVALID"],
    [
      "a version of the protocol to come",
      PING,
      { "mcp-protocol-version": "2999-01-01" },
      400,
      "REQUEST_INVALID",
    ],
    ["a form", "a=b", { "content-type": "application/x-www-form-urlencoded" }, 415, "CONTENT_TYPE"],
    [
      "a body over the limit",
      JSON.stringify({ ...PING, more: "x".repeat(2 ** 20) }),
      {},
      413,
      "REQUEST_TOO_LARGE",
    ],
    ["a body of brackets", `${"[".repeat(40_000)}${"]".repeat(40_000)}`, {}, 400, "REQUEST_INVALID"],
    ["a token that is not good", PING, { authorization: "Bearer x" }, 401, "TOKEN_INVALID"],
  ])("%s is refused", async (_, body, headers, status, code) => {
    const response = await send(body, headers);
    const told: unknown = await response.json();
    expect([response.status, valueAt(told, "error", "data", "code")]).toEqual([status, code]);
    expect(valueAt(told, "jsonrpc")).toBe("2.0");
  });

  test.each(["GET", "DELETE", "PUT"])("%s is told what there is instead", async (method) => {
    const response = await send(null, {}, method);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "OPTIONS, POST"]);
  });

  /** `fetch` sends the host that it connects to. */
  const named = (host: string, origin: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(hub.url);
      const headers = {
        host,
        origin,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      };
      requestOf({ hostname, port, path: "/mcp", method: "POST", headers }, (response) => {
        textFrom(response).then(resolve, reject);
      })
        .on("error", reject)
        .end(JSON.stringify(PING));
    });

  test.each([
    ["evil.example", "http://evil.example", "HOST_REFUSED"],
    ["localhost.evil.example:4000", "http://localhost.evil.example:4000", "HOST_REFUSED"],
    ["127.0.0.1.evil.example", "https://page.example", "HOST_REFUSED"],
    ["data.example.gov.cn", "https://evil.example", "ORIGIN_REFUSED"],
    ["data.example.gov.cn", "https://page.example", null],
    ["localhost:4000", "https://page.example", null],
    ["[::1]:4000", "https://page.example", null],
  ])("the host %s, asked for by a page of %s: %s", async (host, origin, code) => {
    const told: unknown = JSON.parse(await named(host, origin));
    expect(valueAt(told, "error", "data", "code") ?? null).toBe(code);
  });
});
