import { createServer, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import Fastify, { type FastifyInstance } from "fastify";
import { createRemoteJWKSet, decodeJwt, jwtVerify, SignJWT } from "jose";
import {
  CALLER_HEADER,
  CALLER_KEYS_PATH,
  CALLER_STATEMENT_TYPE,
  CALLER_TOKEN_MAX_AGE_SECONDS,
  type Caller,
} from "#schema/caller.js";
import type { LocalSubgraph } from "#schema/subgraph.js";
import { startLifetime } from "#schema/runtime/lifetime.js";
import { createPost } from "../../gateway/subgraphs/post.js";
import { openGateway } from "../../gateway/open-gateway.js";
import type { DepartmentTreatment } from "../../gateway/subgraphs/open-client.js";
import { createNetworks } from "../../gateway/subgraphs/networks.js";
import { valueAt } from "../start-hub.js";
import { fixedGraph } from "./fixed-graph.js";
import { departmentTreatment } from "./department-treatment.js";
import { publishKeys } from "../../gateway/rights/publish-keys.js";
import { lenientParts } from "./lenient-parts.js";
import { answerJson, serveSubgraph, type AnswerRequest, type HttpSubgraph } from "./open-gateway.js";
import { until } from "../until.js";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@external", "@key", "@requires", "@shareable"])';
const SOUND = `${LINK} type Query { things: [Thing!]! } interface Named { name: String } type Thing implements Named @key(fields: "id") { id: ID! name: String tags: [String!]! shape: Shape! } type Shape @shareable { area: Int }
  type Shop implements Named @key(fields: "id") { id: ID! name: String }`;
const HOSTILE = `${LINK} scalar Blob type Query { weather: String forecast(day: Int): String fallen: Int } type Thing @key(fields: "id") { id: ID! mood: String size: Int blob: Blob owner: Person } type Person { called: String } type Shop @key(fields: "id") { id: ID! open: Boolean }`;
const CALM = `${LINK} type Query { calm(n: Int): Int } type Thing @key(fields: "id") { id: ID! rating: Int mood: String @external cheer: String @requires(fields: "mood") }`;

/** The sound subgraph is in this process; its things have what the hostile one must not touch. */
const sound: LocalSubgraph = {
  name: "sound",
  sdl: SOUND,
  execute: () =>
    Promise.resolve({
      data: {
        things: ["1", "2"].map((id) => ({
          __typename: "Thing",
          id,
          name: `物${id}`,
          tags: ["a", `b${id}`],
          shape: { area: Number(id) },
        })),
      },
    }),
};
const HEALTHY =
  '"healthy":[{"id":"1","name":"物1","tags":["a","b1"],"shape":{"area":1}},{"id":"2","name":"物2","tags":["a","b2"],"shape":{"area":2}}]';
const QUERY =
  "{ healthy: things { id name tags shape { area } } things { id mood size blob owner { called } } weather }";
/** The sound subgraphs wait for this promise before they answer. */
let waitForHostile: Promise<void> = Promise.resolve();
/** The sound subgraph is asked in one go under both names, which are the gateway's own. */
const soundAsQuery: LocalSubgraph = {
  ...sound,
  execute: async (request) => {
    const { data } = await sound.execute(request);
    await waitForHostile;
    return {
      data: Object.fromEntries(
        request.query.match(/\b\w*things\b/g)?.map((name) => [name, structuredClone(data?.["things"])]) ?? [],
      ),
    };
  },
};

const CANARY = "CANARY-7f3a";
const LEAK = `Error: ${CANARY}\n    at Object.<anonymous> (/srv/secret/${CANARY}.js:1:1) http://10.9.8.7:4001/${CANARY}`;

let hostile: HttpSubgraph;
let calm: HttpSubgraph;
let canary: Server;
let canaryRequests = 0;
let app: FastifyInstance;
let url: string;
let behave: AnswerRequest;
const logged: string[] = [];
const headersSeen: (string | undefined)[] = [];

/** A field with arguments is asked for under a name of the gateway's own. */
const askedAs = (body: string, field: string): string =>
  new RegExp(`\\w*_${field}\\b`).exec(body)?.[0] ?? field;

const kind: AnswerRequest = (body, response) =>
  answerJson(response, {
    data: {
      weather: "晴",
      [askedAs(body, "forecast")]: "晴",
      _entities: [{ mood: "好" }, { mood: "好" }].slice(0, body.includes("_entities") ? 2 : 0),
    },
  });

async function open(
  treatment: Partial<DepartmentTreatment>,
  hostileUrl: string,
): Promise<{ readonly app: FastifyInstance; readonly url: string }> {
  const departments = { ...(await departmentTreatment()), ...treatment };
  const gateway = await openGateway({
    ...(await lenientParts({
      own: [soundAsQuery],
      departments,
      log: (entry) => logged.push(JSON.stringify(entry)),
      source: fixedGraph([
        sound,
        { name: "hostile", sdl: HOSTILE, url: hostileUrl, owner: "jtj" },
        { name: "calm", sdl: CALM, url: calm.url, owner: "swj" },
      ]),
    })),
    authenticate: (authorization) =>
      Promise.resolve(
        authorization === undefined
          ? null
          : ({
              subject: `person-${authorization}`,
              name: "张三",
              department: "jtj",
              roles: ["clerk"],
            } satisfies Caller),
      ),
  });
  const opened = Fastify();
  gateway.register(opened);
  publishKeys(opened, { issuer: null, callers: departments.statements.keys });
  return { app: opened, url: await opened.listen({ port: 0, host: "127.0.0.1" }) };
}

beforeAll(async () => {
  hostile = await serveSubgraph((body, response, request) => {
    headersSeen.push(request.headers[CALLER_HEADER]?.toString(), request.headers.authorization);
    behave(body, response, request);
  });
  calm = await serveSubgraph((body, response, request) => {
    headersSeen.push(request.headers[CALLER_HEADER]?.toString());
    void waitForHostile.then(() =>
      answerJson(response, {
        data: {
          [askedAs(body, "calm")]: Number(valueAt(JSON.parse(body), "variables", "n") ?? 0),
          ...(body.includes("_entities")
            ? {
                _entities: [
                  { rating: 5, cheer: "乐" },
                  { rating: 4, cheer: "乐" },
                ],
              }
            : {}),
        },
      }),
    );
  });
  canary = createServer((_, response) => {
    canaryRequests += 1;
    answerJson(response, { data: { weather: CANARY } });
  }).listen(0, "127.0.0.1");
  await once(canary, "listening");
  ({ app, url } = await open({ timeoutMs: 1_000 }, hostile.url));
});
afterAll(async () => {
  await app.close();
  hostile.close();
  calm.close();
  canary.close();
});

async function send(
  query: string,
  {
    at = url,
    who,
    variables = {},
  }: { readonly at?: string; readonly who?: string; readonly variables?: object } = {},
): Promise<string> {
  const response = await fetch(`${at}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(who === undefined ? {} : { authorization: who }) },
    body: JSON.stringify({ query, variables }),
  });
  return response.text();
}
// it listens on a port
const canaryUrl = (): string => `http://127.0.0.1:${(canary.address() as AddressInfo).port}/${CANARY}`;
const errorsOf = (text: string): readonly unknown[] =>
  Object.values(valueAt(JSON.parse(text), "errors") ?? {});
const pathsOf = (text: string): readonly string[] =>
  errorsOf(text)
    .map((error) => Object.values(valueAt(error, "path") ?? {}).join("."))
    .sort();
const codesOf = (text: string): ReadonlySet<unknown> =>
  new Set(errorsOf(text).map((error) => valueAt(error, "extensions", "code")));

beforeEach(async () => {
  behave = kind;
  // A subgraph that failed again and again is left alone for a moment.
  await until(async () => (await send("{ weather }")).includes("晴"));
  logged.length = 0;
  headersSeen.length = 0;
  canaryRequests = 0;
});

const raw =
  (text: string, headers: Readonly<Record<string, string>> = {}, status = 200): AnswerRequest =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  };
const json = (value: unknown, status = 200): AnswerRequest => raw(JSON.stringify(value), {}, status);
const data = (given: object): AnswerRequest => json({ data: { weather: null, ...given } });
const endless =
  (write: (response: ServerResponse) => void, everyMs: number): AnswerRequest =>
  (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const timer = setInterval(() => write(response), everyMs);
    response.on("close", () => clearInterval(timer));
  };
const redirect =
  (status: number): AnswerRequest =>
  (_, response) => {
    response.writeHead(status, { location: canaryUrl() }).end();
  };
const GZIP_BOMB = gzipSync(Buffer.alloc(20_000_000, " "));
const BROTLI_BOMB = brotliCompressSync(Buffer.alloc(20_000_000, " "), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
});
const nested = (depth: number): string =>
  `{"data":{"weather":null,"_entities":[{"mood":"好","blob":${"[".repeat(depth)}${"]".repeat(depth)}},null]}}`;

describe("what else a department's subgraph does, the fields of others are the same to the byte, and its own are null with its name and a code", () => {
  test.each<readonly [string, () => AnswerRequest, string]>([
    ["neither data nor errors", () => json({ data: null }), "SUBGRAPH_BAD_ANSWER"],
    ["HTML", () => raw(`<html>${LEAK}</html>`, { "content-type": "text/html" }), "SUBGRAPH_BAD_ANSWER"],
    ["nothing", () => raw(""), "SUBGRAPH_BAD_ANSWER"],
    ["404 in words", () => raw(LEAK, {}, 404), "SUBGRAPH_BAD_ANSWER"],
    ["503 with Retry-After", () => raw(LEAK, { "retry-after": "3600" }, 503), "SUBGRAPH_UNAVAILABLE"],
    [
      "a body over the limit",
      () => raw(JSON.stringify({ data: { weather: "x".repeat(1_100_000) } })),
      "SUBGRAPH_BAD_ANSWER",
    ],
    [
      "a hundred megabytes, announced",
      () => (_, response) => {
        response.writeHead(200, { "content-length": 100_000_000 }).write(" ".repeat(2_000_000));
      },
      "SUBGRAPH_BAD_ANSWER",
    ],
    [
      "a body without end",
      () => endless((response) => response.write(" ".repeat(200_000)), 1),
      "SUBGRAPH_BAD_ANSWER",
    ],
    [
      "a bomb of gzip",
      () => (_, response) => {
        response.writeHead(200, { "content-encoding": "gzip" }).end(GZIP_BOMB);
      },
      "SUBGRAPH_BAD_ANSWER",
    ],
    [
      "a bomb of brotli",
      () => (_, response) => {
        response.writeHead(200, { "content-encoding": "br" }).end(BROTLI_BOMB);
      },
      "SUBGRAPH_BAD_ANSWER",
    ],
    ["a byte now and then", () => endless((response) => response.write(" "), 50), "SUBGRAPH_TIMEOUT"],
    [
      "a header of a hundred kilobytes",
      () => raw("{}", { "x-flood": "x".repeat(100_000) }),
      "SUBGRAPH_UNAVAILABLE",
    ],
    [
      "ten thousand headers",
      () => (_, response) => {
        response
          .writeHead(
            200,
            Array.from({ length: 20_000 }, (_item, at) => (at % 2 === 0 ? `x-${at}` : "y")),
          )
          .end("{}");
      },
      "SUBGRAPH_UNAVAILABLE",
    ],
    [
      "interim answers without end",
      () => (_, response) => {
        const timer = setInterval(() => response.socket?.write("HTTP/1.1 103 Early Hints\r\n\r\n"), 5);
        response.on("close", () => clearInterval(timer));
      },
      "SUBGRAPH_TIMEOUT",
    ],
    [
      "what is no HTTP",
      () => (_, response) => {
        response.socket?.end(`${LEAK}\r\n\r\n`);
      },
      "SUBGRAPH_UNAVAILABLE",
    ],
    [
      "a reset after the headers",
      () => (_, response) => {
        response.writeHead(200, { "content-length": 500 });
        response.flushHeaders();
        setTimeout(() => response.socket?.resetAndDestroy(), 20);
      },
      "SUBGRAPH_UNAVAILABLE",
    ],
    ["a redirect to an internal address (302)", () => redirect(302), "SUBGRAPH_BAD_ANSWER"],
    ["a redirect to an internal address (307)", () => redirect(307), "SUBGRAPH_BAD_ANSWER"],
    ["a redirect to an internal address (308)", () => redirect(308), "SUBGRAPH_BAD_ANSWER"],
    [
      "an error with its stack",
      () =>
        json({
          data: null,
          errors: [{ message: LEAK, extensions: { code: LEAK, stacktrace: [LEAK], exception: LEAK } }],
        }),
      "SUBGRAPH_ERROR",
    ],
    [
      "500 with a good answer that holds an error",
      () =>
        json({ data: null, errors: [{ message: LEAK, extensions: { code: "INTERNAL_SERVER_ERROR" } }] }, 500),
      "SUBGRAPH_ERROR",
    ],
    ["errors that are none", () => json({ data: null, errors: [1, null, "x", [], {}] }), "SUBGRAPH_ERROR"],
    [
      "an error that takes the hub's own code",
      () =>
        json({
          data: null,
          errors: [
            { message: LEAK, extensions: { code: "FORBIDDEN", english: LEAK, details: { need: LEAK } } },
          ],
        }),
      "SUBGRAPH_ERROR",
    ],
  ])("when it answers %s", async (_, answer, code) => {
    behave = answer();
    const text = await send(QUERY);
    expect(text).toContain(HEALTHY);
    expect(valueAt(JSON.parse(text), "data", "weather")).toBeNull();
    expect(valueAt(JSON.parse(text), "data", "things", 0)).toEqual({
      id: "1",
      mood: null,
      size: null,
      blob: null,
      owner: null,
    });
    expect(codesOf(text)).toEqual(new Set([code]));
    for (const error of errorsOf(text))
      expect(valueAt(error, "extensions", "details", "name")).toBe("hostile");
    expect(pathsOf(text)).toEqual(
      [
        "weather",
        ...["mood", "size", "blob", "owner"].flatMap((field) => [`things.0.${field}`, `things.1.${field}`]),
      ].sort(),
    );
    expect(text).not.toMatch(/CANARY|127\.0\.0\.1|10\.9\.8\.7|secret|\bat Object\b|stack/);
    expect(canaryRequests).toBe(0);
    expect(await send("{ things { id } }")).toBe('{"data":{"things":[{"id":"1"},{"id":"2"}]}}');
  });
});

describe("what its entities say is taken as far as they were asked", () => {
  const mine = { mood: "好", size: 1 };
  test.each<readonly [string, () => AnswerRequest, unknown, string | null]>([
    [
      "another type",
      () =>
        data({
          _entities: [
            { ...mine, __typename: "Shop" },
            { ...mine, __typename: "Thing" },
          ],
        }),
      [null, "好"],
      "SUBGRAPH_BAD_ANSWER",
    ],
    ["fewer than asked", () => data({ _entities: [mine] }), [null, null], "SUBGRAPH_BAD_ANSWER"],
    [
      "more than asked",
      () => data({ _entities: [mine, mine, { ...mine, id: "3" }] }),
      [null, null],
      "SUBGRAPH_BAD_ANSWER",
    ],
    ["a text", () => data({ _entities: "x" }), [null, null], "SUBGRAPH_BAD_ANSWER"],
    ["a list for an entity", () => data({ _entities: [[mine], mine] }), [null, "好"], "SUBGRAPH_BAD_ANSWER"],
    [
      "what others own",
      () =>
        data({
          _entities: [
            { ...mine, id: "9", name: CANARY, tags: [CANARY], shape: { area: 9, more: 1 }, healthy: CANARY },
            mine,
          ],
          healthy: [{ id: "9", name: CANARY }],
          things: [{ id: "9", name: CANARY }],
        }),
      ["好", "好"],
      null,
    ],
    [
      "names of the language itself",
      () =>
        raw(
          `{"data":{"weather":null,"__proto__":{"polluted":true},"_entities":[{"mood":"好","__proto__":{"polluted":"${CANARY}"},"constructor":{"prototype":{"polluted":true}},"owner":{"__proto__":{"called":"${CANARY}"}}},{"mood":"好"}]}}`,
        ),
      ["好", "好"],
      null,
    ],
    [
      "an Int that is none",
      () =>
        data({
          _entities: [
            { ...mine, size: 4_294_967_296 },
            { ...mine, size: 1e300 },
          ],
        }),
      ["好", "好"],
      "ANSWER_INCOMPLETE",
    ],
    [
      "numbers beyond numbers",
      () =>
        raw('{"data":{"weather":null,"_entities":[{"mood":1e999,"size":-1e999},{"mood":"好","size":1.5}]}}'),
      [null, "好"],
      "ANSWER_INCOMPLETE",
    ],
    [
      "other types",
      () =>
        data({
          _entities: [
            { mood: { a: 1 }, owner: "x" },
            { mood: ["好"], owner: [{ called: 1 }] },
          ],
        }),
      [null, null],
      "ANSWER_INCOMPLETE",
    ],
    [
      "half a character",
      () => raw('{"data":{"weather":"\\udc00","_entities":[{"mood":"\\ud800"},{"mood":"好"}]}}'),
      ["\ud800", "好"],
      null,
    ],
    ["a nest of ten thousand lists", () => raw(nested(10_000)), [null, null], "SUBGRAPH_BAD_ANSWER"],
    ["a nest of half a million lists", () => raw(nested(500_000)), [null, null], "SUBGRAPH_BAD_ANSWER"],
  ])("%s", async (_, answer, moods, code) => {
    behave = answer();
    const text = await send(QUERY);
    expect(text).toContain(HEALTHY);
    expect(text).not.toContain(CANARY);
    expect(["0", "1"].map((at) => valueAt(JSON.parse(text), "data", "things", at, "mood"))).toEqual(moods);
    expect([...codesOf(text)]).toEqual(code === null ? [] : [code]);
    expect(["polluted", "called", "mood"].map((name) => Object.hasOwn(Object.prototype, name))).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("what others own is theirs although it answers before them", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    waitForHostile = promise;
    behave = (body, response) => {
      answerJson(response, {
        data: {
          weather: "晴",
          healthy: [{ id: "9", name: CANARY }],
          things: [
            { __typename: "Thing", id: "9", name: CANARY, rating: 1 },
            { __typename: "Thing", id: "2", tags: [CANARY] },
          ],
          ...(body.includes("_entities")
            ? {
                _entities: [
                  { mood: "好", rating: 1, shape: { area: 9 } },
                  { mood: "好", rating: 1 },
                ],
              }
            : {}),
        },
      });
      // It has been merged when the others answer.
      setTimeout(resolve, 50);
    };
    const first = await send("{ healthy: things { id name tags shape { area } } weather }");
    waitForHostile = new Promise((later) => {
      setTimeout(later, 100);
    });
    const second = await send("{ things { id name mood rating } }");
    waitForHostile = Promise.resolve();
    expect(first).toContain(HEALTHY);
    expect(valueAt(JSON.parse(second), "data", "things")).toEqual([
      { id: "1", name: "物1", mood: "好", rating: 5 },
      { id: "2", name: "物2", mood: "好", rating: 4 },
    ]);
  });

  test("an error is told only where the subgraph was asked", async () => {
    const places = [
      ["healthy", 0, "name"],
      ["_entities", 0, "name", "x"],
      ["_entities", 1, "mood"],
      ["_entities", -1],
      ["__proto__"],
      [LEAK],
      ["_entities", 1, LEAK],
    ];
    behave = json({
      data: { weather: "晴", _entities: [{ mood: "好" }, { mood: null }] },
      errors: places.map((path) => ({ message: LEAK, path })),
    });
    const text = await send("{ healthy: things { id name tags shape { area } } things { id mood } }");
    expect(text).toContain(HEALTHY);
    expect(text).not.toContain("CANARY");
    const told = errorsOf(text).map((error) => JSON.stringify(valueAt(error, "path")));
    expect(told).toContain('["things",1,"mood"]');
    for (const path of told) expect(path ?? "").not.toMatch(/name|healthy|proto/);
  });

  test("a field that another subgraph needed its field for is lost with it, and says whose fault that is; without it nothing is guessed", async () => {
    expect(await send("{ things { id cheer } }")).toBe(
      '{"data":{"things":[{"id":"1","cheer":"乐"},{"id":"2","cheer":"乐"}]}}',
    );
    behave = raw(LEAK, {}, 404);
    const text = await send("{ things { id cheer } }");
    expect(valueAt(JSON.parse(text), "data", "things")).toEqual([
      { id: "1", cheer: null },
      { id: "2", cheer: null },
    ]);
    expect([pathsOf(text), valueAt(errorsOf(text)[0], "extensions", "details", "name")]).toEqual([
      ["things.0.cheer", "things.1.cheer"],
      "hostile",
    ]);
  });

  test("the code that it gave is told beside the hub's, and in the log, which has none of its words", async () => {
    behave = json({
      data: { weather: null },
      errors: Array.from({ length: 2_000 }, () => ({
        message: `${LEAK}${"x".repeat(10_000)}`.slice(0, 400),
        path: ["weather"],
        extensions: { code: "STATION_DOWN" },
      })),
    });
    const text = await send("{ weather }");
    expect(valueAt(errorsOf(text)[0], "extensions", "details")).toEqual({
      name: "hostile",
      subgraphCode: "STATION_DOWN",
    });
    expect(valueAt(errorsOf(text)[0], "message")).toBe(
      "子图 hostile 返回了错误，未能提供此项内容。请联系其所属部门。",
    );
    expect(errorsOf(text)).toHaveLength(10);
    expect(logged.join("")).toContain("STATION_DOWN");
    expect(logged.join("")).not.toContain(CANARY);
    expect(logged.join("").length).toBeLessThan(10_000);
  });
});

describe("who asks is stated to a department's subgraph", () => {
  const statementOf = async (query: string, who?: string): Promise<string> => {
    headersSeen.length = 0;
    await send(query, who === undefined ? {} : { who });
    return String(headersSeen[0]);
  };

  test("by a signature that it can verify with what the gateway publishes, and that is good for it alone, for a minute", async () => {
    const keys = createRemoteJWKSet(new URL(CALLER_KEYS_PATH, url));
    const statement = await statementOf("{ weather }", "zhang");
    const { payload } = await jwtVerify(statement, keys, {
      algorithms: ["ES256"],
      audience: "hostile",
      issuer: "tongcha",
      typ: CALLER_STATEMENT_TYPE,
      maxTokenAge: CALLER_TOKEN_MAX_AGE_SECONDS,
    });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(CALLER_TOKEN_MAX_AGE_SECONDS);
    expect(payload["caller"]).toEqual({ subject: expect.any(String), department: "jtj", roles: ["clerk"] });
    await expect(jwtVerify(statement, keys, { audience: "calm" })).rejects.toThrow("aud");
    // The published key cannot sign a statement, as it could if the key were shared.
    const published = await (await fetch(new URL(CALLER_KEYS_PATH, url))).text();
    expect(Object.keys(valueAt(JSON.parse(published), "keys", 0) ?? {})).not.toContain("d");
    const forged = await new SignJWT({ caller: null })
      .setProtectedHeader({ alg: "HS256" })
      .setAudience("hostile")
      .setIssuedAt()
      .sign(Buffer.from(published));
    await expect(jwtVerify(forged, keys, { algorithms: ["ES256"] })).rejects.toThrow();
  });

  test("never by the token, nor by name or number: each subgraph knows a person by another pseudonym, always the same", async () => {
    const [weather, again, calmly, other] = [
      await statementOf("{ weather }", "zhang"),
      await statementOf("{ fallen }", "zhang"),
      await statementOf("{ calm }", "zhang"),
      await statementOf("{ weather }", "li"),
    ];
    const subjects = [weather, again, calmly, other].map((statement) =>
      valueAt(decodeJwt(statement), "caller", "subject"),
    );
    expect(subjects[1]).toBe(subjects[0]);
    expect(new Set(subjects).size).toBe(3);
    for (const statement of [weather, calmly])
      expect(JSON.stringify(decodeJwt(statement))).not.toMatch(/zhang|张三/);
    await send("{ weather }", { who: "Bearer-secret" });
    expect(headersSeen.join(" ")).not.toContain("Bearer-secret");
    expect(valueAt(decodeJwt(await statementOf("{ weather }")), "caller")).toBeNull();
  });

  test("is signed once for many requests of one body, which aliases of clients do not change", async () => {
    const [first, second, other] = [
      await statementOf("{ weather }", "zhang"),
      await statementOf("{ w: weather }", "zhang"),
      await statementOf("{ fallen }", "zhang"),
    ];
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });
});

test("a subgraph at an address where none may be is never connected to, and its fields say so without the address", async () => {
  const closed = await open({ networks: createNetworks("10.0.0.0/8") }, canaryUrl());
  for (const query of [QUERY, "{ fallen }"]) {
    const text = await send(query, { at: closed.url });
    if (query === QUERY) expect(text).toContain(HEALTHY);
    expect(codesOf(text)).toEqual(new Set(["SUBGRAPH_URL_REFUSED"]));
    expect(valueAt(errorsOf(text)[0], "extensions", "details", "name")).toBe("hostile");
    expect(text).not.toMatch(/127\.0\.0\.1|CANARY/);
  }
  await closed.app.close();
  const named = await open(
    { networks: createNetworks("10.0.0.0/8") },
    canaryUrl().replace("127.0.0.1", "localhost"),
  );
  expect(codesOf(await send("{ fallen }", { at: named.url }))).toEqual(new Set(["SUBGRAPH_URL_REFUSED"]));
  expect(canaryRequests).toBe(0);
  await named.app.close();
});

test("a subgraph that is slow holds a bounded number of connections and calls, and nobody who does not ask it", async () => {
  const patient = await open({ timeoutMs: 15_000 }, hostile.url);
  const held: (() => void)[] = [];
  behave = (body, response) => {
    held.push(() => answerJson(response, { data: { [askedAs(body, "forecast")]: "晴" } }));
  };
  let [settled, turnedAway] = [0, 0];
  const slow = Array.from({ length: 300 }, async (_, day) => {
    const text = await send("query ($day: Int) { forecast(day: $day) }", {
      at: patient.url,
      variables: { day },
    });
    settled += 1;
    if (codesOf(text).has("SUBGRAPH_UNAVAILABLE")) turnedAway += 1;
    return text;
  });
  // As many as may wait do; the others were told at once.
  await until(() => settled === 300 - 256);
  expect(turnedAway).toBe(300 - 256);
  await until(() => held.length === 32);
  const others = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      send(
        n % 2 === 0 ? "query ($n: Int) { calm(n: $n) }" : "query ($n: Int) { calm(n: $n) things { id } }",
        { at: patient.url, variables: { n } },
      ),
    ),
  );
  expect(others.map((text) => valueAt(JSON.parse(text), "data", "calm"))).toEqual(
    Array.from({ length: 100 }, (_, n) => n),
  );
  expect([settled, held.length]).toEqual([300 - 256, 32]);
  behave = kind;
  for (const answer of held) answer();
  const texts = await Promise.all(slow);
  expect(texts.filter((text) => text.includes("晴"))).toHaveLength(256);
  await patient.app.close();
});

test("a call that waited for a connection for longer than anybody waits for it is not made any more", async () => {
  const held: ServerResponse[] = [];
  const bodies: string[] = [];
  const server = await serveSubgraph((body, response) => {
    bodies.push(body);
    held.push(response);
  });
  const { post, close } = createPost({
    url: server.url,
    timeoutMs: 5_000,
    limitBytes: 1_000,
    connections: 1,
    pending: 2,
    connect: undefined,
  });
  const first = post("first", [], startLifetime(5_000));
  await until(() => held.length === 1);
  await expect(post("given up", [], startLifetime(50))).rejects.toThrow("LATE");
  await expect(post("one too many", [], startLifetime(50))).rejects.toThrow("BUSY");
  for (const response of held) answerJson(response, { data: {} });
  expect((await first).status).toBe(200);
  const third = post("third", [], startLifetime(5_000));
  await until(() => held.length === 2);
  answerJson(
    held[1] ??
      (() => {
        throw new Error("There is no second answer");
      })(),
    { data: {} },
  );
  await third;
  expect(bodies).toEqual(["first", "third"]);
  await close();
  server.close();
});
