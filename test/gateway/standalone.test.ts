import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openPlanner } from "../../gateway/engine/plan/open-planner.js";
import { askWrongly } from "../ask-wrongly.js";
import { LENIENT } from "./lenient-parts.js";
import { openStandaloneGateway, type StandaloneGateway } from "../../gateway/open-standalone.js";
import { composeSupergraph } from "../../gateway/graph/composition/compose-known.js";
import { openSource } from "../../gateway/graph/source.js";
import { valueAt } from "../start-hub.js";
import { until } from "../until.js";

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const SOUND = `${LINK} type Query { things: [Thing!]! } type Mutation { touch: Int } type Thing @key(fields: "id") { id: ID! name: String }`;
const HOSTILE = `${LINK} type Query { weather: String } type Thing @key(fields: "id") { id: ID! mood: String moods: [String!] }`;

type Answer = (request: string, response: ServerResponse) => void;
const json = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
};
const things = [
  { __typename: "Thing", id: "1", name: "甲" },
  { __typename: "Thing", id: "2", name: "乙" },
];

let sound: Server;
let hostile: Server;
let folder: string;
let file: string;
let gateway: StandaloneGateway;
let behave: Answer;
const asked: string[] = [];
let hold: Promise<void> | null = null;
let more: readonly object[] | null = null;

beforeAll(async () => {
  sound = await serve((request, response) => {
    asked.push(request);
    void (hold ?? Promise.resolve()).then(() =>
      json(response, { data: request.includes("mutation") ? { touch: 1 } : { things: more ?? things } }),
    );
  });
  hostile = await serve((request, response) => behave(request, response));
  folder = await mkdtemp(join(tmpdir(), "tongcha-gateway-"));
  file = join(folder, "supergraph.graphql");
  await writeFile(file, supergraph());
  gateway = await openStandaloneGateway({
    source: openSource(file),
    contracts: [],
    makePlanner: await openPlanner(),
    host: "127.0.0.1",
    port: 0,
    subgraphTimeoutMs: 4_000,
    limits: {
      ...LENIENT,
      document: { selections: 2_000, depth: 15, tokens: 20_000 },
      operationTimeoutMs: 10_000,
      planningBudgetMs: 60_000,
    },
    trustedProxies: "",
    corsOrigins: "*",
    shareInFlight: true,
    log: () => undefined,
  });
});
afterAll(async () => {
  await gateway.close();
  for (const server of [sound, hostile]) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  behave = (_, response) =>
    json(response, {
      data: { weather: "晴", _entities: things.map(({ id }) => ({ mood: `好${id}`, moods: ["a"] })) },
    });
  // A subgraph that failed again and again is left alone for a moment.
  await until(async () => valueAt(await ask("{ weather }"), "data", "weather") === "晴");
  asked.length = 0;
});

