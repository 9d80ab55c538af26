import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { buildASTSchema, parse, printSchema } from "graphql";
import { buildInSlices } from "./build-in-slices.js";

const PUBLIC = readFileSync(new URL("../../../schema/public.graphql", import.meta.url), "utf8");

test.each([
  ["the hub's own", PUBLIC],
  ["one with other roots", "schema { query: Root } type Root { a: Int } type Query { b: Int }"],
  [
    "one with all kinds",
    "directive @skip(if: Boolean!) on FIELD interface I { u: U } union U = A type A implements I { u(in: In): U e: E } input In { in: In } enum E { X } type Query { i: I } type Subscription { s: S } scalar S",
  ],
])("a schema that is built in slices is the library's: %s", async (_, sdl) => {
  const document = parse(sdl);
  const [built, expected] = [
    await buildInSlices(document),
    buildASTSchema(document, { assumeValidSDL: true }),
  ];
  expect(printSchema(built)).toBe(printSchema(expected));
  for (const root of ["getQueryType", "getMutationType", "getSubscriptionType"] as const)
    expect(built[root]()?.name).toBe(expected[root]()?.name);
  expect(built.getDirectives().map(String)).toEqual(expected.getDirectives().map(String));
});
