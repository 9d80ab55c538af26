import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { getIntrospectionQuery } from "graphql";
import type { DocumentFinding } from "../../gateway/registry/documents/examine-document.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { runDocuments, type DocumentsResult, type DocumentsRun } from "./run-documents.js";
import { runs } from "../scale.js";

let hub: TestHub;
let [developer, stranger, supervisor] = ["", "", ""];
beforeAll(async () => {
  hub = await startHub({
    settings: { WHOLE_GRAPH_FOR_ALL: "true", DOCUMENT_MODES: "public=trusted-only,mobile=log-unknown" },
  });
  [developer, stranger, supervisor] = await Promise.all([
    hub.token("developer", "jtj"),
    hub.token("developer", "swj"),
    hub.token("supervisor", null),
  ]);
});
afterAll(() => hub.close());

const digest = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest("hex");
const sha256 = (text: string): string => digest("sha256", text);
/** A valid text that no other test asks. */
let last = 0;
const query = (name = "Departments"): string =>
  `query ${name}${(last += 1)} { departments { nodes { code } } }`;
const DEPARTMENTS = { data: { departments: { nodes: expect.any(Array) } } };

type Given = Omit<DocumentsRun, "hub" | "token"> & { readonly token?: string };
const runTold = (given: Given): Promise<DocumentsResult> =>
  runDocuments({ hub: hub.url, token: developer, ...given });
const run = async (given: Given): Promise<number> => (await runTold(given)).exitCode;
const publish = (text: string, id = sha256(text), client = "portal"): Promise<number> =>
  run({ action: "publish", client, manifest: { [id]: text } });

interface Asked {
  readonly status: number;
  readonly body: unknown;
  readonly code: unknown;
}
async function send(path: string, init?: RequestInit): Promise<Asked> {
  const response = await fetch(`${hub.url}${path}`, init);
  const body: unknown = await response.json();
  return { status: response.status, body, code: valueAt(body, "errors", 0, "extensions", "code") };
}
const ask = (body: object, path = "/graphql"): Promise<Asked> =>
  send(path, {
    method: "POST",
    headers: { "content-type": "application/json", "graphql-client-name": "portal" },
    body: JSON.stringify(body),
  });
const get = (parameters: Readonly<Record<string, string>>, path = "/graphql"): Promise<Asked> =>
  send(`${path}?${new URLSearchParams(parameters).toString()}`);
const byHash = (sha256Hash: string): object => ({
  extensions: { persistedQuery: { version: 1, sha256Hash } },
});

