import { expect, test } from "@jest/globals";
import { parse, print } from "graphql";
import { nullableAcrossSubgraphs } from "./across-subgraphs.js";

const relaxed = (text: string, ...others: readonly string[]): string =>
  print(nullableAcrossSubgraphs(parse(text), new Set(others))).replaceAll(/\s+/g, " ");

test("root fields and fields on others' entities may be null; keys, one's own types and the event of a subscription are as they were", () => {
  expect(
    relaxed(
      'type Query { a: [Own!]! b: Own } type Mutation { c: Own! } type Subscription { d: Own! } type Own { e: Int! } type Area @key(fields: "code") { code: String! schools: [Own!]! }',
      "Area",
    ),
  ).toBe(
    'type Query { a: [Own!] @semanticNonNull b: Own } type Mutation { c: Own @semanticNonNull } type Subscription { d: Own! } type Own { e: Int! } type Area @key(fields: "code") { code: String! schools: [Own!] @semanticNonNull }',
  );
});

test("a reference may be null where the other subgraph's object stands: alone, in lists, behind a union", () => {
  expect(
    relaxed(
      "type Own { a: Area! b: [Area!]! c: [[Area!]!] d: Found! e: [Area]! } union Found = Area | Own",
      "Area",
    ),
  ).toBe(
    "type Own { a: Area @semanticNonNull b: [Area]! @semanticNonNull(levels: [1]) c: [[Area]!] @semanticNonNull(levels: [2]) d: Found @semanticNonNull e: [Area]! } union Found = Area | Own",
  );
});

test("a list of references at a root may be null as a whole and in its items", () => {
  expect(relaxed('type Query { areas: [Area!]! @tag(name: "x") }', "Area")).toBe(
    'type Query { areas: [Area] @tag(name: "x") @semanticNonNull(levels: [0, 1]) }',
  );
});
