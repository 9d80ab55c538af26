import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { differencesOf } from "../../../gateway/adapters/apollo/reference/differences.js";
import { composeSupergraph } from "../../../gateway/graph/composition/compose-known.js";
import { until } from "../../until.js";
import { answerJson, serveSubgraph, type HttpSubgraph } from "../open-gateway.js";

const TONGCHA = fileURLToPath(new URL("../../../scripts/tongcha.js", import.meta.url));
const SDL =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Query { things: [Thing] slow: Int } type Mutation { touch: Int } type Thing @key(fields: "id") { id: ID! name: String! }';

const PROTECTED =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"]) type Query { open: Int secret: Int @authenticated }';

let subgraph: HttpSubgraph;
let folder: string;
let answer: (query: string, response: ServerResponse) => void;
const asked: string[] = [];
const children: ChildProcess[] = [];
const things = (...names: readonly (string | null)[]): object => ({
  data: { things: names.map((name, at) => ({ __typename: "Thing", id: String(at), name })) },
});

beforeAll(async () => {
  subgraph = await serveSubgraph((body, response) => {
    const { query }: { readonly query: string } = JSON.parse(body) as never; // the engines' own requests
    asked.push(query);
    answer(query, response);
  });
  folder = await mkdtemp(join(tmpdir(), "tongcha-engines-"));
  await writeFile(
    join(folder, "supergraph.graphql"),
    composeSupergraph([{ name: "things", sdl: SDL, url: subgraph.url }]).sdl,
  );
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null) continue;
    child.kill("SIGTERM");
    await once(child, "exit");
  }
});
afterAll(async () => {
  subgraph.close();
  await rm(folder, { recursive: true });
});

interface Served {
  readonly ask: (query: string) => Promise<unknown>;
  readonly logged: () => readonly Readonly<Record<string, unknown>>[];
  readonly child: ChildProcess;
}

const serve = (...options: readonly string[]): Promise<Served> => serveFile("supergraph.graphql", ...options);

async function serveFile(file: string, ...options: readonly string[]): Promise<Served> {
  const child = spawn(
    process.execPath,
    [TONGCHA, "gateway", "--supergraph", join(folder, file), "--port", "0", ...options],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  children.push(child);
  let said = "";
  child.stderr.on("data", (data: Buffer) => {
    said += data.toString();
  });
  const [line]: unknown[] = await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(() => {
      throw new Error(said);
    }),
  ]);
  const url = String(line).trim();
  return {
    child,
    logged: () =>
      said
        .split("\n")
        .filter((text) => text.startsWith("{"))
        .map((text) => JSON.parse(text) as Readonly<Record<string, unknown>>),
    ask: async (query) =>
      (
        await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query }),
        })
      ).json(),
  };
}

test("`--engine apollo` answers by @apollo/gateway, and stops when it is asked to", async () => {
  answer = (_, response) => answerJson(response, things("甲"));
  const { ask, child } = await serve("--engine", "apollo", "--workers", "1");
  expect(await ask("{ things { id name } }")).toEqual({ data: { things: [{ id: "0", name: "甲" }] } });
  // The words of the other engine.
  expect(await ask("{ nothing }")).toMatchObject({
    errors: [
      {
        message: 'Cannot query field "nothing" on type "Query". Did you mean "things"?',
        extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
      },
    ],
  });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a graph with protected fields is not served by @apollo/gateway, which would protect nothing", async () => {
  await writeFile(
    join(folder, "protected.graphql"),
    composeSupergraph([{ name: "things", sdl: PROTECTED, url: subgraph.url }]).sdl,
  );
  for (const engine of ["apollo", "compare"])
    await expect(serveFile("protected.graphql", "--engine", engine, "--workers", "1")).rejects.toThrow(
      /authenticated.*\[SUPERGRAPH_INVALID\]/s,
    );
});

