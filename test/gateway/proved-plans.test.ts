import { expect, test } from "@jest/globals";
import { parse } from "graphql";
import type { GraphQLResolverMap } from "@apollo/subgraph";
import { examinePlanners, openPlanner, withFallback } from "../../gateway/engine/plan/open-planner.js";
import { createOverrides, readOverrideLabels } from "../../gateway/engine/plan/overrides.js";
import { createPlanProof } from "../../gateway/engine/plan/prove-plan.js";
import type { Planner } from "../../gateway/engine/plan/planner.js";
import type { PlanNode, QueryPlan, RequiredSelection } from "../../gateway/engine/plan/query-plan.js";
import type { RefusedPlan } from "../../gateway/engine/plan/refused-plans.js";
import { createReferencePlanner } from "../../gateway/engine/plan/reference-planner.js";
import { createRustPlanner } from "../../gateway/engine/plan/rust-planner.js";
import { foreignFeatures } from "../../gateway/graph/features.js";
import { MARKET_SUBGRAPHS } from "./supergraphs/market.js";
import { serveTogether, type TestGraph } from "./supergraphs/serve.js";

function graphOf(
  subgraphs: Readonly<Record<string, readonly [sdl: string, resolvers: GraphQLResolverMap]>>,
): TestGraph {
  const link =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@interfaceObject"])';
  return serveTogether(
    Object.entries(subgraphs).map(([name, [sdl, resolvers]]) => ({ name, sdl: `${link} ${sdl}`, resolvers })),
  );
}
const PLANNERS: readonly (readonly [string, (supergraph: string) => Planner])[] = [
  ["rust", createRustPlanner],
  ["reference", createReferencePlanner],
];

test.each(PLANNERS)(
  "where a field leads back to Query, what other subgraphs give stands there, however often it leads back (%s)",
  async (_, makePlanner) => {
    const { ask } = graphOf({
      a: [
        "type Query { box: Box boxes: [Box!]! ping: Int } type Mutation { touch: Box } type Box { size: Int query: Query }",
        { Query: { box: () => BOX, boxes: () => [BOX, BOX], ping: () => 1 }, Mutation: { touch: () => BOX } },
      ],
      b: [
        "type Query { viewer: Viewer fails: Int } type Viewer { name: String }",
        { Query: { viewer: () => ({ name: "N" }), fails: () => Promise.reject(new Error("no")) } },
      ],
    }).engine(makePlanner);
    const viewer = { query: { viewer: { name: "N" } } };
    expect(await ask("mutation { touch { query { viewer { name } } } }")).toEqual({
      data: { touch: viewer },
      errors: [],
    });
    expect(await ask("{ viewer { name } boxes { size query { viewer { name } ping } } }")).toEqual({
      data: {
        viewer: { name: "N" },
        boxes: [1, 2].map(() => ({ size: 2, query: { viewer: { name: "N" }, ping: 1 } })),
      },
      errors: [],
    });
    expect(await ask("{ box { query { box { query { viewer { query: name } } } } } }")).toEqual({
      data: { box: { query: { box: { query: { viewer: { query: "N" } } } } } },
      errors: [],
    });
    expect(await ask("{ box { query { fails } } fails }")).toMatchObject({
      data: { box: { query: { fails: null } }, fails: null },
      errors: ["no", "no"],
    });
    expect((await ask("{ box { query { __schema { queryType { name } } } } }")).errors).toEqual([
      '"__schema" is answered at the root of a query only.',
    ]);
  },
);
const BOX: object = {
  size: 2,
  get query() {
    return {};
  },
};

