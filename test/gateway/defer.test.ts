import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client/core";
import { Defer20220824Handler } from "@apollo/client/incremental";
import { buildSubgraphSchema, type GraphQLResolverMap } from "@apollo/subgraph";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Client, fetchExchange } from "@urql/core";
import { execute, parse } from "graphql";
import { valueAt } from "../start-hub.js";
import {
  answerJson,
  openTestGateway,
  serveSubgraph,
  type AnswerRequest,
  type HttpSubgraph,
  type TestGateway,
} from "./open-gateway.js";

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const THINGS = `${LINK} type Query { things: [Thing!] other: String } type Mutation { add: Thing } type Thing @key(fields: "id") { id: ID! name: String }`;
const MOODS = `${LINK} type Thing @key(fields: "id") { id: ID! mood: String strict: String! near: [Thing!] }`;

let [things, moods]: (HttpSubgraph | undefined)[] = [];
let gateway: TestGateway;
let answerMoods: AnswerRequest;

const KNOWN = [
  { id: "1", name: "甲" },
  { id: "2", name: "乙" },
  { id: "3", name: "丙" },
] as const;
const reference = ({ id }: { readonly id: string }): object => ({ id });
const answerBy = (sdl: string, resolvers: GraphQLResolverMap): AnswerRequest => {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  return (body, response) => {
    const { query, variables }: { query: string; variables?: Record<string, unknown> } = JSON.parse(
      body,
    ) as never; // the gateway's own requests
    void Promise.resolve(execute({ schema, document: parse(query), variableValues: variables })).then(
      (answer) => answerJson(response, answer),
    );
  };
};
const moodsFor = answerBy(MOODS, {
  Thing: {
    __resolveReference: reference,
    mood: ({ id }: { id: string }) => `好${id}`,
    strict: ({ id }: { id: string }) => (id === "2" ? null : "严"),
    near: () => [{ id: "3" }],
  },
});

beforeAll(async () => {
  things = await serveSubgraph(
    answerBy(THINGS, {
      Query: { things: () => KNOWN.slice(0, 2), other: () => "别的" },
      Mutation: { add: () => KNOWN[0] },
      Thing: {
        __resolveReference: ({ id }: { id: string }) => KNOWN.find((known) => known.id === id) ?? null,
      },
    }),
  );
  moods = await serveSubgraph((body, response, request) => answerMoods(body, response, request));
  gateway = await openTestGateway([
    { name: "things", sdl: THINGS, url: things.url },
    { name: "moods", sdl: MOODS, url: moods.url },
  ]);
});
afterAll(async () => {
  await gateway.close();
  things?.close();
  moods?.close();
});
beforeEach(() => {
  answerMoods = moodsFor;
});

const MULTIPART = "multipart/mixed;deferSpec=20220824, application/json";
const QUERY = '{ things { id name ... on Thing @defer(label: "m") { mood } } }';
const FIRST = {
  things: [
    { id: "1", name: "甲" },
    { id: "2", name: "乙" },
  ],
};
const WHOLE = {
  things: [
    { id: "1", name: "甲", mood: "好1" },
    { id: "2", name: "乙", mood: "好2" },
  ],
};

/** Each part's JSON, as the format says where parts end. */
async function partsOf(query: string, variables: object = {}): Promise<readonly unknown[]> {
  const response = await gateway.send({ query, variables }, { headers: { accept: MULTIPART } });
  expect(response.headers.get("content-type")).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
  const text = await response.text();
  expect(text.endsWith("\r\n-----\r\n")).toBe(true);
  return text
    .split("\r\n---")
    .slice(1, -1)
    .map((part) => JSON.parse(part.split("\r\n\r\n")[1] ?? "") as unknown);
}

