/** Stored answers as a client, a browser and a CDN meet them, at a hub with its samples. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { serverAudits } from "graphql-http";
import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

const PAGE =
  "{ penalties(first: 50) { totalCount nodes { partyName party { name kind } department { name } } } }";

function get(
  query: string,
  headers: Readonly<Record<string, string>> = {},
  variables: object = {},
  method = "GET",
): Promise<Response> {
  return fetch(
    `${hub.url}/graphql?query=${encodeURIComponent(query)}&variables=${encodeURIComponent(JSON.stringify(variables))}`,
    { method, headers },
  );
}

/** Statements that reach the database while `work` is under way. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  hub.statements.length = 0;
  await work();
  return hub.statements.length;
}

/** Bytes as they came over the wire: fetch would decode them. */
function raw(
  query: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly encoding: string | undefined; readonly bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    request(`${hub.url}/graphql?query=${encodeURIComponent(query)}`, { headers }, (response) => {
      const parts: Buffer[] = [];
      response
        .on("data", (part: Buffer) => parts.push(part))
        .on("end", () =>
          resolve({ encoding: response.headers["content-encoding"], bytes: Buffer.concat(parts) }),
        )
        .on("error", reject);
    })
      .on("error", reject)
      .end();
  });
}

describe("what is asked again is answered from the store", () => {
  test("by GET and by POST alike, without a statement", async () => {
    const first = await (await get(PAGE)).text();
    expect(
      await statementsOf(async () => {
        expect(await (await get(PAGE)).text()).toBe(first);
        expect(JSON.stringify(await hub.query(PAGE))).toBe(JSON.stringify(JSON.parse(first)));
      }),
    ).toBe(0);
  });

  test("with its variables spelled in another order, and defaults left out or written", async () => {
    const query =
      "query ($first: Int = 3, $where: PenaltyWhere) { penalties(first: $first, where: $where) { nodes { id } } }";
    await (await get(query, {}, { where: { fineAmount: { gte: "0.1", lte: "5" } }, first: 3 })).text();
    expect(
      await statementsOf(async () =>
        (await get(query, {}, { where: { fineAmount: { lte: "5", gte: "0.1" } } })).text(),
      ),
    ).toBe(0);
  });

  test("and not with other variables, another contract or another operation of the same text", async () => {
    const query =
      "query A($first: Int) { penalties(first: $first) { nodes { id } } } query B { licences(first: 1) { nodes { id } } }";
    const ask = async (path: string, body: object): Promise<string> =>
      (
        await fetch(`${hub.url}${path}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query, ...body }),
        })
      ).text();
    const answers = [
      await ask("/graphql", { operationName: "A", variables: { first: 1 } }),
      await ask("/graphql", { operationName: "A", variables: { first: 2 } }),
      await ask("/graphql", { operationName: "B" }),
    ];
    expect(new Set(answers).size).toBe(3);
    expect(
      await statementsOf(() => ask("/graphql/mobile", { operationName: "A", variables: { first: 1 } })),
    ).toBeGreaterThan(0);
    // Whoever has no role is given the same view at both.
    expect(
      await statementsOf(() => ask("/graphql/public", { operationName: "A", variables: { first: 1 } })),
    ).toBe(0);
  });
});

describe("an entity tag", () => {
  test("that the client has is answered 304 without planning or a statement, over GET and POST", async () => {
    const tag = (await get(PAGE)).headers.get("etag") ?? "";
    expect(
      await statementsOf(async () => {
        const unchanged = await get(PAGE, { "if-none-match": `"other", ${tag}` });
        expect([unchanged.status, unchanged.headers.get("etag"), await unchanged.text()]).toEqual([
          304,
          tag,
          "",
        ]);
        const posted = await fetch(`${hub.url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", "if-none-match": tag },
          body: JSON.stringify({ query: PAGE, variables: {} }),
        });
        expect(posted.status).toBe(304);
      }),
    ).toBe(0);
  });

  test("is the answer's, whatever its encoding, and HEAD tells it", async () => {
    const tags = await Promise.all(
      [
        get(PAGE),
        get(PAGE, { "accept-encoding": "br" }),
        get(PAGE, { accept: "application/graphql-response+json" }),
        get(PAGE, {}, {}, "HEAD"),
      ].map(async (one) => (await one).headers.get("etag")),
    );
    expect(new Set(tags).size).toBe(1);
    const head = await get(PAGE, {}, {}, "HEAD");
    expect([head.status, await head.text(), head.headers.get("content-type")]).toEqual([
      200,
      "",
      "application/json; charset=utf-8",
    ]);
  });
});