async function findings(
  documents: readonly { readonly id: string; readonly text: string }[],
  client = "portal",
  contract: string | null = null,
): Promise<readonly Partial<DocumentFinding>[]> {
  const { data, errors } = await hub.query(
    "mutation ($client: ID!, $contract: ID, $documents: [DocumentInput!]!) { publishDocuments(client: $client, contract: $contract, documents: $documents) { findings { id operation code line column message { zh en } } } }",
    { client, contract, documents },
    developer,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  // what was asked
  return valueAt(data, "publishDocuments", "findings") as readonly Partial<DocumentFinding>[];
}

describe("a manifest", () => {
  test("of graphql-codegen is published, and its documents are asked by their hashes", async () => {
    const texts = [query(), query()];
    expect(
      await run({
        action: "publish",
        client: "portal",
        manifest: Object.fromEntries(texts.map((text) => [sha256(text), text])),
      }),
    ).toBe(0);
    for (const text of texts)
      for (const id of [sha256(text), `sha256:${sha256(text)}`])
        expect(await ask({ documentId: id })).toMatchObject({ status: 200, body: DEPARTMENTS });
  });

  test("of Relay is published, as a map and as a list", async () => {
    const [map, list] = [query(), query()];
    expect(await run({ action: "publish", client: "portal", manifest: { [digest("md5", map)]: map } })).toBe(
      0,
    );
    expect(await run({ action: "publish", client: "portal", manifest: [[digest("md5", list), list]] })).toBe(
      0,
    );
    for (const text of [map, list])
      expect(await ask({ documentId: digest("md5", text) })).toMatchObject({
        status: 200,
        body: DEPARTMENTS,
      });
  });

  test("of Apollo is published, and its client asks by the same hashes", async () => {
    const text = query();
    const operations = [{ id: sha256(text), name: "Departments", type: "query", body: text }];
    expect(
      await run({
        action: "publish",
        client: "portal",
        manifest: { format: "apollo-persisted-query-manifest", version: 1, operations },
      }),
    ).toBe(0);
    expect(await ask(byHash(sha256(text)), "/graphql/public")).toMatchObject({
      status: 200,
      body: DEPARTMENTS,
    });
  });

  test("of another format, or a version to come, is refused", async () => {
    for (const manifest of [
      "text",
      [["a"]],
      { a: 1 },
      { format: "apollo-persisted-query-manifest", version: 2, operations: [] },
      { format: "apollo-persisted-query-manifest", version: 1, operations: [{ id: "a" }] },
    ]) {
      await expect(run({ action: "publish", client: "portal", manifest })).rejects.toMatchObject({
        code: "OPTION_INVALID",
      });
    }
  });

  test("that is larger than a request may be is published in parts, and again without a change", async () => {
    const manifest = Object.fromEntries(
      Array.from({ length: 60 }, () => `${query()} # ${"长".repeat(6_000)}`).map((text) => [
        sha256(text),
        text,
      ]),
    );
    for (const _ of [1, 2]) expect(await run({ action: "publish", client: "big", manifest })).toBe(0);
    const { data } = await hub.query(
      '{ clientDocuments(client: "big", first: 50) { totalCount nodes { id operations publishedBy withdrawnAt } pageInfo { hasNextPage } } }',
      {},
      developer,
    );
    expect(data?.["clientDocuments"]).toMatchObject({ totalCount: 60, pageInfo: { hasNextPage: true } });
    expect(valueAt(data, "clientDocuments", "nodes")).toHaveLength(50);
    const { said } = await runTold({ action: "list", client: "big" });
    for (const id of Object.keys(manifest)) expect(said).toContain(`${id}  Departments`);
  });
});

describe("a registered document", () => {
  test("is asked by URL, with variables and an operation's name", async () => {
    const text =
      "query One($first: Int!) { departments(first: $first) { nodes { code } } } query Two { departments { totalCount } }";
    await publish(text);
    expect(
      await get({
        documentId: `sha256:${sha256(text)}`,
        operationName: "One",
        variables: JSON.stringify({ first: 1 }),
      }),
    ).toMatchObject({ status: 200, body: DEPARTMENTS });
    expect(
      await get({
        extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: sha256(text) } }),
        operationName: "Two",
      }),
    ).toMatchObject({ status: 200, body: { data: { departments: { totalCount: expect.any(Number) } } } });
  });

  test("that is a mutation is not run by URL", async () => {
    const text = 'mutation { withdrawDocuments(client: "portal", ids: []) }';
    await publish(text);
    expect(await get({ documentId: sha256(text) })).toMatchObject({ status: 405, code: "MUTATION_OVER_GET" });
  });

  test("is its client's department's: no other publishes or withdraws there, but a supervisor does", async () => {
    const [text, more] = [query(), query()];
    await publish(text);
    for (const action of ["publish", "withdraw"] as const)
      await expect(
        run({ action, client: "portal", manifest: { [sha256(text)]: text }, token: stranger }),
      ).rejects.toMatchObject({
        code: "CLIENT_NAME_TAKEN",
        status: 403,
        message: expect.stringContaining(`${hub.url}/graphql（HTTP 403）`),
      });
    expect(
      (await hub.query('mutation { publishDocuments(client: "portal", documents: []) { ok } }', {}, stranger))
        .errors?.[0]?.extensions["code"],
    ).toBe("CLIENT_NAME_TAKEN");
    expect(
      (
        await hub.query(
          'mutation { publishDocuments(client: "portal", documents: []) { ok } }',
          {},
          await hub.token("clerk", "jtj"),
        )
      ).errors?.[0]?.extensions["code"],
    ).toBe("FORBIDDEN");
    expect(
      (await hub.query('{ clientDocuments(client: "portal") { nodes { text } } }')).errors?.[0]?.extensions[
        "code"
      ],
    ).toBe("TOKEN_MISSING");
    expect(
      await run({
        action: "publish",
        client: "portal",
        manifest: { [sha256(more)]: more },
        token: supervisor,
      }),
    ).toBe(0);
    expect(await ask({ documentId: sha256(text) })).toMatchObject({ status: 200 });
  });

  test("is shared by clients that ask the same; an id that stands for another text is refused, whoever has it", async () => {
    const text = query();
    await publish(text, "shared-1");
    expect(
      await run({ action: "publish", client: "other", manifest: { "shared-1": text }, token: stranger }),
    ).toBe(0);
    expect(
      await runTold({
        action: "publish",
        client: "other",
        manifest: { "shared-1": query("Mine") },
        token: stranger,
      }),
    ).toEqual({ exitCode: 1, said: expect.stringMatching(/^DOCUMENT_ID_TAKEN {2}shared-1 {2}Mine/) });
    expect(await findings([{ id: "shared-1", text: query() }])).toMatchObject([
      { id: "shared-1", code: "DOCUMENT_ID_TAKEN" },
    ]);
    expect(await run({ action: "withdraw", client: "portal", id: "shared-1" })).toBe(0);
    expect(await ask({ documentId: "shared-1" })).toMatchObject({ status: 200, body: DEPARTMENTS });
    expect(await run({ action: "withdraw", client: "other", id: "shared-1", token: stranger })).toBe(0);
    expect(await ask({ documentId: "shared-1" })).toMatchObject({ status: 404, code: "DOCUMENT_UNKNOWN" });
    expect(await findings([{ id: "shared-1", text: query() }])).toMatchObject([
      { code: "DOCUMENT_ID_TAKEN" },
    ]);
    expect(await publish(text, "shared-1")).toBe(0);
    expect(await ask({ documentId: "shared-1" })).toMatchObject({ status: 200, body: DEPARTMENTS });
  });

  test("that its client has not cannot be withdrawn, and nothing is", async () => {
    const text = query();
    await publish(text);
    expect(
      (
        await hub.query(
          'mutation ($ids: [ID!]!) { withdrawDocuments(client: "portal", ids: $ids) }',
          { ids: [sha256(text), "nothing"] },
          developer,
        )
      ).errors?.[0]?.extensions,
    ).toMatchObject({ code: "DOCUMENT_UNKNOWN", details: { id: "nothing" } });
    expect(await ask({ documentId: sha256(text) })).toMatchObject({ status: 200 });
  });

  test("must be valid in the view that its client asks and within the limits: each fault names id, operation and place, and none of the others is registered", async () => {
    const good = query();
    const deep = `query Deep { ${"departments { nodes { feeds { nodes { department { ".repeat(5)}code${" } } } } }".repeat(5)} }`;
    const found = await findings([
      { id: sha256(good), text: good },
      { id: "wrong", text: "query Wrong {\n  departments { nope }\n}" },
      { id: "broken", text: "query {" },
      { id: "none", text: "fragment F on Department { code }" },
      { id: "deep", text: deep },
      { id: "null", text: `${query()} # \0` },
      { id: "../../etc/passwd", text: query() },
      { id: sha256("another"), text: query() },
      { id: `sha256:${sha256("another").toUpperCase()}`, text: query() },
    ]);
    expect(found).toEqual(
      [
        {
          id: "wrong",
          operation: "Wrong",
          code: "DOCUMENT_INVALID",
          line: 2,
          column: 17,
          message: { zh: expect.stringContaining("查询文档无效"), en: expect.stringContaining("nope") },
        },
        { id: "broken", operation: null, code: "DOCUMENT_INVALID", line: 1 },
        { id: "none", code: "DOCUMENT_INVALID" },
        { id: "deep", code: "QUERY_TOO_DEEP" },
        { id: "null", code: "DOCUMENT_INVALID" },
        { id: "../../etc/passwd", code: "DOCUMENT_ID_INVALID" },
        { code: "DOCUMENT_HASH_MISMATCH" },
        { code: "DOCUMENT_HASH_MISMATCH" },
      ].map((finding) => expect.objectContaining(finding)),
    );
    expect(await ask({ documentId: sha256(good) })).toMatchObject({ code: "DOCUMENT_UNKNOWN" });
    const internal = "query Inner { gateways { nodes { id } } }";
    expect(await findings([{ id: sha256(internal), text: internal }], "portal", "public")).toMatchObject([
      { operation: "Inner", code: "DOCUMENT_INVALID" },
    ]);
    expect(await findings([{ id: sha256(internal), text: internal }], "portal", "internal")).toEqual([]);
    await expect(findings([], "portal", "nowhere")).rejects.toThrow("CONTRACT_UNKNOWN");
    await expect(findings([], "no name")).rejects.toThrow("CLIENT_NAME_INVALID");
    await expect(findings(Array.from({ length: 1_001 }, () => ({ id: "a", text: "" })))).rejects.toThrow(
      "DOCUMENTS_TOO_MANY",
    );
  });
});

