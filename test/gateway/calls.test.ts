import { once } from "node:events";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { ServerResponse } from "node:http";
import { valueAt } from "../start-hub.js";
import {
  answerJson,
  openTestGateway,
  serveSubgraph,
  type AnswerRequest,
  type HttpSubgraph,
  type TestGateway,
} from "./open-gateway.js";
import { until } from "../until.js";

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const THINGS = `${LINK} type Query { things(ids: [ID!]!): [Thing!]! } type Mutation { touch: Int } type Thing @key(fields: "id") { id: ID! }`;
const MOODS = `${LINK} type Thing @key(fields: "id") { id: ID! mood: String }`;

let [things, moods]: (HttpSubgraph | undefined)[] = [];
let gateway: TestGateway;
let answerThings: AnswerRequest;
let answerMoods: AnswerRequest;
const asked: unknown[] = [];

const variablesOf = (body: string): unknown => valueAt(JSON.parse(body), "variables");
/** A field with arguments is asked under a name of the engine's own. */
const nameIn = (body: string): string => /(\w+):\s*things\(/.exec(body)?.[1] ?? "things";
const idsOf = (body: string): readonly string[] =>
  Object.values(valueAt(variablesOf(body), "representations") ?? {}).map((representation) =>
    String(valueAt(representation, "id")),
  );
const moodsFor = (body: string): object => ({
  data: { _entities: idsOf(body).map((id) => ({ mood: `好${id}` })) },
});

beforeAll(async () => {
  things = await serveSubgraph((body, response, request) => answerThings(body, response, request));
  moods = await serveSubgraph((body, response, request) => answerMoods(body, response, request));
  gateway = await openTestGateway(
    [
      { name: "things", sdl: THINGS, url: things.url },
      { name: "moods", sdl: MOODS, url: moods.url },
    ],
    { subgraphTimeoutMs: 2_000, limits: { operationTimeoutMs: 1_000 } },
  );
});
afterAll(async () => {
  await gateway.close();
  things?.close();
  moods?.close();
});
beforeEach(() => {
  asked.length = 0;
  answerThings = (body, response) => {
    asked.push(variablesOf(body));
    answerJson(
      response,
      body.includes("mutation")
        ? { data: { touch: 1 } }
        : {
            data: {
              [nameIn(body)]: Object.values(valueAt(variablesOf(body), "ids") ?? {}).map((id) => ({
                __typename: "Thing",
                id,
              })),
            },
          },
    );
  };
  answerMoods = (body, response) => {
    asked.push(idsOf(body));
    answerJson(response, moodsFor(body));
  };
});

const QUERY = "query ($ids: [ID!]!) { things(ids: $ids) { id mood } }";
const PLAIN = { data: { things: [{ id: "1", mood: "好1" }] } };
const codeOf = (answer: unknown): unknown => valueAt(answer, "errors", 0, "extensions", "code");

test("requests that differ, at the same time, ask a subgraph once for the entities of all, and each gets its own", async () => {
  // All of them are there when the first subgraph answers.
  const held: (() => void)[] = [];
  const answer = answerThings;
  answerThings = (body, response, request) => {
    held.push(() => answer(body, response, request));
  };
  const answers = ["1", "2", "3", "2"].map((id, at) => gateway.ask(QUERY, { ids: [id, `own${at}`] }));
  await until(() => held.length === 4);
  held.forEach((go) => go());
  expect(await Promise.all(answers)).toEqual(
    ["1", "2", "3", "2"].map((id, at) => ({
      data: {
        things: [
          { id, mood: `好${id}` },
          { id: `own${at}`, mood: `好own${at}` },
        ],
      },
    })),
  );
  const lists = asked.filter(Array.isArray);
  expect(lists.length).toBeLessThan(4);
  for (const list of lists) expect(new Set(list).size).toBe(list.length);
});

const BOMB = gzipSync(Buffer.alloc(100_000_000, " "));

describe("an answer that is compressed", () => {
  const packed =
    (pack: (body: Buffer) => Buffer, encoding: string): AnswerRequest =>
    (body, response) => {
      response
        .writeHead(200, { "content-type": "application/json", "content-encoding": encoding })
        .end(pack(Buffer.from(JSON.stringify(moodsFor(body)))));
    };

  test.each([
    ["gzip", gzipSync, "gzip"],
    ["brotli", brotliCompressSync, "br"],
  ] as const)("with %s is read", async (_, pack, encoding) => {
    answerMoods = packed(pack, encoding);
    expect(await gateway.ask(QUERY, { ids: ["1"] })).toEqual(PLAIN);
  });

  test.each<readonly [string, AnswerRequest]>([
    ["by what nobody asked for", packed(deflateSync, "deflate")],
    ["twice", packed((body) => gzipSync(gzipSync(body)), "gzip, gzip")],
    ["and damaged", packed((body) => gzipSync(body).subarray(0, 20), "gzip")],
    ["and ten kilobytes that become a hundred megabytes", packed(() => BOMB, "gzip")],
  ])("%s costs its own fields", async (_, answer) => {
    answerMoods = answer;
    const got = await gateway.ask(QUERY, { ids: ["1"] });
    expect([valueAt(got, "data"), codeOf(got)]).toEqual([
      { things: [{ id: "1", mood: null }] },
      "SUBGRAPH_BAD_ANSWER",
    ]);
  });
});

test("the time of a whole query is limited, however many subgraphs it takes one after the other", async () => {
  const slowly =
    (answer: AnswerRequest, milliseconds: number): AnswerRequest =>
    (body, response, request) => {
      setTimeout(() => answer(body, response, request), milliseconds);
    };
  // Its plan is there.
  expect(await gateway.ask(QUERY, { ids: ["1"] })).toEqual(PLAIN);
  // Each is within what a subgraph may take.
  answerThings = slowly(answerThings, 100);
  answerMoods = slowly(answerMoods, 1_500);
  const got = await gateway.ask(QUERY, { ids: ["1"] });
  expect([valueAt(got, "data"), codeOf(got)]).toEqual([
    { things: [{ id: "1", mood: null }] },
    "SUBGRAPH_TIMEOUT",
  ]);
});

describe("when a client goes away", () => {
  const hold = (): {
    readonly came: Promise<{ readonly body: string; readonly response: ServerResponse }>;
    readonly answer: AnswerRequest;
  } => {
    const { promise, resolve } = Promise.withResolvers<{
      readonly body: string;
      readonly response: ServerResponse;
    }>();
    return { came: promise, answer: (body, response) => resolve({ body, response }) };
  };
  const ask = (body: object, signal: AbortSignal): Promise<unknown> =>
    gateway.send(body, { signal }).catch(() => null);

  test("the call of the subgraph is given up, and no further one is made", async () => {
    const { came, answer } = hold();
    answerThings = answer;
    const client = new AbortController();
    const gone = ask({ query: QUERY, variables: { ids: ["gone"] } }, client.signal);
    const { response } = await came;
    client.abort();
    await Promise.all([gone, once(response, "close")]);
    expect(asked).toEqual([]);
  });

  test("those who wait for the same answer get it", async () => {
    const { came, answer } = hold();
    answerThings = answer;
    const client = new AbortController();
    const gone = ask({ query: QUERY, variables: { ids: ["1"] } }, client.signal);
    const { body, response } = await came;
    const stays = gateway.ask(QUERY, { ids: ["1"] });
    // The second request is there when the first one goes.
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    client.abort();
    await gone;
    answerJson(response, { data: { [nameIn(body)]: [{ __typename: "Thing", id: "1" }] } });
    expect(await stays).toEqual(PLAIN);
  });

  test("a mutation is carried out", async () => {
    const { came, answer } = hold();
    answerThings = answer;
    const client = new AbortController();
    const gone = ask({ query: "mutation { a: touch b: touch }" }, client.signal);
    const { response } = await came;
    client.abort();
    await gone;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(response.destroyed).toBe(false);
    answerJson(response, { data: { a: 1, b: 1 } });
  });
});