test("a plan whose operation its subgraph would refuse is left, the other planner's taken, and both told apart", async () => {
  const animals = [
    { __typename: "Dog", id: "1", name: "Rex", tricks: 3 },
    { __typename: "Cat", id: "2", name: "Tom", whiskers: 12 },
  ];
  const byId = {
    __resolveReference: ({ id }: { id: string }) => animals.find((animal) => animal.id === id) ?? null,
  };
  const graph = graphOf({
    catalog: [
      'type Query { animals: [Animal!]! } interface Animal @key(fields: "id") { id: ID! name: String } type Dog implements Animal @key(fields: "id") { id: ID! name: String tricks: Int } type Cat implements Animal @key(fields: "id") { id: ID! name: String whiskers: Int } type Owner @key(fields: "id") { id: ID! favourite: Animal }',
      {
        Query: { animals: () => animals },
        Animal: { __resolveType: ({ __typename }: { __typename: string }) => __typename, ...byId },
        Dog: byId,
        Cat: byId,
      },
    ],
    judge: [
      'type Owner @key(fields: "id") { id: ID! favourite: Animal @external verdict: String @requires(fields: "favourite { name }") } interface Animal { name: String } type Dog implements Animal @key(fields: "id") { id: ID! name: String @external } type Cat implements Animal @key(fields: "id") { id: ID! name: String @external }',
      { Animal: { __resolveType: ({ __typename }: { __typename: string }) => __typename } },
    ],
    scores: [
      'type Animal @key(fields: "id") @interfaceObject { id: ID! name: String @external score: Int @requires(fields: "name") }',
      {
        Animal: {
          __resolveReference: (animal: object) => animal,
          score: ({ name }: { name: string }) => name.length,
        },
      },
    ],
  });
  const refused: RefusedPlan[] = [];
  const { ask } = graph.engine((supergraph) =>
    withFallback(createRustPlanner(supergraph), createReferencePlanner(supergraph), (plan) =>
      refused.push(plan),
    ),
  );
  expect(await ask("{ animals { ... on Dog { tricks score } ... on Cat { whiskers score } } }")).toEqual({
    data: {
      animals: [
        { tricks: 3, score: 3 },
        { whiskers: 12, score: 3 },
      ],
    },
    errors: [],
  });
  expect(refused.map(({ planner, reason }) => [planner, reason])).toEqual([["rust", "operation"]]);
});

test("an interface object that a subgraph gives at the root is narrowed to a type by the other planner, and what its fields require is told", async () => {
  const refused: RefusedPlan[] = [];
  const { ask } = serveTogether(MARKET_SUBGRAPHS).engine((supergraph) =>
    withFallback(createRustPlanner(supergraph), createReferencePlanner(supergraph), (plan) =>
      refused.push(plan),
    ),
  );
  expect(await ask("{ ranked { id ... on Fruit { sweet } } }")).toEqual({
    data: { ranked: [{ id: "2" }, { id: "b1", sweet: true }] },
    errors: [],
  });
  expect(await ask("{ best { __typename ... on Pot { owner { name } } } }")).toEqual({
    data: { best: { __typename: "Pot", owner: { name: "甲" } } },
    errors: [],
  });
  expect(await ask("{ ranked { ... on Fruit { name score } ... on Pot { label } } }")).toEqual({
    data: { ranked: [{ label: '〔Big "pot"〕' }, { name: "苹果", score: 5 }] },
    errors: [],
  });
  expect(refused.map(({ planner, reason }) => [planner, reason])).toEqual([
    ["rust", "failure"],
    ["rust", "failure"],
    ["rust", "representation"],
  ]);
});

