import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildSchema, getVariableValues, Kind, parse, type OperationDefinitionNode } from "graphql";
import { createCompileVariables } from "../../../gateway/usage/variable-coordinates.js";
import { schemasWithout } from "./schema-without.js";

const SCHEMA = buildSchema(`
  type Query { list(where: Where, by: [By!], tags: [[Tag!]]): Int one(id: ID!): Int }
  input Where { and: [Where!] not: Where tag: Tag tags: [Tag!] name: Name text: String data: Json }
  input Name { name: String! loud: Boolean = false tone: Tag = SOFT }
  enum Tag { SOFT HARD NEW }
  enum By { NAME AGE }
  scalar Json`);

function operationOf(text: string): OperationDefinitionNode {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error("It is no operation");
  return definition;
}
const LIST = operationOf(
  "query ($where: Where, $by: [By!], $tags: [[Tag!]], $id: ID) { list(where: $where, by: $by, tags: $tags) one(id: $id) }",
);
const compile = createCompileVariables();

const tag = fc.constantFrom("SOFT", "HARD", "NEW");
const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 });
const { where } = fc.letrec<{ where: object }>((tie) => ({
  where: fc.record(
    {
      and: some(fc.oneof(fc.array(tie("where"), { maxLength: 3 }), tie("where"))),
      not: some(tie("where")),
      tag: some(tag),
      tags: some(fc.oneof(fc.array(tag), tag)),
      name: some(
        fc.record({ name: fc.string(), loud: fc.boolean(), tone: some(tag) }, { requiredKeys: ["name"] }),
      ),
      text: some(fc.string()),
      data: fc.constantFrom({ tag: "NEW", and: [] }, "HARD"),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
}));
const variables = fc.record(
  {
    where: some(where),
    by: some(fc.array(fc.constantFrom("NAME", "AGE"))),
    tags: some(fc.array(some(fc.array(tag)))),
    id: fc.constantFrom("NEW", "1"),
  },
  { requiredKeys: [], noNullPrototype: true },
);

test("generated variables use exactly those input fields and enum values without which they are refused", () => {
  const without = [...schemasWithout(SCHEMA)].filter(([coordinate]) =>
    /^(?:Where|Name|Tag|By)\./.test(coordinate),
  );
  const isRefused = (schema: typeof SCHEMA, given: Readonly<Record<string, unknown>>): boolean =>
    getVariableValues(schema, LIST.variableDefinitions ?? [], given).errors !== undefined;
  const walk = compile(SCHEMA, LIST);
  const used = new Set<string>();
  fc.assert(
    fc.property(variables, (given) => {
      expect(isRefused(SCHEMA, given)).toBe(false);
      const needed = without
        .filter(([, schema]) => isRefused(schema, given))
        .map(([coordinate]) => coordinate);
      for (const coordinate of needed) used.add(coordinate);
      expect([...(walk?.(given) ?? [])].toSorted()).toEqual(needed.toSorted());
    }),
  );
  // Enough of the schema came up for that to say something.
  expect(used.size).toBeGreaterThan(without.length / 4);
});

test("an operation without variables of input object or enum type has nothing to look at", () => {
  expect(compile(SCHEMA, operationOf("query ($id: ID!, $ids: [ID!]) { one(id: $id) }"))).toBeNull();
  expect(compile(SCHEMA, operationOf("{ one(id: 1) }"))).toBeNull();
});

test("a value that is nested as deeply as a client likes is looked at", () => {
  let deep: object = { tag: "HARD" };
  for (let depth = 0; depth < 5_000; depth += 1) deep = { not: deep };
  expect(compile(SCHEMA, LIST)?.({ where: deep })).toEqual(new Set(["Where.not", "Where.tag", "Tag.HARD"]));
});

test("what comes after too many values is told as one that was not looked at", () => {
  const walk = createCompileVariables(100)(SCHEMA, LIST);
  expect(walk?.({ by: Array.from({ length: 90 }, () => "AGE") })).toEqual(new Set(["By.AGE"]));
  expect(walk?.({ by: Array.from({ length: 100_000 }, () => "AGE") })).toEqual(new Set(["By.AGE", "*"]));
});
