import { describe, expect, test } from "@jest/globals";
import {
  buildSchema,
  getIntrospectionQuery,
  parse,
  visit,
  type DirectiveNode,
  type GraphQLSchema,
} from "graphql";
import { decidingVariables, truthsOf } from "../prepare/collect-fields.js";
import { readOperation } from "../prepare/read-operation.js";
import { toApiSchema } from "../plan/api-schema.js";
import { DEFAULT_COST_LIMITS } from "../../limits/cost-limits.js";
import { composeSupergraph } from "../../graph/composition/compose-known.js";
import { compilePrice, type Estimate } from "./compile-price.js";
import { readWeights } from "./weights.js";

const LINK = (imports: string): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", ${imports}])`;
const SHOPS = `${LINK('"@cost", "@listSize"')}
  type Query {
    shop(id: ID): Shop @cost(weight: 7)
    shops(first: Int = 10, last: Int): [Shop!]! @listSize(assumedSize: 5, slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
    pages(first: Int): Pages! @cost(weight: 3) @listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
    plain(first: Int): Relay
    unsaid: [Shop]
    nested: [[Shop]]
    strict(first: Int, last: Int): [Shop] @listSize(slicingArguments: ["first", "last"])
    found: [Found!]! @listSize(assumedSize: 10)
    sorted(by: [Field!] @cost(weight: 2), where: Where, kind: Field): Int @cost(weight: 1)
    shared: [Shop] @shareable @cost(weight: 4) @listSize(assumedSize: 4)
  }
  type Relay { nodes: [Shop] }
  type Pages { nodes: [Shop!]! count: Int @cost(weight: 30) }
  interface Named { name: String near: [Shop!] @listSize(assumedSize: 3) }
  type Shop implements Named @key(fields: "id") { id: ID! name: String near: [Shop!] @listSize(assumedSize: 3) goods: [Good!]! @listSize(assumedSize: 6) }
  type Good implements Named @cost(weight: 5) { name: String near: [Shop!] @listSize(assumedSize: 2) shop: Shop }
  union Found = Shop | Good
  enum Field { A B }
  input Where { text: String @cost(weight: 100) and: [Where!] }`;
const OTHERS = `${LINK('"@cost", "@listSize"')} type Query { shared: [Shop] @shareable @cost(weight: 9) @listSize(assumedSize: 2) } type Shop @key(fields: "id") { id: ID! }`;

const { sdl } = composeSupergraph([
  { name: "shops", sdl: SHOPS, url: "http://a" },
  { name: "others", sdl: OTHERS, url: "http://b" },
]);
const SHOP = toApiSchema(sdl);
const weights = readWeights(parse(sdl));

function estimate(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  schema: GraphQLSchema = SHOP,
): Estimate {
  const result = readOperation(schema, query, null);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  const { root, operation, fragments, document } = result.read;
  const directives: DirectiveNode[] = [];
  visit(document, {
    Directive: (node) => {
      directives.push(node);
    },
  });
  return compilePrice(
    root,
    operation.selectionSet,
    { schema, fragments, truths: truthsOf(decidingVariables(directives), variables) },
    weights,
  )(variables);
}
const pointsOf = (query: string, variables?: Readonly<Record<string, unknown>>): number =>
  estimate(query, variables).points;

