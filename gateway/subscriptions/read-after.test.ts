import { expect, test } from "@jest/globals";
import { Kind, parse, type FragmentDefinitionNode, type OperationDefinitionNode } from "graphql";
import { readAfter, type After } from "./read-after.js";

function read(text: string, variables: Readonly<Record<string, unknown>>): After {
  const { definitions } = parse(text);
  const operation = definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const fragments = new Map(
    definitions.flatMap((definition): readonly [string, FragmentDefinitionNode][] =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  if (!operation) throw new Error("no operation");
  return readAfter({ operation, fragments }, variables);
}

test.each<readonly [string, Readonly<Record<string, unknown>>, After]>([
  ["subscription { moved { id } }", {}, { isGiven: false, variable: null }],
  ['subscription { moved(after: "1") { id } }', {}, { isGiven: true, variable: null }],
  ["subscription { moved(after: null) { id } }", {}, { isGiven: false, variable: null }],
  [
    "subscription ($after: String) { moved(after: $after) { id } }",
    { after: "1" },
    { isGiven: true, variable: "after" },
  ],
  [
    "subscription ($after: String) { moved(after: $after) { id } }",
    {},
    { isGiven: false, variable: "after" },
  ],
  [
    "subscription ($from: String) { ...F } fragment F on Subscription { ... { moved(after: $from) { id } } }",
    { from: "1" },
    { isGiven: true, variable: "from" },
  ],
])("%s", (text, variables, expected) => {
  expect(read(text, variables)).toEqual(expected);
});

test("a variable that says something else as well is no place alone: answers differ by it", () => {
  expect(
    read("subscription ($after: String) { moved(after: $after) { others(after: $after) { id } } }", {
      after: "1",
    }),
  ).toEqual({ isGiven: true, variable: null });
  expect(
    read(
      "subscription ($after: String) { moved(after: $after) { ...F } } fragment F on Thing { id @include(if: $after) }",
      { after: "1" },
    ),
  ).toEqual({ isGiven: true, variable: null });
});
