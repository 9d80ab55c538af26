/**
 * Every limit of an operation on every transport: an operation that one transport refuses is refused by all.
 */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { CORE } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { codeOf } from "../live/clients.js";

const POINTS = 400;
let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({
    domains: CORE,
    holds: "directory",
    settings: {
      TRUSTED_PROXIES: "127.0.0.1",
      RATE_LIMITS: `${POINTS}/4000/40000`,
      COST_LIMITS: "*=300/300/300",
      DEPTH_LIMIT: "6",
      SELECTION_LIMIT: "40",
    },
  });
});
afterAll(() => hub.close());

type Ask = (address: string, query: string) => Promise<unknown>;

const post =
  (headers: Readonly<Record<string, string>>, bodyOf = (query: string): object => ({ query })): Ask =>
  async (address, query) => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": address, ...headers },
      body: JSON.stringify(bodyOf(query)),
    });
    const text = await response.text();
    const code = /"code":"(\w+)"/.exec(text)?.[1] ?? null;
    if (code === "RATE_EXCEEDED") {
      expect(response.status).toBe(429);
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(response.headers.get("ratelimit")).toMatch(/^"anonymous";r=\d+;t=\d+$/);
      expect(response.headers.get("ratelimit-policy")).toBe(`"anonymous";q=${POINTS};qu="points";w=60`);
    }
    return code;
  };
const overWebSocket: Ask = async (address, query) => {
  class FromAddress extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol, { headers: { "x-forwarded-for": address } });
    }
  }
  const client = createClient({
    url: `${hub.url.replace(/^http/, "ws")}/graphql`,
    webSocketImpl: FromAddress,
    retryAttempts: 0,
  });
  try {
    for await (const answer of client.iterate({ query })) return codeOf(answer) ?? null;
    return null;
  } catch (error) {
    return codeOf(error);
  } finally {
    await client.dispose();
  }
};

/** By the tool `query`; what is refused before its turn is refused as JSON-RPC. */
const overMcp: Ask = async (address, query) => {
  const response = await fetch(`${hub.url}/mcp`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "x-forwarded-for": address,
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "query", arguments: { query } },
    }),
  });
  const answer: unknown = await response.json();
  const refused = valueAt(answer, "error", "data", "code");
  if (refused !== undefined) return refused;
  return codeOf(JSON.parse(String(valueAt(answer, "result", "content", 0, "text")))) ?? null;
};

const TRANSPORTS: Readonly<Record<string, Ask>> = {
  POST: post({}),
  GET: async (address, query) => {
    const response = await fetch(`${hub.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { "x-forwarded-for": address },
    });
    return codeOf(await response.json()) ?? null;
  },
  "an event stream": post({ accept: "text/event-stream" }),
  "parts of an answer": post({ accept: "multipart/mixed;deferSpec=20220824, application/json" }),
  "a hash with its text": post({}, (query) => ({
    query,
    extensions: {
      persistedQuery: { version: 1, sha256Hash: createHash("sha256").update(query).digest("hex") },
    },
  })),
  WebSocket: overWebSocket,
  "a tool of agents": overMcp,
};

let one = 0;
/** A question that nobody has asked. */
const fresh = (): string => `{ a${(one += 1)}: departments(first: 5) { totalCount nodes { name } } }`;
const FAULTS: readonly (readonly [string, () => string])[] = [
  [
    "QUERY_TOO_COSTLY",
    () =>
      `{ a${(one += 1)}: departments(first: 100) { nodes { name } } b: departments(first: 100) { nodes { name } } c: departments(first: 100) { nodes { name } } d: departments(first: 100) { nodes { name } } }`,
  ],
  ["QUERY_TOO_DEEP", () => "{ a { a { a { a { a { a { a } } } } } } }"],
  ["QUERY_TOO_LARGE", () => `{ ${Array.from({ length: 41 }, (_, at) => `a${at}: __typename`).join(" ")} }`],
  ["GRAPHQL_VALIDATION_FAILED", () => "{ nothing }"],
  ["GRAPHQL_PARSE_FAILED", () => "{ nothing"],
];

let addresses = 0;
const another = (): string => `198.51.100.${(addresses += 1)}`;

describe.each(Object.entries(TRANSPORTS))("over %s", (_, ask) => {
  test.each(FAULTS)("%s is refused", async (code, query) => {
    expect(await ask(another(), query())).toBe(code);
  });

  test("who has spent its points is refused, and nobody else", async () => {
    const [greedy, patient] = [another(), another()];
    const codes: unknown[] = [];
    while (codes.length < 20 && codes.at(-1) !== "RATE_EXCEEDED") codes.push(await ask(greedy, fresh()));
    expect(codes.length).toBeGreaterThan(2);
    expect(codes.slice(0, -1).every((code) => code === null)).toBe(true);
    expect(codes.at(-1)).toBe("RATE_EXCEEDED");
    expect(await ask(patient, fresh())).toBeNull();
  });
});

test("addresses of one IPv6 network are one client; a token has its own points, and more of them", async () => {
  const ask = post({});
  const codes: unknown[] = [];
  for (let at = 1; at <= 20 && codes.at(-1) !== "RATE_EXCEEDED"; at += 1)
    codes.push(await ask(`2001:db8:1:2::${at}`, fresh()));
  expect(codes.at(-1)).toBe("RATE_EXCEEDED");
  expect(await ask("2001:db8:1:3::1", fresh())).toBeNull();
  const token = await hub.token("clerk", null);
  const withToken = post({ authorization: `Bearer ${token}` });
  for (let at = 0; at < 10; at += 1) expect(await withToken("2001:db8:1:2::1", fresh())).toBeNull();
});

test("answers that are kept cost next to nothing, and say what is left", async () => {
  const [address, query] = [another(), fresh()];
  const left: number[] = [];
  for (let at = 0; at < 30; at += 1) {
    const response = await fetch(`${hub.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { "x-forwarded-for": address },
    });
    expect(response.status).toBe(200);
    await response.text();
    left.push(Number(/r=(\d+)/.exec(response.headers.get("ratelimit") ?? "")?.[1]));
  }
  expect(Math.min(...left)).toBeGreaterThan(POINTS - 150);
});

const PERSISTED = { extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } };
test.each([
  ["an operation that is refused is paid like one that is carried out", '{"query":"{ notThere }"}', true],
  ["a body that cannot be read is paid, too", "{", true],
  ["what asks the client to come again is not", JSON.stringify(PERSISTED), false],
])("%s", async (_, body, isPaid) => {
  const address = another();
  const statuses: number[] = [];
  while (statuses.length < 60 && statuses.at(-1) !== 429) {
    const response = await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": address },
      body,
    });
    await response.text();
    statuses.push(response.status);
  }
  expect(statuses.at(-1) === 429).toBe(isPaid);
});

test("schemas are paid for as well; health is not", async () => {
  const address = another();
  const ask = (path: string): Promise<Response> =>
    fetch(`${hub.url}${path}`, { headers: { "x-forwarded-for": address } });
  const statuses: number[] = [];
  while (statuses.length < 20 && statuses.at(-1) !== 429)
    statuses.push((await ask("/schema.graphql")).status);
  expect(statuses.at(-1)).toBe(429);
  expect(valueAt(await (await ask("/schema.graphql")).json(), "code")).toBe("RATE_EXCEEDED");
  expect((await ask("/health/live")).status).toBe(200);
});
