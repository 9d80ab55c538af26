import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fastify, { type FastifyInstance, type InjectOptions } from "fastify";
import { SignJWT } from "jose";
import { UNLIMITED_ANSWER } from "#schema/runtime/meter.js";
import { CALLER_HEADER, stateBody, type Caller } from "#schema/caller.js";
import type { SubgraphRequest } from "#schema/subgraph.js";
import { serveSubgraphs } from "./serve.js";

const key = new Uint8Array(32).fill(7);
const clerk: Caller = { subject: "c1", name: "张三", department: "jxj", roles: ["clerk"] };
const received: SubgraphRequest[] = [];
let app: FastifyInstance;

beforeAll(async () => {
  app = fastify();
  const echo = (name: string) => ({
    name,
    sdl: "",
    execute: (request: SubgraphRequest) => {
      if (request.query === "fail") throw new Error("secret of the hub");
      received.push(request);
      return Promise.resolve({ data: { name } });
    },
  });
  await app.register(serveSubgraphs, {
    subgraphs: [echo("trading"), echo("registry")],
    keys: [key],
    limits: { answer: UNLIMITED_ANSWER, operationMs: 30_000 },
    bodyLimitBytes: 4_096,
  });
});

afterAll(() => app.close());

const now = (): number => Math.floor(Date.now() / 1_000);
const PAYLOAD = '{"query":"{ a }"}';
const sign = (
  claims: Readonly<Record<string, unknown>>,
  { alg = "HS256", secret = key, payload = PAYLOAD } = {},
): Promise<string> =>
  new SignJWT({
    aud: "trading",
    iat: now(),
    caller: { ...clerk },
    ...stateBody(payload),
    ...claims,
  })
    .setProtectedHeader({ alg })
    .sign(secret);

async function post(
  token: string | null,
  request: Partial<InjectOptions> = {},
): Promise<{ readonly status: number; readonly body: unknown }> {
  const headers = {
    "content-type": "application/json",
    ...(token === null ? {} : { [CALLER_HEADER]: token }),
    ...request.headers,
  };
  const response = await app.inject({
    method: "POST",
    url: "/trading/graphql",
    payload: PAYLOAD,
    ...request,
    headers,
  });
  return { status: response.statusCode, body: response.json() };
}

const refusal = (code: string): object => ({ errors: [{ extensions: { code } }] });

test("a signed request reaches the subgraph with its caller, or with none when nobody signed in", async () => {
  received.length = 0;
  const payload = JSON.stringify({
    query: "query Q($a: Int) { a }",
    operationName: "Q",
    variables: { a: 1 },
  });
  expect(await post(await sign({}, { payload }), { payload })).toEqual({
    status: 200,
    body: { data: { name: "trading" } },
  });
  const nulls = '{"query":"{ a }","operationName":null,"variables":null}';
  expect(
    await post(await sign({ caller: null }, { payload: nulls }), {
      payload: nulls,
      headers: { "content-type": "application/json; charset=UTF-8" },
    }),
  ).toMatchObject({ status: 200 });
  expect(received).toMatchObject([
    { query: "query Q($a: Int) { a }", operationName: "Q", variables: { a: 1 }, caller: clerk },
    { query: "{ a }", caller: null },
  ]);
});

describe("SUBGRAPH_UNSIGNED refuses", () => {
  test.each<[string, () => Promise<string | null>]>([
    ["no header", () => Promise.resolve(null)],
    ["no token", () => Promise.resolve("x")],
    ["another key", () => sign({}, { secret: new Uint8Array(32).fill(8) })],
    ["another algorithm", () => sign({}, { alg: "HS512", secret: new Uint8Array(64).fill(7) })],
    [
      "no algorithm",
      () =>
        Promise.resolve(
          `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify({ aud: "trading", iat: now(), caller: null })).toString("base64url")}.`,
        ),
    ],
    ["a token of another subgraph", () => sign({ aud: "registry" })],
    ["a token that is three minutes old", () => sign({ iat: now() - 180 })],
    ["a token of the future", () => sign({ iat: now() + 120 })],
    ["a token without its time", () => sign({ iat: undefined })],
    ["a token without a caller", () => sign({ caller: undefined })],
    ["a token of another body", () => sign({}, { payload: '{"query":"{ b }"}' })],
    ["a token of no body", () => sign({ body: undefined })],
    ["a caller without a name", () => sign({ caller: { subject: "x", department: null, roles: [] } })],
    ["a caller whose roles are no list", () => sign({ caller: { ...clerk, roles: "supervisor" } })],
  ])("%s", async (_, token) => {
    received.length = 0;
    expect(await post(await token())).toMatchObject({ status: 401, body: refusal("SUBGRAPH_UNSIGNED") });
    expect(received).toEqual([]);
  });

  test("a stranger before the body is looked at", async () => {
    expect(await post(null, { payload: "x".repeat(5_000) })).toMatchObject({ status: 401 });
  });
});

test("a role that the hub does not know is not passed on", async () => {
  received.length = 0;
  await post(await sign({ caller: { ...clerk, roles: ["clerk", "administrator"] } }));
  expect(received).toMatchObject([{ caller: { roles: ["clerk"] } }]);
});

describe("a signed request is refused", () => {
  test.each([
    "application/json; charset=utf-16le",
    "application/json; charset=utf-7",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
  ])("with the content type %s", async (type) => {
    expect(await post(await sign({}), { headers: { "content-type": type } })).toMatchObject({
      status: 415,
      body: refusal("CONTENT_TYPE"),
    });
  });

  test.each([
    "",
    "null",
    "[]",
    "[{}]",
    "{",
    '{"query":1}',
    '{"query":"{ a }","variables":[]}',
    '{"query":"{ a }","operationName":{}}',
  ])("with the body %p", async (payload) => {
    expect(await post(await sign({}, { payload }), { payload })).toMatchObject({
      status: 400,
      body: refusal("REQUEST_INVALID"),
    });
  });

  test("with a body over the limit", async () => {
    expect(
      await post(await sign({}), { payload: JSON.stringify({ query: "x".repeat(5_000) }) }),
    ).toMatchObject({ status: 413, body: refusal("REQUEST_TOO_LARGE") });
  });

  test("when the hub fails, without saying how", async () => {
    const payload = '{"query":"fail"}';
    const answer = await post(await sign({}, { payload }), { payload });
    expect(answer).toMatchObject({ status: 500, body: refusal("INTERNAL") });
    expect(JSON.stringify(answer)).not.toContain("secret");
  });
});