test("`--engine compare` answers by ours at once, asks both, logs what differs with its query, and never asks a mutation twice", async () => {
  answer = (_, response) => answerJson(response, things("甲", "乙"));
  const { ask, logged, child } = await serve("--engine", "compare");
  const differing = (): readonly Readonly<Record<string, unknown>>[] =>
    logged().filter(({ message }) => message === "The engines differ");

  expect(await ask("{ things { id name } }")).toEqual({
    data: {
      things: [
        { id: "0", name: "甲" },
        { id: "1", name: "乙" },
      ],
    },
  });
  await until(() => asked.length === 2);
  // It takes an alias for the key: ours does not.
  const [query] = ["{ things { __typename: id name } }"];
  expect(await ask(query)).toEqual({
    data: {
      things: [
        { __typename: "0", name: "甲" },
        { __typename: "1", name: "乙" },
      ],
    },
  });
  await until(() => differing().length > 0);
  expect(differing()).toMatchObject([{ level: "warn", query, operationName: null, variables: "{}" }]);

  asked.length = 0;
  answer = (_, response) => answerJson(response, { data: { touch: 1 } });
  expect(await ask("mutation { touch }")).toEqual({ data: { touch: 1 } });

  // The other engine waits for its answer, and nobody waits for the other engine.
  const held: ServerResponse[] = [];
  answer = (_, response) => {
    if (held.length > 0 || asked.length > 2) held.push(response);
    else answerJson(response, { data: { slow: 1 } });
  };
  expect(await ask("{ slow }")).toEqual({ data: { slow: 1 } });
  await until(() => held.length === 1);
  expect(asked.filter((text) => text.includes("touch"))).toHaveLength(1);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(differing()).toHaveLength(1);
});

test.each([
  ["an engine that there is not", ["--engine", "hive"]],
  ["views, of which Apollo's knows nothing", ["--engine", "apollo", "--contracts", TONGCHA]],
])("%s is refused", async (_, options) => {
  await expect(serve(...options, "--workers", "1")).rejects.toThrow(/\[OPTION_INVALID\]/);
});

describe("what differs", () => {
  test.each<readonly [string, unknown, unknown, object | null]>([
    [
      "nothing, but for the order of keys and the words of errors",
      { data: { a: 1, b: [{ c: null, d: "x" }] }, errors: [{ message: "我", path: ["b", 0, "c"] }] },
      { errors: [{ message: "I", path: ["b", 3, "c"] }], data: { b: [{ d: "x", c: null }], a: 1 } },
      null,
    ],
    [
      "a value in a list",
      { data: { a: [1, 2] } },
      { data: { a: [1, 3] } },
      { data: [{ path: "a.1", ours: "2", apollo: "3" }] },
    ],
    [
      "what is there in one alone",
      { data: { a: {} } },
      { data: { a: { b: null } } },
      { data: [{ path: "a.b", ours: undefined, apollo: "null" }] },
    ],
    [
      "an object and a list",
      { data: { a: {} } },
      { data: { a: [] } },
      { data: [{ path: "a", ours: "{}", apollo: "[]" }] },
    ],
    [
      "an answer and a refusal",
      { data: { a: 1 } },
      { errors: [{ message: "no" }] },
      {
        data: [{ path: "", ours: '{"a":1}', apollo: undefined }],
        errors: { oursAlone: [], apolloAlone: [""] },
      },
    ],
    [
      "errors of other fields",
      { data: null, errors: [{ path: ["a"] }] },
      { data: null, errors: [{ path: ["b"] }] },
      { data: [], errors: { oursAlone: ["a"], apolloAlone: ["b"] } },
    ],
    [
      "no error that Apollo tells beside the errors",
      { data: { a: null }, errors: [{ path: ["a"] }] },
      { data: { a: null }, extensions: { valueCompletion: [{ path: ["a"] }] } },
      null,
    ],
  ])("%s", (_, ours, apollo, expected) => {
    const found = differencesOf(ours, apollo);
    expect(found).toEqual(expected === null ? null : expect.objectContaining({ ...expected }));
  });

  test("no more of it is told than can be read", () => {
    const found = differencesOf(
      { data: { a: Array.from({ length: 1_000 }, () => "甲".repeat(1_000)) } },
      { data: { a: Array.from({ length: 1_000 }, () => "乙".repeat(1_000)) } },
    );
    expect(found?.data).toHaveLength(20);
    expect(found?.data[0]?.ours).toHaveLength(200);
  });
});