test("a representation that no step before fills is no proof, nor is one that a step beside it would fill", async () => {
  const { supergraph } = graphOf({
    one: ['type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! word: String }', {}],
    two: ['type Thing @key(fields: "id") { id: ID! mood: String }', {}],
  });
  const proof = createPlanProof(supergraph);
  const prove = (plan: QueryPlan, text = "{ thing { word } }"): void =>
    proof(plan, { text, operationName: null });
  const operation = (subgraph: string, text: string): Extract<PlanNode, { kind: "fetch" }> => ({
    kind: "fetch",
    id: null,
    path: [],
    rewrites: [],
    operation: { subgraph, text, name: null, isMutation: false, variables: [] },
  });
  const required = (name: string): RequiredSelection => ({
    kind: "field",
    from: name,
    to: name,
    selections: null,
  });
  const look = (selected: string): PlanNode => ({
    kind: "entities",
    id: null,
    operation: {
      subgraph: "two",
      text: `query($r:[_Any!]!){_entities(representations: $r){...on Thing{${selected}}}}`,
      name: null,
      isMutation: false,
      variables: [],
    },
    sources: [
      {
        field: "_entities",
        variable: "r",
        paths: [[{ kind: "field", key: "thing" }]],
        requires: [{ kind: "fragment", type: "Thing", selections: [required("__typename"), required("id")] }],
        inputRewrites: [],
        outputRewrites: [],
      },
    ],
  });
  const entities = look("mood");
  const withKey = operation("one", "{thing{__typename id word}}");
  const plan = (node: PlanNode): QueryPlan => ({ node, deferred: [], source: null });
  expect(() => prove(plan({ kind: "sequence", nodes: [withKey, entities] }))).not.toThrow();
  expect(() =>
    prove(plan({ kind: "sequence", nodes: [operation("one", "{thing{__typename word}}"), entities] })),
  ).toThrow("needs what no step before it fetches");
  expect(() => prove(plan({ kind: "parallel", nodes: [withKey, entities] }))).toThrow(
    "needs what no step before it fetches",
  );
  expect(() => prove(plan(operation("one", "{thing{mood}}")))).toThrow('Cannot query field "mood"');
  expect(() => prove(plan({ ...withKey, path: [{ kind: "field", key: "nowhere" }] }))).toThrow(
    "has no place",
  );
  const question = "query { ...of } fragment of on Query { thing { a: word ... on Thing { b: mood } } }";
  const whole = plan({
    kind: "sequence",
    nodes: [operation("one", "{thing{__typename id a:word}}"), look("b:mood")],
  });
  expect(() => prove(whole, question)).not.toThrow();
  expect(() => prove(plan(operation("one", "{thing{__typename id a:word}}")), question)).toThrow(
    "nothing fetches thing.b",
  );
  expect(() => prove({ node: null, deferred: [], source: null }, question)).toThrow("nothing fetches thing");
});

test("what no planner finds a way to is an error, never a silent null", async () => {
  const refused: RefusedPlan[] = [];
  const object = { __typename: "Node", id: "n1" };
  const { ask } = graphOf({
    a: [
      'type Query { a: Node } interface Node @key(fields: "id") { id: ID! }',
      { Query: { a: () => object } },
    ],
    b: [
      'type Query { b: Node } type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String }',
      { Query: { b: () => object }, Node: { field: () => "foo" } },
    ],
  }).engine((supergraph) =>
    withFallback(createRustPlanner(supergraph), createReferencePlanner(supergraph), (plan) =>
      refused.push(plan),
    ),
  );
  expect(await ask("{ a { field } }")).toMatchObject({
    data: null,
    errors: [expect.stringContaining("系统无法执行此查询")],
  });
  expect(await ask("{ b { id field } }")).toEqual({ data: { b: { id: "n1", field: "foo" } }, errors: [] });
  expect(refused.map(({ planner, reason }) => [planner, reason])).toEqual([
    ["rust", "failure"],
    ["reference", "incomplete"],
  ]);
});