describe("a field costs", () => {
  test.each<readonly [string, string, number]>([
    ["a point for each object, and nothing for what is no object", "{ plain { __typename } }", 1],
    ["its weight each time that it is asked", "{ a: shop { name } b: shop { name } }", 16],
    ["as many objects as its slicing argument says", "{ shops(first: 3) { id } }", 3],
    ["the greatest of its slicing arguments", "{ shops(first: 3, last: 4) { id } }", 4],
    ["what its argument's default says, where it is not given", "{ shops { id } }", 10],
    ["its assumed size, where no argument says more", "{ shops(first: null) { id } }", 5],
    ["nothing for a size below nothing, which whoever resolves it refuses", "{ shops(first: -3) { id } }", 0],
    ["the size in the lists that it sizes", "{ pages(first: 50) { nodes { id } count } }", 3 + 1 + 50 + 30],
    [
      "the size of a page also where nobody has said which argument and which list it is",
      "{ plain(first: 50) { nodes { id } } }",
      51,
    ],
    ["twenty, where nothing says how long its list is", "{ unsaid { id } }", 20],
    ["twenty times twenty for lists in a list", "{ nested { id } }", 400],
    ["the weight of its type for each", "{ shop { goods { name } } }", 8 + 6 * 5],
    ["the weight of each value of an argument", "{ sorted(by: [A, B]) }", 1 + 2 * 2],
    [
      "the weights within an input",
      '{ sorted(where: { text: "a", and: [{ text: "b" }, { and: [] }] }) }',
      1 + 200,
    ],
    ["the greatest that any of its subgraphs says", "{ shared { id } }", 9 + 4],
  ])("%s", (_, query, points) => expect(pointsOf(query)).toBe(points));

  test("what it costs, times the sizes of the lists that it is in", () => {
    expect(pointsOf("{ shops(first: 100) { near { goods { name } } } }")).toBe(100 * (1 + 3 * (1 + 6 * 5)));
    expect(pointsOf("{ shops(first: 1000000) { near { near { near { near { id } } } } } }")).toBe(
      1_000_000 * (1 + 3 * (1 + 3 * (1 + 3 * (1 + 3)))),
    );
    expect(
      pointsOf(`{ shops(first: 2147483647) ${"{ unsaid: near ".repeat(12)}{ id }${" }".repeat(12)} }`),
    ).toBe(Math.min(Number.MAX_SAFE_INTEGER, 2_147_483_647 * ((3 ** 13 - 1) / 2)));
  });
});

describe("variables", () => {
  test("say sizes, and values of inputs", () => {
    expect(pointsOf("query ($n: Int) { shops(first: $n) { id } }", { n: 70 })).toBe(70);
    expect(pointsOf("query ($n: Int) { shops(first: $n) { id } }")).toBe(10);
    expect(pointsOf("query ($n: Int) { shops(first: $n) { id } }", { n: null })).toBe(5);
    expect(
      pointsOf("query ($w: Where!, $t: String) { sorted(where: { and: [$w, { text: $t }] }) }", {
        w: { text: "a" },
        t: "b",
      }),
    ).toBe(201);
  });

  test("decide what is left out", () => {
    const query =
      "query ($a: Boolean!, $b: Boolean!) { shop @include(if: $a) { id } ... @skip(if: $b) { shops(first: 50) { id } } }";
    expect(
      [
        [true, true],
        [true, false],
        [false, true],
        [false, false],
      ].map(([a, b]) => pointsOf(query, { a, b })),
    ).toEqual([8, 58, 0, 50]);
  });
});

describe("a fragment costs", () => {
  test("what is in it, wherever and however it is spread", () => {
    expect(
      pointsOf(
        "{ ...F ... { ...F b: shops(first: 2) { id } } } fragment F on Query { a: shops(first: 5) { id } }",
      ),
    ).toBe(7);
    expect(pointsOf("{ a: shop { ...F } b: shop { ...F } } fragment F on Shop { near { id } }")).toBe(
      2 * (7 + 1 + 3),
    );
  });

  test("once, what it selects of an object that is selected anyway", () => {
    expect(
      pointsOf(
        "{ shops(first: 4) { near { id } } shops(first: 4) { near { name } ... on Named { near { goods { name } } } } }",
      ),
    ).toBe(4 * (1 + 3 * (1 + 30)));
  });

  test("nothing where no object can be of its type, and of an object of several types the dearest", () => {
    expect(pointsOf("{ found { ... on Shop { goods { name } } ... on Good { shop { id } } } }")).toBe(
      10 * (5 + 30),
    );
    expect(
      pointsOf("{ found { ... on Named { near { id } } ... on Good { a: shop { id } b: shop { id } } } }"),
    ).toBe(10 * (5 + 3 + 2));
    expect(
      pointsOf("{ found { ... on Shop { ... on Named { ... on Good { shop { goods { name } } } } } } }"),
    ).toBe(10 * 5);
  });

  test("no more time than its text when it is spread again and again", () => {
    const levels = 9;
    const fragments = Array.from(
      { length: levels },
      (_, level) =>
        `fragment F${level} on Shop { a: near { ...F${level + 1} } b: near { ...F${level + 1} } }`,
    );
    const perObject = Array.from({ length: levels }).reduce<number>((inner) => 2 * 3 * (1 + inner), 0);
    expect(pointsOf(`{ shop { ...F0 } } ${fragments.join(" ")} fragment F${levels} on Shop { id }`)).toBe(
      8 + perObject,
    );
  });
});

