/**
 * Fields that move from one subgraph to another by @override with a label of the operator's own: by the
 * setting, and for one request.
 */
import { buildSubgraphSchema } from "@apollo/subgraph";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import Fastify, { type FastifyInstance } from "fastify";
import { execute, parse } from "graphql";
import type { Role } from "#schema/caller.js";
import type { LocalSubgraph } from "#schema/subgraph.js";
import { NOTHING } from "../../gateway/freshness/feed-versions.js";
import { openGateway } from "../../gateway/open-gateway.js";
import { withFallback } from "../../gateway/engine/plan/open-planner.js";
import type { Planner } from "../../gateway/engine/plan/planner.js";
import { createReferencePlanner } from "../../gateway/engine/plan/reference-planner.js";
import { createRustPlanner } from "../../gateway/engine/plan/rust-planner.js";
import { readSettings } from "../../scripts/start/settings.js";
import { fixedGraph } from "./fixed-graph.js";
import { lenientParts } from "./lenient-parts.js";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override"]) directive @cacheControl(maxAge: Int) on FIELD_DEFINITION | OBJECT';
const areas = (name: string, fields: string): LocalSubgraph => {
  const area = { code: "1", name, size: name };
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(`${LINK} ${fields}`),
      resolvers: {
        ...(name === "old" && { Query: { area: () => area } }),
        Area: { __resolveReference: () => area },
      },
    },
  ]);
  return {
    name,
    sdl: `${LINK} ${fields}`,
    execute: async ({ query, variables }) => {
      asked.push(name);
      const { data } = await execute({ schema, document: parse(query), variableValues: variables });
      return { data: data ?? null };
    },
  };
};
const asked: string[] = [];
const old = areas(
  "old",
  'type Query { area: Area @cacheControl(maxAge: 600) } type Area @key(fields: "code") @cacheControl(maxAge: 600) { code: ID! name: String size: String }',
);
const fresh = areas(
  "fresh",
  'type Area @key(fields: "code") @cacheControl(maxAge: 600) { code: ID! name: String @override(from: "old", label: "new-names") size: String @override(from: "old", label: "new-sizes") }',
);
const ROLES: Readonly<Record<string, readonly Role[]>> = {
  clerk: ["clerk"],
  developer: ["developer"],
  supervisor: ["supervisor"],
};

const PLANNERS: readonly (readonly [string, (supergraph: string) => Planner])[] = [
  [
    "rust, with the reference for @defer",
    (supergraph) => withFallback(createRustPlanner(supergraph), createReferencePlanner(supergraph)),
  ],
  ["reference", createReferencePlanner],
];

describe.each(PLANNERS)("%s", (_, makePlanner) => {
  const apps: FastifyInstance[] = [];
  const open = async (overrideLabels: string): Promise<string> => {
    const parts = await lenientParts({ own: [old, fresh], source: fixedGraph([old, fresh]) });
    const gateway = await openGateway({
      ...parts,
      graph: {
        ...parts.graph,
        makePlanner: (supergraph) => Promise.resolve(makePlanner(supergraph)),
        overrideShares: readSettings({ OVERRIDE_LABELS: overrideLabels }).overrideLabels,
      },
      answers: {
        versions: { current: () => NOTHING, confirm: () => Promise.resolve(NOTHING) },
        limitBytes: 1_000_000,
        shared: null,
      },
      authenticate: (token) =>
        Promise.resolve(
          token === undefined
            ? null
            : { subject: token, name: "张三", department: "jtj", roles: ROLES[token] ?? [] },
        ),
    });
    const app = Fastify();
    gateway.register(app);
    apps.push(app);
    return app.listen({ port: 0, host: "127.0.0.1" });
  };
  const ask = async (
    url: string,
    query: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<string> =>
    (
      await fetch(`${url}/graphql`, {
        method: "POST",
        body: JSON.stringify({ query }),
        headers: { "content-type": "application/json", ...headers },
      })
    ).text();
  const naming = (labels: string, authorization = "developer"): Readonly<Record<string, string>> => ({
    authorization,
    "tongcha-override-labels": labels,
  });
  let plain = "";
  beforeAll(async () => {
    plain = await open("");
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
  });

  test("a developer's or supervisor's request is answered by the labels that it names, stored and shared as its own", async () => {
    const query = "{ area { name size } }";
    const answer = (name: string, size: string): string => JSON.stringify({ data: { area: { name, size } } });
    for (let times = 0; times < 2; times += 1) {
      const answers = await Promise.all([
        ask(plain, query, { authorization: "developer" }),
        ask(plain, query, naming("new-names")),
        ask(plain, query, naming(" new-sizes ,new-names")),
        ask(plain, query, naming("new-sizes", "supervisor")),
        ask(plain, query),
      ]);
      expect(answers).toEqual([
        answer("old", "old"),
        answer("fresh", "old"),
        answer("fresh", "fresh"),
        answer("old", "fresh"),
        answer("old", "old"),
      ]);
    }
    asked.length = 0;
    expect(await ask(plain, query, naming("new-names"))).toBe(answer("fresh", "old"));
    expect(asked).toEqual([]);
  });

  test("from anybody else, or with a label that the graph does not have, the header is refused, stored answers or not", async () => {
    const query = "{ area { name } }";
    await ask(plain, query);
    await ask(plain, query);
    for (const headers of [
      { "tongcha-override-labels": "new-names" },
      naming("new-names", "clerk"),
      naming("new-names", "nobody"),
    ])
      expect(await ask(plain, query, headers)).toContain('"FORBIDDEN"');
    expect(await ask(plain, query, naming("new-names,percent(5)"))).toContain('"OVERRIDE_LABEL_UNKNOWN"');
  });

  test("what is deferred is asked where the labels say, by the header as by the setting", async () => {
    const [query, inParts] = [
      "{ area { code ... @defer { name } ... @defer { size } } }",
      { accept: "multipart/mixed;deferSpec=20220824" },
    ];
    const byHeader = await ask(plain, query, { ...naming("new-names"), ...inParts });
    const bySetting = await ask(await open("new-names, new-sizes=0"), query, inParts);
    for (const parts of [byHeader, bySetting])
      expect([parts.includes('{"name":"fresh"}'), parts.includes('{"size":"old"}')]).toEqual([true, true]);
    expect(await ask(plain, query, inParts)).toContain('{"name":"old"}');
  });

  test("a label moves so many of the requests as its percentage says", async () => {
    const url = await open("new-names=50,new-sizes=100");
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(url, "{ area { name size } }")));
    expect(new Set(answers)).toEqual(
      new Set(["old", "fresh"].map((name) => JSON.stringify({ data: { area: { name, size: "fresh" } } }))),
    );
  });
});

test.each(["a=101", "a=-1", "a=", "1a", "a,a=3", "percent(5)"])(
  "OVERRIDE_LABELS=%s is refused",
  (overrideLabels) => {
    expect(() => readSettings({ OVERRIDE_LABELS: overrideLabels }).overrideLabels).toThrow("OVERRIDE_LABELS");
  },
);