async function serve(answer: Answer): Promise<Server> {
  const server = createServer((request: IncomingMessage, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => answer(Buffer.concat(parts).toString(), response));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function supergraph(more = ""): string {
  const urlOf = (server: Server): string =>
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`; // both listen on a port
  return composeSupergraph([
    { name: "sound", sdl: `${SOUND} ${more}`, url: urlOf(sound) },
    { name: "hostile", sdl: HOSTILE, url: urlOf(hostile) },
  ]).sdl;
}

async function ask(query: string): Promise<unknown> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

const QUERY = "{ things { id name mood } weather }";
const codesOf = (answer: unknown): readonly unknown[] =>
  Object.values(valueAt(answer, "errors") ?? {}).map((error) => valueAt(error, "extensions", "code"));

test("fields of several subgraphs come together", async () => {
  expect(await ask(QUERY)).toEqual({
    data: {
      things: [
        { id: "1", name: "甲", mood: "好1" },
        { id: "2", name: "乙", mood: "好2" },
      ],
      weather: "晴",
    },
  });
});

describe("a subgraph costs only its own fields", () => {
  const cases: readonly (readonly [string, Answer, string])[] = [
    [
      "that answers HTML",
      (_, response) => {
        response.writeHead(200, { "content-type": "text/html" }).end("<html>出错了</html>");
      },
      "SUBGRAPH_BAD_ANSWER",
    ],
    [
      "that answers 500 with HTML",
      (_, response) => {
        response.writeHead(500).end("<html>");
      },
      "SUBGRAPH_UNAVAILABLE",
    ],
    [
      "that answers with half a body",
      (_, response) => {
        response.writeHead(200, { "content-length": 1_000 }).write('{"data":');
        response.socket?.destroySoon();
      },
      "SUBGRAPH_UNAVAILABLE",
    ],
    [
      "that closes the connection",
      (_, response) => {
        response.socket?.destroy();
      },
      "SUBGRAPH_UNAVAILABLE",
    ],
    ["that never answers", () => undefined, "SUBGRAPH_TIMEOUT"],
    [
      "that answers a byte at a time",
      (_, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(" "), 20);
        response.on("close", () => clearInterval(timer));
      },
      "SUBGRAPH_TIMEOUT",
    ],
    ["that answers with a list", (_, response) => json(response, [1, 2]), "SUBGRAPH_BAD_ANSWER"],
    ["that answers with nothing in it", (_, response) => json(response, {}), "SUBGRAPH_BAD_ANSWER"],
    [
      "that answers with text for data",
      (_, response) => json(response, { data: "x" }),
      "SUBGRAPH_BAD_ANSWER",
    ],
    [
      "that redirects",
      (_, response) => {
        response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
      },
      "SUBGRAPH_BAD_ANSWER",
    ],
  ];
  test.each(cases)("%s", async (_, answer, code) => {
    behave = answer;
    const got = await ask(QUERY);
    expect(valueAt(got, "data")).toEqual({
      things: [
        { id: "1", name: "甲", mood: null },
        { id: "2", name: "乙", mood: null },
      ],
      weather: null,
    });
    expect(new Set(codesOf(got))).toEqual(new Set([code]));
    expect(JSON.stringify(got)).not.toContain("127.0.0.1");
  });

  test.each<readonly [string, unknown, string | null]>([
    ["gives too few entities", { weather: "晴", _entities: [{ mood: "好" }] }, "SUBGRAPH_BAD_ANSWER"],
    [
      "gives too many entities",
      { weather: "晴", _entities: [{ mood: "好" }, { mood: "好" }, { mood: "别人的" }] },
      "SUBGRAPH_BAD_ANSWER",
    ],
    ["gives null for the entities", { weather: "晴", _entities: null }, "SUBGRAPH_BAD_ANSWER"],
    ["gives text for the entities", { weather: "晴", _entities: "x" }, "SUBGRAPH_BAD_ANSWER"],
    [
      "gives other types than its schema says",
      { weather: { a: 1 }, _entities: [{ mood: [1] }, { mood: { b: 2 } }] },
      "ANSWER_INCOMPLETE",
    ],
    [
      "gives names of the language itself",
      JSON.parse(
        '{"weather":null,"_entities":[{"__proto__":{"mood":"x","polluted":true}},{"constructor":{"prototype":{"polluted":true}}}]}',
      ),
      null,
    ],
  ])("%s", async (_, data, code) => {
    behave = (_request, response) => json(response, { data });
    const got = await ask(QUERY);
    expect(valueAt(got, "data", "things")).toMatchObject([
      { id: "1", name: "甲", mood: null },
      { id: "2", name: "乙", mood: null },
    ]);
    if (code !== null) expect(codesOf(got)).toContain(code);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("whose errors stand at names of the language itself", async () => {
    behave = (_request, response) =>
      json(response, {
        data: { weather: null, _entities: [{ mood: null }, null] },
        errors: ["__proto__", "constructor", "toString"].map((name) => ({
          message: name,
          path: ["_entities", 0, name, "polluted"],
          extensions: { code: name },
        })),
      });
    const got = await ask("{ things { id mood } }");
    // Nobody asked for such a field: the error is told without a place.
    expect(valueAt(got, "errors")).toEqual(
      ["__proto__", "constructor", "toString"].map((name) => ({ message: name, extensions: { code: name } })),
    );
    expect(valueAt(got, "data")).toEqual({
      things: [
        { id: "1", mood: null },
        { id: "2", mood: null },
      ],
    });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("whose error has a place below an entity is told where that stands in the answer, and what else it says stays inside", async () => {
    behave = (_request, response) =>
      json(response, {
        data: { weather: null, _entities: [{ mood: "好" }, { mood: null }] },
        errors: [
          {
            message: "没有",
            path: ["_entities", 1, "mood"],
            extensions: { code: "NONE", stacktrace: ["/srv/secret.js"] },
          },
        ],
      });
    const got = await ask("{ things { id mood } }");
    expect(got).toEqual({
      data: {
        things: [
          { id: "1", mood: "好" },
          { id: "2", mood: null },
        ],
      },
      errors: [{ message: "没有", path: ["things", 1, "mood"], extensions: { code: "NONE" } }],
    });
  });
});

test("faults that are alike are told ten times, and how many more there are", async () => {
  const many = Array.from({ length: 500 }, (_, at) => ({ __typename: "Thing", id: `m${at}`, name: null }));
  more = many;
  behave = (_request, response) =>
    json(response, {
      data: { _entities: many.map(() => null) },
      errors: many.map((_, at) => ({
        message: "没有",
        path: ["_entities", at],
        extensions: { code: "NONE" },
      })),
    });
  const got = await ask("{ things { id mood } }");
  more = null;
  const errors = Object.values(valueAt(got, "errors") ?? {});
  expect(errors).toHaveLength(10);
  expect(errors.at(-1)).toEqual({
    message: "没有",
    path: ["things", 9, "mood"],
    extensions: { code: "NONE", alike: 490 },
  });
  expect(valueAt(got, "data", "things", 499)).toEqual({ id: "m499", mood: null });
});

test("a hundred thousand faults and as many missing fields are told without a standstill", async () => {
  const many = Array.from({ length: 20_000 }, (_, at) => ({ __typename: "Thing", id: `m${at}`, name: [at] }));
  more = many;
  behave = (_request, response) =>
    json(response, {
      data: { _entities: many.map(() => null) },
      errors: Array.from({ length: 100_000 }, (_, at) => ({
        message: "没有",
        path: ["_entities", at % 20_000],
        extensions: { code: "NONE" },
      })),
    });
  const got = await ask("{ things { id name mood } }");
  more = null;
  // Ten of those that were reported, ten of the names that are none.
  expect(codesOf(got)).toEqual([
    ...Array.from({ length: 10 }, () => "NONE"),
    ...Array.from({ length: 10 }, () => "ANSWER_INCOMPLETE"),
  ]);
  expect(valueAt(got, "data", "things", 19_999)).toEqual({ id: "m19999", name: null, mood: null });
});

describe("equal requests at the same time", () => {
  test("are one for queries, and each its own for mutations", async () => {
    let release = (): void => undefined;
    hold = new Promise((resolve) => {
      release = resolve;
    });
    let arrived = 0;
    const count = (): void => {
      arrived += 1;
    };
    gateway.app.server.on("request", count);
    const queries = Array.from({ length: 20 }, () => ask("{ things { id } }"));
    const mutations = Array.from({ length: 3 }, () => ask("mutation { touch }"));
    await until(async () => arrived >= 23 && asked.length >= 4);
    gateway.app.server.off("request", count);
    // Whoever came before this one was read before it.
    await ask("{ __typename }");
    release();
    hold = null;
    const answers = await Promise.all([...queries, ...mutations]);
    expect(answers.slice(0, 20)).toEqual(
      Array.from({ length: 20 }, () => ({ data: { things: [{ id: "1" }, { id: "2" }] } })),
    );
    expect(asked.filter((request) => request.includes("things"))).toHaveLength(1);
    expect(asked.filter((request) => request.includes("mutation"))).toHaveLength(3);
  });
});

test("whatever is asked of whatever route, what is refused has a code, a Chinese sentence and an English one", async () => {
  const { codes, faults } = await askWrongly(gateway.app, gateway.url);
  expect(faults).toEqual([]);
  expect([...codes]).toEqual(
    expect.arrayContaining(["METHOD_NOT_ALLOWED", "PATH_UNKNOWN", "PATH_TOO_LONG", "REQUEST_INVALID"]),
  );
});

describe("a new supergraph", () => {
  const ready = async (): Promise<unknown> => (await fetch(`${gateway.url}/health/ready`)).json();

  test("is taken while requests are under way, which end on the old one; a broken one is not, and readiness says so", async () => {
    let release = (): void => undefined;
    hold = new Promise((resolve) => {
      release = resolve;
    });
    const underWay = ask("{ things { id } }");
    await writeFile(file, supergraph("extend type Thing { colour: String }"));
    await until(
      async () =>
        valueAt(await ask('{ __type(name: "Thing") { fields { name } } }'), "data", "__type", "fields", 4) !==
          undefined ||
        JSON.stringify(await ask('{ __type(name: "Thing") { fields { name } } }')).includes("colour"),
    );
    release();
    hold = null;
    expect(await underWay).toEqual({ data: { things: [{ id: "1" }, { id: "2" }] } });

    await writeFile(file, "type Query { this is no supergraph");
    await until(async () => valueAt(await ready(), "supergraph") === "stale");
    expect(await ask("{ things { colour } }")).toEqual({
      data: { things: [{ colour: null }, { colour: null }] },
    });
    await writeFile(file, supergraph());
    await until(async () => valueAt(await ready(), "supergraph") === undefined);
  });
});
