import { describe, expect, test } from "@jest/globals";
import type { CompiledPlan } from "../engine/compile/compile-plan.js";
import { createDependencies } from "./dependencies.js";

const OWN = `
  type Query { books: BookConnection books2: [Book] shelf: Shelf unmarked: Int marked: Int @feed(id: "marks") }
  type BookConnection @feed(id: "books") { nodes: [Book] edges: [BookEdge] totalCount: Int }
  type BookEdge { node: Book cursor: String }
  type Book @key(fields: "id") @feed(id: "books") { id: ID title: String loans: Int @feed(id: "loans") author: Author tags: [Tag] place: Place }
  type Tag { name: String }
  type Author @key(fields: "id") { id: ID fame: Int books: BookConnection prizes: Int @feed(id: "*") }
  type Shelf { name: String }
  union Place = Tag | Shelf
`;
const DEPARTMENT = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { stops: [Stop] @cacheControl(maxAge: 60) routes: [Route] mine: Stop @cacheControl(maxAge: 60, scope: PRIVATE) now: Stop @cacheControl(maxAge: 0) some: Thing @cacheControl(maxAge: 20) }
  type Stop @key(fields: "id") { id: ID name: String route: Route line: Line }
  type Route @cacheControl(maxAge: 30) { name: String }
  type Line { name: String }
  interface Thing { name: String }
  type Author @key(fields: "id") { id: ID buses: Int bench: Int @cacheControl(maxAge: 10) }
`;

const dependenciesOf = createDependencies([
  { name: "own", sdl: OWN, isOwn: true },
  { name: "department", sdl: DEPARTMENT, isOwn: false },
]);
function depend(...fetches: readonly (readonly [subgraph: string, text: string])[]): unknown {
  const plan: CompiledPlan = {
    step: null,
    source: null,
    deferred: [],
    operations: fetches.map(([subgraph, text]) => ({
      subgraph,
      text,
      name: null,
      isMutation: text.startsWith("mutation"),
      variables: [],
    })),
  };
  const found = dependenciesOf(plan);
  return found?.seconds === 0 ? null : found;
}
const entities = (selection: string): string =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`;

describe("of the hub's own subgraphs, an answer depends on", () => {
  test.each([
    ["the feed of a list, though it tells nothing but a count", "{ books { totalCount } }", ["books"]],
    [
      "the feed of a record, through lists, edges and values that are parts of it",
      "{ books { edges { cursor node { title tags { name } place { ... on Tag { name } } } } } }",
      ["books"],
    ],
    ["what a field says beside its type", "{ books { nodes { loans } } }", ["books", "loans"]],
    [
      "nothing more when only the key of another entity is asked",
      "{ books { nodes { author { __typename id } } } }",
      ["books"],
    ],
    [
      "what a list of that entity is filled from",
      "{ books { nodes { author { books { totalCount } } } } }",
      ["books"],
    ],
    ["any release", entities("... on Author { prizes }"), ["*"]],
    [
      "a fragment's fields as if they stood there",
      "query { ...F } fragment F on Query { marked b: books2 { id } }",
      ["books", "marks"],
    ],
    ["nothing, when only types are told", "{ __typename }", []],
  ])("%s", (_, text, feeds) => {
    expect(depend(["own", text])).toEqual({ feeds, seconds: Infinity, byCaller: false });
  });

  test.each([
    ["a root field without a word", "{ unmarked }"],
    ["a type without a word, at the root", "{ shelf { name } }"],
    ["a field of an entity that no feed fills", "{ books { nodes { author { fame } } } }"],
    ["that, looked up", entities("... on Author { fame }")],
    ["a mutation", "mutation { books { totalCount } }"],
    ["what is not in the schema", "{ other }"],
  ])("what must not be kept: %s", (_, text) => {
    expect(depend(["own", text])).toBeNull();
  });
});

describe("of departments' subgraphs, an answer is kept", () => {
  test.each([
    ["as long as the field says", "{ stops { id name } }", 60],
    ["as long as the type says", "{ routes { name } }", 30],
    ["as the shortest of all says", "{ stops { route { name } } }", 30],
    ["as long as a field of an entity says", entities("... on Author { bench }"), 10],
  ])("%s", (_, text, seconds) => {
    expect(depend(["department", text])).toEqual({ feeds: [], seconds, byCaller: true });
  });

  test.each([
    ["an object below says nothing", "{ stops { line { name } } }"],
    ["it is private", "{ mine { id } }"],
    ["it says no time at all", "{ now { id } }"],
    ["a field of an entity says nothing", entities("... on Author { buses }")],
  ])("not at all when %s", (_, text) => {
    expect(depend(["department", text])).toBeNull();
  });
});

test("an answer of both obeys both", () => {
  expect(depend(["own", "{ books { totalCount } }"], ["department", "{ routes { name } }"])).toEqual({
    feeds: ["books"],
    seconds: 30,
    byCaller: true,
  });
  expect(depend(["own", "{ unmarked }"], ["department", "{ routes { name } }"])).toBeNull();
  expect(depend(["nobody", "{ x }"])).toBeNull();
});
