import { expect, test } from "@jest/globals";
import { checkCycles } from "./cycles.js";
import { composeGraph, inputOf, LINK, named } from "./test-input.js";

const ONE = named(
  "one",
  null,
  `${LINK}type N @key(fields: "id") { id: ID! n: N @shareable leaf: Leaf @shareable any: Any @shareable } type Leaf @shareable { a: Int } union Any = N | Leaf type Query { n: N @shareable }`,
);
const check = async (sdl: string): Promise<readonly string[]> =>
  (await checkCycles(inputOf(LINK + sdl, [ONE]))).map(
    ({ coordinate, message }) => `${coordinate} ${message.en.split("cycle ")[1]}`,
  );

test("the schema whose 475-byte query keeps a planner busy for half a minute composes, and is refused", async () => {
  const sdl = `${LINK}type N @key(fields: "id") { id: ID! n: N @shareable }`;
  composeGraph([ONE, named("transport", "jtj", sdl)]);
  expect(await checkCycles(inputOf(sdl, [ONE]))).toMatchObject([
    {
      code: "SHARED_FIELD_ON_CYCLE",
      severity: "ERROR",
      subgraphs: ["transport", "one"],
      coordinate: "N.n",
      place: { line: 2, column: 37 },
    },
  ]);
});

test("a cycle is seen through other types, unions, interfaces and other subgraphs", async () => {
  expect(
    await check(
      'type N @key(fields: "id") { id: ID! any: Any @shareable } union Any = N | Leaf type Leaf @shareable { a: Int }',
    ),
  ).toEqual(["N.any N → Any → N"]);
  expect(await check('type N @key(fields: "id") { id: ID! } type Query { n: N @shareable }')).toEqual([]);
  expect(
    await check(
      'type N @key(fields: "id") { id: ID! back: I } interface I { q: Query } type J implements I { q: Query } type Query { n: N @shareable }',
    ),
  ).toEqual(["Query.n Query → N → I → Query"]);
});

test("scalars and what leads nowhere may be shared; external and taken-over fields are not shared", async () => {
  expect(
    await check(
      'type N @key(fields: "id") { id: ID! leaf: Leaf @shareable } type Leaf @shareable { a: Int }',
    ),
  ).toEqual([]);
  expect(
    await check('type N @key(fields: "id") { id: ID! n: N @external x: Int @requires(fields: "n { id }") }'),
  ).toEqual([]);
  expect(await check('type N @key(fields: "id") { id: ID! n: N @override(from: "one") }')).toEqual([]);
});