describe("where only registered documents are answered", () => {
  test("no text is, whatever it asks, by whichever way", async () => {
    const registered = query();
    await publish(registered);
    for (const text of ["{ __typename }", getIntrospectionQuery(), query(), registered, "nonsense", ""]) {
      expect(await ask({ query: text }, "/graphql/public")).toMatchObject({
        status: 403,
        code: "DOCUMENT_REQUIRED",
      });
      expect(await get({ query: text }, "/graphql/public")).toMatchObject({
        status: 403,
        code: "DOCUMENT_REQUIRED",
      });
    }
    const free = query();
    expect(await ask(byHash(sha256(free)), "/graphql/public")).toMatchObject({
      status: 404,
      code: "DOCUMENT_UNKNOWN",
    });
    expect(await ask({ query: free, ...byHash(sha256(free)) }, "/graphql/public")).toMatchObject({
      status: 403,
      code: "DOCUMENT_REQUIRED",
    });
    expect(await ask({ query: free, ...byHash(sha256(registered)) }, "/graphql/public")).toMatchObject({
      status: 400,
      code: "DOCUMENT_HASH_MISMATCH",
    });
    expect(await ask({ query: free, documentId: sha256(registered) }, "/graphql/public")).toMatchObject({
      status: 400,
      code: "REQUEST_INVALID",
    });
    expect(await ask({ query: registered, ...byHash(sha256(registered)) }, "/graphql/public")).toMatchObject({
      status: 200,
      body: DEPARTMENTS,
    });
  });

  test("a text that another view learnt by its hash is still none", async () => {
    const free = query();
    expect(await ask({ query: free, ...byHash(sha256(free)) })).toMatchObject({
      status: 200,
      body: DEPARTMENTS,
    });
    expect(await ask(byHash(sha256(free)))).toMatchObject({ status: 200, body: DEPARTMENTS });
    expect(await ask(byHash(sha256(free)), "/graphql/public")).toMatchObject({
      status: 404,
      code: "DOCUMENT_UNKNOWN",
    });
    expect(await ask({ documentId: sha256(free) }, "/graphql/public")).toMatchObject({
      status: 404,
      code: "DOCUMENT_UNKNOWN",
    });
  });

  test("a registered document of what the view hides is not answered", async () => {
    const text = "query Hidden { gateways { totalCount } }";
    await publish(text);
    expect(await ask({ documentId: sha256(text) }, "/graphql/public")).toMatchObject({
      status: 400,
      code: "GRAPHQL_VALIDATION_FAILED",
    });
  });
});

