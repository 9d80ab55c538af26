import { expect, test } from "@jest/globals";
import { parse } from "graphql";
import { composeSupergraph } from "../../graph/composition/compose-known.js";
import { compileResumable, readResumable } from "./resumable.js";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@shareable"])';
const OTHER = `${LINK} type Query { other: Int } type Move @key(fields: "id") { id: ID! cursor: String! }`;

function isResumable(
  subscription: string,
  more: string,
  other = `${LINK} type Query { other: Int }`,
): boolean {
  const { sdl } = composeSupergraph([
    { name: "moves", sdl: `${LINK} type Query { moves: Int } ${subscription} ${more}`, url: "http://x" },
    { name: "other", sdl: other, url: "http://y" },
  ]);
  return readResumable(parse(sdl))("moves", "moved");
}
const MOVE = "type Move { cursor: String! id: ID! }";

test.each<readonly [string, string, string]>([
  ["a nullable event", "type Subscription { moved(after: String): Move }", MOVE],
  [
    "one that is never null, among other arguments",
    "type Subscription { moved(only: ID, after: String): Move! }",
    MOVE,
  ],
  [
    "a root type of another name",
    "schema { subscription: News } type News { moved(after: String): Move! }",
    MOVE,
  ],
])("%s can be resumed", (_, subscription, more) => {
  expect(isResumable(subscription, more)).toBe(true);
});

test.each<readonly [string, string, string]>([
  ["no argument", "type Subscription { moved: Move! }", MOVE],
  ["an argument of another type", "type Subscription { moved(after: ID): Move! }", MOVE],
  ["an argument that must be given", "type Subscription { moved(after: String!): Move! }", MOVE],
  ["no cursor", "type Subscription { moved(after: String): Move! }", "type Move { id: ID! }"],
  [
    "a cursor that may be null",
    "type Subscription { moved(after: String): Move! }",
    "type Move { cursor: String id: ID! }",
  ],
  [
    "a cursor of another type",
    "type Subscription { moved(after: String): Move! }",
    "type Move { cursor: Int! id: ID! }",
  ],
  ["a list of events", "type Subscription { moved(after: String): [Move!]! }", MOVE],
  [
    "an interface",
    "type Subscription { moved(after: String): Moved! }",
    "interface Moved { cursor: String! } type Move implements Moved { cursor: String! }",
  ],
])("%s: it cannot", (_, subscription, more) => {
  expect(isResumable(subscription, more)).toBe(false);
});

test("another subgraph's cursor says nothing, but where this one gives it as well", () => {
  expect(
    isResumable(
      "type Subscription { moved(after: String): Move! }",
      'type Move @key(fields: "id") { id: ID! }',
      OTHER,
    ),
  ).toBe(false);
  const shared = (sdl: string): string => sdl.replace("cursor: String!", "cursor: String! @shareable");
  expect(
    isResumable(
      "type Subscription { moved(after: String): Move! }",
      shared('type Move @key(fields: "id") { id: ID! cursor: String! }'),
      shared(OTHER),
    ),
  ).toBe(true);
});

const operation = (
  text: string,
  variables: readonly string[] = [],
): Parameters<typeof compileResumable>[0] => ({
  subgraph: "moves",
  text,
  name: null,
  isMutation: false,
  variables,
});

test("what is asked has the place for a variable, and no variable that nothing uses any more", () => {
  const resumable = compileResumable(
    operation("subscription ($from: String, $only: ID) { m: moved(after: $from, only: $only) { id } }", [
      "from",
      "only",
    ]),
    () => true,
  );
  expect(resumable?.text.replaceAll(/\s+/g, " ")).toBe(
    "subscription ($only: ID, $tongchaAfter: String) { m: moved(only: $only, after: $tongchaAfter) { id tongchaCursor: cursor } }",
  );
  expect(resumable?.startOf({ from: "3" })).toBe("3");
  expect(resumable?.variablesFor({ from: "3", only: "1" }, "5")).toEqual({ only: "1", tongchaAfter: "5" });
  const data = { m: { id: "1", tongchaCursor: "6" } };
  expect([resumable?.takeCursor(data), data]).toEqual(["6", { m: { id: "1" } }]);
});

test("its names give way to those of the client, and a place in the text is read there", () => {
  const resumable = compileResumable(
    operation(
      'subscription ($tongchaAfter: ID) { moved(after: "7", only: $tongchaAfter) { tongchaCursor: id } }',
      ["tongchaAfter"],
    ),
    () => true,
  );
  expect(resumable?.text.replaceAll(/\s+/g, " ")).toBe(
    "subscription ($tongchaAfter: ID, $tongchaAfter_: String) { moved(only: $tongchaAfter, after: $tongchaAfter_) { tongchaCursor: id tongchaCursor_: cursor } }",
  );
  expect(resumable?.startOf({})).toBe("7");
});

test.each<readonly [string, unknown]>([
  ["none", undefined],
  ["no text", 7],
  ["an empty one", ""],
  ["one of two lines", "1\n2"],
  ["one of a megabyte", "x".repeat(1_000_000)],
])("a cursor is not taken that is %s", (_, cursor) => {
  expect(
    compileResumable(operation("subscription { moved { id } }"), () => true)?.takeCursor({
      moved: { tongchaCursor: cursor },
    }),
  ).toBeNull();
});