test("a planner that cannot be made for a graph gives way to the other, and says so", async () => {
  const { supergraph } = graphOf({
    shop: [
      'type Query { shelf: Shelf @provides(fields: "item { __typename label }") } type Shelf @key(fields: "id") { id: ID! item: Item @external } type Item @key(fields: "id") { id: ID! label: String @external }',
      {},
    ],
    stock: [
      'type Shelf @key(fields: "id") { id: ID! item: Item @shareable } type Item @key(fields: "id") { id: ID! label: String @shareable }',
      {},
    ],
  });
  const refused: RefusedPlan[] = [];
  const planner = await (await openPlanner())(supergraph, (plan) => refused.push(plan));
  expect([planner.name, refused.map(({ planner: name, reason }) => [name, reason])]).toEqual([
    "reference",
    [["rust", "supergraph"]],
  ]);
  expect(
    await planner.plan(
      { text: "{ shelf { item { label } } }", operationName: null, hasDefer: false, overrides: [] },
      () => undefined,
    ),
  ).toMatchObject({ node: { kind: "fetch" } });
  planner.close();
  expect(await examinePlanners(supergraph)).toMatchObject({
    failures: [{ planner: "rust" }],
    isServed: true,
  });
});

test.each(PLANNERS)(
  "a field that moves step by step is asked where the request's labels say (%s)",
  async (_, makePlanner) => {
    const { supergraph } = graphOf({
      old: ["type Query { tenth: Int half: Int beta: Int kept: Int }", {}],
      fresh: [
        'type Query { tenth: Int @override(from: "old", label: "percent(10)") half: Int @override(from: "old", label: "percent(50.5)") beta: Int @override(from: "old", label: "beta") }',
        {},
      ],
    });
    const planner = makePlanner(supergraph);
    const whereIs = async (text: string, overrides: readonly string[]): Promise<unknown> => {
      const { node } = await planner.plan(
        { text, operationName: null, hasDefer: false, overrides },
        () => undefined,
      );
      return node?.kind === "fetch" ? node.operation.subgraph : node;
    };
    const both = ["percent(10)", "percent(50.5)"];
    expect(
      await Promise.all([
        whereIs("{ half }", []),
        whereIs("{ half }", both),
        whereIs("{ half }", ["percent(50.5)"]),
        whereIs("{ tenth }", ["percent(50.5)"]),
        whereIs("{ tenth }", both),
      ]),
    ).toEqual(["old", "fresh", "fresh", "old", "fresh"]);
    expect(await Promise.all([whereIs("{ beta }", both), whereIs("{ beta }", ["beta"])])).toEqual([
      "old",
      "fresh",
    ]);
    const labels = createOverrides(readOverrideLabels(parse(supergraph)), new Map([["beta", 100]]));
    expect(labels.all).toEqual([["beta", ...both], ["beta", "percent(50.5)"], ["beta"]]);
    const drawn = Array.from({ length: 2_000 }, () => labels.of(new Set()).length);
    expect(drawn.filter((count) => count === 3).length).toBeGreaterThan(100);
    expect(drawn.filter((count) => count === 1).length).toBeGreaterThan(700);
  },
);

test("what a graph asks gateways to carry out, and they do not, is named; what they do is not", () => {
  const linked = (...links: readonly string[]): readonly string[] =>
    foreignFeatures(
      parse(
        `schema ${links.map((link) => `@link(${link})`).join(" ")} { query: Query } type Query { a: Int }`,
      ),
    );
  expect(
    linked(
      'url: "https://specs.apollo.dev/link/v1.0"',
      'url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION',
      'url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY',
      'url: "https://specs.apollo.dev/cost/v0.1"',
      'url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY, as: "login"',
      'url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY',
      'url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY',
      'url: "https://example.com/note/v1.0"',
    ),
  ).toEqual([]);
  expect(
    linked(
      'url: "https://specs.apollo.dev/authenticated/v0.2", for: SECURITY',
      'url: "https://specs.apollo.dev/policy/v1.0"',
      'url: "https://specs.apollo.dev/context/v0.1", for: SECURITY',
      'url: "https://example.com/own/v1.0", for: EXECUTION',
    ),
  ).toEqual(["authenticated/v0.2", "policy/v1.0", "context/v0.1", "https://example.com/own/v1.0"]);
  expect(
    foreignFeatures(
      parse(
        'schema @core(feature: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY) { query: Query } type Query { a: Int }',
      ),
    ),
  ).toEqual(["requiresScopes/v0.1"]);
});