test("where unknown documents are logged, they are answered, and each is told once, without what stands in its strings", async () => {
  const registered = query();
  await publish(registered);
  const text = 'query Secret { department(code: "110101199001011234") { code } }';
  for (const _ of [1, 2])
    for (const asked of [text, registered, "{ nonsense"]) await ask({ query: asked }, "/graphql/mobile");
  const told = hub.logged
    .filter((line) => line.includes("nobody has registered"))
    .map((line) => JSON.parse(line) as object); // lines of JSON
  expect(told).toEqual([
    expect.objectContaining({
      level: "info",
      contract: "mobile",
      client: "portal",
      id: `sha256:${sha256(text)}`,
      document: expect.stringContaining("query Secret"),
    }),
  ]);
  expect(JSON.stringify(told)).not.toContain("110101199001011234");
});

test("no id, however hostile, is answered with anything but its refusal", async () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.constantFrom(
      "__proto__",
      "constructor",
      "toString",
      "../../../etc/passwd",
      "a".repeat(129),
      "sha256:",
      `sha256:${"g".repeat(64)}`,
      "%00",
      "'; DROP TABLE registry.document; --",
    ),
    fc.stringMatching(/^[A-Za-z0-9_:.-]{1,128}$/),
  );
  await fc.assert(
    fc.asyncProperty(hostile, async (id) => {
      const refused = /^(?:DOCUMENT_UNKNOWN|DOCUMENT_ID_INVALID|PERSISTED_QUERY_NOT_FOUND)$/;
      for (const body of [{ documentId: id }, byHash(id)]) expect((await ask(body)).code).toMatch(refused);
      expect((await get({ documentId: id }, "/graphql/public")).code).toMatch(refused);
    }),
    { numRuns: runs(20) },
  );
});

test("what is no id, hash or extension at all is told as such", async () => {
  for (const body of [
    { documentId: 1 },
    { documentId: {} },
    { extensions: [] },
    { extensions: "x", query: "{ __typename }" },
    { extensions: { persistedQuery: 1 } },
    { extensions: { persistedQuery: { version: 1 } } },
    { query: 1 },
    {},
  ])
    expect(await ask(body)).toMatchObject({ status: 400, code: "REQUEST_INVALID" });
  expect(await get({ query: "{ __typename }", extensions: "{" })).toMatchObject({
    status: 400,
    code: "REQUEST_INVALID",
  });
  expect(
    await ask({ extensions: { persistedQuery: { version: 2, sha256Hash: "a" } }, query: "{ __typename }" }),
  ).toMatchObject({ status: 200, code: "PERSISTED_QUERY_NOT_SUPPORTED" });
});