describe("a client that reads answers in parts", () => {
  test("gets what is not put off first, and the rest place by place", async () => {
    expect(await partsOf(QUERY)).toEqual([
      { data: FIRST, hasNext: true },
      {
        incremental: [
          { label: "m", path: ["things", 0], data: { mood: "好1" } },
          { label: "m", path: ["things", 1], data: { mood: "好2" } },
        ],
        hasNext: false,
      },
    ]);
  });

  test("gets the first part while the others are still awaited", async () => {
    const { promise, resolve } = Promise.withResolvers<() => void>();
    answerMoods = (body, response, request) => resolve(() => moodsFor(body, response, request));
    const response = await gateway.send({ query: QUERY }, { headers: { accept: MULTIPART } });
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toContain('"name":"乙"}]},"hasNext":true}');
    (await promise)();
    const rest = await reader?.read();
    expect(new TextDecoder().decode(rest?.value)).toContain('"hasNext":false');
  });

  test("gets parts of parts, in fragments by name and under other names", async () => {
    const parts = await partsOf(
      "query ($yes: Boolean!) { t: things { i: id ...F @defer(if: $yes) } } fragment F on Thing { m: mood near { id ... @defer { n: name } } }",
      { yes: true },
    );
    expect(parts).toEqual([
      { data: { t: [{ i: "1" }, { i: "2" }] }, hasNext: true },
      {
        incremental: [0, 1].map((at) => ({
          path: ["t", at],
          data: { m: `好${at + 1}`, near: [{ id: "3" }] },
        })),
        hasNext: true,
      },
      {
        incremental: [0, 1].map((at) => ({ path: ["t", at, "near", 0], data: { n: "丙" } })),
        hasNext: false,
      },
    ]);
  });

  test("gets introspection, and what is put off at the root", async () => {
    expect(
      await partsOf('{ __typename __type(name: "Thing") { name } things { id } ... @defer { other } }'),
    ).toEqual([
      {
        data: { __typename: "Query", __type: { name: "Thing" }, things: [{ id: "1" }, { id: "2" }] },
        hasNext: true,
      },
      { incremental: [{ path: [], data: { other: "别的" } }], hasNext: false },
    ]);
  });

  test("gets null for a part that lacks what must be there, with the place, and the other parts", async () => {
    const [, rest] = await partsOf("{ things { id ... @defer { strict } } }");
    expect(valueAt(rest, "incremental", 0)).toEqual({ path: ["things", 0], data: { strict: "严" } });
    expect(valueAt(rest, "incremental", 1)).toMatchObject({
      path: ["things", 1],
      data: null,
      errors: [{ path: ["things", 1, "strict"] }],
    });
  });

  test("is told what failed in a part with that part", async () => {
    answerMoods = (_, response) => answerJson(response, "no", 500);
    expect(await partsOf(QUERY)).toMatchObject([
      { data: FIRST, hasNext: true },
      {
        incremental: [
          {
            path: ["things", 0],
            data: { mood: null },
            errors: [{ extensions: { code: "SUBGRAPH_UNAVAILABLE" } }],
          },
          { path: ["things", 1], data: { mood: null } },
        ],
        hasNext: false,
      },
    ]);
  });

  test("is told nothing below what was null already", async () => {
    expect(await partsOf("{ things { id strict ... @defer { mood } } }")).toMatchObject([
      { data: { things: null }, hasNext: true },
      { hasNext: false },
    ]);
  });

  test("gets the parts of a mutation", async () => {
    expect(await partsOf("mutation { add { id ... @defer { mood } } }")).toEqual([
      { data: { add: { id: "1" } }, hasNext: true },
      { incremental: [{ path: ["add"], data: { mood: "好1" } }], hasNext: false },
    ]);
  });
});

describe("an answer is whole", () => {
  test.each<readonly [string, string, object, string]>([
    ["for a client that does not read parts", QUERY, {}, "application/json"],
    [
      "for one that reads another format",
      QUERY,
      {},
      "multipart/mixed;incrementalSpec=v0.2, application/json",
    ],
    ["when @defer is switched off", QUERY.replace("(label", "(if: false, label"), {}, MULTIPART],
    [
      "when a variable switches it off",
      QUERY.replace("{", "query ($later: Boolean = true) {").replace("(label", "(if: $later, label"),
      { later: false },
      MULTIPART,
    ],
  ])("%s", async (_, query, variables, accept) => {
    const response = await gateway.send({ query, variables }, { headers: { accept } });
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({ data: WHOLE });
  });
});

test("a client that goes away between the parts ends the call that they wait for, and the gateway goes on", async () => {
  const { promise, resolve } = Promise.withResolvers<ServerResponse>();
  answerMoods = (_, response) => resolve(response);
  const client = new AbortController();
  const response = await gateway.send(
    { query: QUERY },
    { headers: { accept: MULTIPART }, signal: client.signal },
  );
  await response.body?.getReader().read();
  const held = await promise;
  client.abort();
  await once(held, "close");
  answerMoods = moodsFor;
  expect(await gateway.ask(QUERY)).toEqual({ data: WHOLE });
});

describe("what today's clients show", () => {
  test("Apollo Client", async () => {
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({ uri: `${gateway.url}/graphql` }),
      incrementalHandler: new Defer20220824Handler(),
    });
    const seen: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      client.watchQuery({ query: gql(QUERY) }).subscribe({
        next: ({ data, dataState }) => {
          if (data) seen.push(data);
          if (dataState === "complete") resolve();
        },
        error: reject,
      });
    });
    expect(seen).toMatchObject([FIRST, WHOLE]);
    client.stop();
  });

  test("urql", async () => {
    const client = new Client({
      url: `${gateway.url}/graphql`,
      exchanges: [fetchExchange],
      preferGetMethod: false,
    });
    const seen: unknown[] = [];
    await new Promise<void>((resolve) => {
      client.query(QUERY, {}).subscribe(({ data, hasNext }) => {
        seen.push(structuredClone(data));
        if (!hasNext) resolve();
      });
    });
    expect(seen).toEqual([FIRST, WHOLE]);
  });
});
