import { createHash } from "node:crypto";
import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client/core";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import {
  answerJson,
  openTestGateway,
  serveSubgraph,
  type HttpSubgraph,
  type TestGateway,
} from "../gateway/open-gateway.js";

let subgraph: HttpSubgraph;
let gateway: TestGateway;
beforeAll(async () => {
  subgraph = await serveSubgraph((_, response) => answerJson(response, { data: { hello: "你好" } }));
  gateway = await openTestGateway([
    {
      name: "hello",
      sdl: 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Query { hello: String }',
      url: subgraph.url,
    },
  ]);
});
afterAll(async () => {
  await gateway.close();
  subgraph.close();
});

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const sent: { readonly method: string; readonly hasText: boolean }[] = [];
beforeEach(() => {
  sent.length = 0;
});

/** A client as of a new visitor. */
function openClient(useGETForHashedQueries: boolean): ApolloClient {
  const http = new HttpLink({
    uri: `${gateway.url}/graphql`,
    fetch: (input, init) => {
      sent.push({
        method: init?.method ?? "GET",
        hasText: typeof init?.body === "string" && init.body.includes('"query"'),
      });
      return fetch(input, init);
    },
  });
  return new ApolloClient({
    cache: new InMemoryCache(),
    link: new PersistedQueryLink({ sha256, useGETForHashedQueries }).concat(http),
    defaultOptions: { query: { fetchPolicy: "no-cache" } },
  });
}

test("Apollo Client asks by the hash, sends the text once when that is not known, and from then on no client sends it", async () => {
  for (const [name, byUrl] of [
    ["Posted", false],
    ["ByUrl", true],
  ] as const) {
    sent.length = 0;
    const query = gql(`query ${name} { hello }`);
    expect((await openClient(byUrl).query({ query })).data).toEqual({ hello: "你好" });
    expect((await openClient(byUrl).query({ query })).data).toEqual({ hello: "你好" });
    const first = byUrl ? "GET" : "POST";
    expect(sent).toEqual([
      { method: first, hasText: false },
      { method: "POST", hasText: true },
      { method: first, hasText: false },
    ]);
  }
});

test("a hash that is not known is answered as the protocol has it, and nobody keeps that answer", async () => {
  const response = await gateway.send({
    extensions: { persistedQuery: { version: 1, sha256Hash: sha256("{ hello }") } },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toMatchObject({
    errors: [{ message: "PersistedQueryNotFound", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }],
  });
});

test("a text under another's hash is refused, and is not kept", async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: sha256("{ other: hello }") } };
  expect(await (await gateway.send({ query: "{ hello }", extensions })).json()).toMatchObject({
    errors: [{ extensions: { code: "DOCUMENT_HASH_MISMATCH" } }],
  });
  expect(await (await gateway.send({ extensions })).json()).toMatchObject({
    errors: [{ extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }],
  });
});

test("the store is bounded: what was not asked for long is sent again", async () => {
  const filler = "#".repeat(900_000);
  const send = async (text: string | null, hash: string): Promise<unknown> =>
    (
      await gateway.send({
        ...(text === null ? {} : { query: text }),
        extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
      })
    ).json();
  const first = "query First { hello }";
  expect(await send(first, sha256(first))).toMatchObject({ data: { hello: "你好" } });
  for (let n = 0; n < 9; n += 1) await send(`{ hello } ${filler}${n}`, sha256(`{ hello } ${filler}${n}`));
  expect(await send(null, sha256(first))).toMatchObject({
    errors: [{ extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }],
  });
});