test("the dearest path leads to where most is spent, by the client's own names", () => {
  const { points, dearest } = estimate(
    "{ one: shop { id } many: shops(first: 100) { close: near { name goods { name } } } }",
  );
  expect([points, dearest()]).toEqual([
    8 + 100 * (1 + 3 * 31),
    { path: ["many", "close", "goods"], points: 9_000 },
  ]);
  expect(estimate("{ pages(first: 1) { nodes { id } count } }").dearest()).toEqual({
    path: ["pages", "count"],
    points: 30,
  });
  expect(estimate("{ __typename }").dearest()).toEqual({ path: [], points: 0 });
});

test("a field that must have exactly one of its slicing arguments says so", () => {
  expect(estimate("{ strict(first: 3) { id } }")).toMatchObject({ points: 3, unsliced: null });
  for (const args of ["", "(first: 3, last: 4)", "(first: null)"])
    expect(estimate(`{ x: strict${args} { id } }`).unsliced).toMatchObject({
      path: "x",
      slicingArguments: ["first", "last"],
    });
});

test("what the schema tells of itself costs as much as there is of it", () => {
  const whole = pointsOf(getIntrospectionQuery());
  expect(whole).toBeGreaterThan(10);
  expect(pointsOf("{ __schema { types { name } } }")).toBeLessThan(whole);
  expect(
    pointsOf(
      `{ ${Array.from({ length: 50 }, (_, at) => `a${at}: __schema { types { name fields { name } } }`).join(" ")} }`,
    ),
  ).toBeGreaterThan(50);
});

test("a schema is told once to whoever may spend the usual, and not twice, however large it is", () => {
  for (const types of [500, 5_000]) {
    const large = buildSchema(
      `type Query { a: Int } ${Array.from({ length: types }, (_, at) => `type T${at} { a(b: Int, c: [Int!]!): [T${at}!]! d: Int e(f: Int): String }`).join(" ")}`,
    );
    const whole = estimate(getIntrospectionQuery(), {}, large).points;
    expect(whole).toBeLessThan(DEFAULT_COST_LIMITS.anonymous);
    if (types === 5_000) expect(2 * whole).toBeGreaterThan(DEFAULT_COST_LIMITS.anonymous);
  }
});

test("the directives are known under whatever names a supergraph links them", () => {
  const named = (link: string, body: string): number | null =>
    readWeights(parse(`schema ${link} { query: Query } type Query { a: Int ${body} }`)).ofField("Query", "a")
      ?.call ?? null;
  const url = 'url: "https://specs.apollo.dev/cost/v0.1"';
  expect(named(`@link(${url})`, "@cost(weight: 3)")).toBe(3);
  expect(
    named(`@link(${url}, import: [{ name: "@cost", as: "@price" }])`, "@price(weight: 3) @cost(weight: 8)"),
  ).toBe(3);
  expect(named(`@link(${url}, as: "ibm")`, "@ibm(weight: 3)")).toBe(3);
  expect(named("", "@cost(weight: 3)")).toBeNull();
});