test.each([
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
] as const)("an answer in %s is the plain one", async (encoding, decode) => {
  const plain = await raw(PAGE, {});
  expect(plain.encoding).toBeUndefined();
  for (let turn = 0; turn < 2; turn += 1) {
    const encoded = await raw(PAGE, { "accept-encoding": `deflate, ${encoding};q=0.5` });
    expect(encoded.encoding).toBe(encoding);
    expect(encoded.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(decode(encoded.bytes).equals(plain.bytes)).toBe(true);
  }
  expect((await raw(PAGE, { "accept-encoding": `${encoding};q=0` })).encoding).toBeUndefined();
});

describe("caches on the way are told", () => {
  test("that what is public may be kept, and is to be asked about each time", async () => {
    const { headers } = await get(PAGE);
    expect([headers.get("cache-control"), headers.get("vary")]).toEqual([
      "public, max-age=0, must-revalidate",
      "accept, accept-encoding, authorization, cookie, tongcha-override-labels",
    ]);
  });

  test("that what a token was sent for is that person's, though the answer is that of all who have a role", async () => {
    const authorization = `Bearer ${await hub.token("clerk", "scjgj")}`;
    await (await get(PAGE, { authorization: `Bearer ${await hub.token("reviewer", "yjj")}` })).text();
    expect(
      await statementsOf(async () => {
        const answer = await get(PAGE, { authorization });
        expect(answer.headers.get("cache-control")).toBe("private, max-age=0, must-revalidate");
        await answer.text();
      }),
    ).toBe(0);
  });

  test.each([
    ["an answer with an error", "{ penalties(first: 1000) { nodes { id } } }"],
    ["a part of it that failed", "{ licences { totalCount } penalties(first: 1000) { nodes { id } } }"],
    ["a refusal", "{ nothing }"],
    ["what is found by search, whose index follows the releases", '{ search(text: "示例") { totalCount } }'],
    ["the desk", "{ submissions { nodes { id } } }"],
    ["what the registry knows", "{ graphRevisions { nodes { number } } }"],
  ])("to keep nothing of %s, and it has no tag", async (_, query) => {
    const { headers } = await get(query);
    expect([headers.get("cache-control"), headers.get("etag")]).toEqual(["no-store", null]);
  });
});

test("nobody is answered with what another may see", async () => {
  const query =
    "{ submissions { nodes { id title: feed { id } state } } penalties(first: 1) { nodes { id } } }";
  const clerk = `Bearer ${await hub.token("clerk", "scjgj")}`;
  const CANARY = "canary-7f3a.csv";
  const sent = await fetch(`${hub.url}/intake/enforcement.penalties`, {
    method: "POST",
    headers: { authorization: clerk, "content-type": "application/octet-stream", "x-file-name": CANARY },
    body: "partyName\n甲\n",
  });
  expect(sent.status).toBeGreaterThan(0);
  const mine = await (await get(query, { authorization: clerk })).text();
  for (const headers of [{}, { authorization: `Bearer ${await hub.token("clerk", "yjj")}` }])
    expect(await (await get(query, headers)).text()).not.toBe(mine);
});

describe("a page of another origin", () => {
  test("may ask, with a token that it holds and none that the browser adds", async () => {
    const preflight = await fetch(`${hub.url}/graphql`, {
      method: "OPTIONS",
      headers: {
        origin: "https://portal.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    });
    expect([
      preflight.status,
      preflight.headers.get("access-control-allow-origin"),
      preflight.headers.get("access-control-allow-credentials"),
    ]).toEqual([204, "*", null]);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("content-type");
    for (const query of [PAGE, "{ nothing }"])
      expect(
        (await get(query, { origin: "https://portal.example" })).headers.get("access-control-allow-origin"),
      ).toBe("*");
  });
});

describe("GraphQL over HTTP, by the audits of graphql-http", () => {
  const audits = serverAudits({ url: () => `${hub.url}/graphql` });
  test.each(audits.map((audit) => [audit.name, audit] as const))("%s", async (_, audit) => {
    const result = await audit.fn();
    expect(result.status === "ok" ? "" : result.reason).toBe("");
  });
  test("are all there", () => expect(audits.length).toBeGreaterThan(50));
});

test("a release is seen by the next who asks", async () => {
  const query = "{ releases(first: 1) { nodes { number } } }";
  const before = await get(query);
  const CSV = "区划代码,名称,类别,上级区划代码,别名\n110118,密云区,区,,\n110118001,示例镇,镇,110118,\n";
  await hub.publish("directory.areas", CSV, "zwfwj");
  const after = await get(query, { "if-none-match": before.headers.get("etag") ?? "" });
  expect(after.status).toBe(200);
  expect(Number(valueAt(await after.json(), "data", "releases", "nodes", 0, "number"))).toBe(
    Number(valueAt(await before.json(), "data", "releases", "nodes", 0, "number")) + 1,
  );
});
