import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildSchema, parse, validate, type GraphQLSchema } from "graphql";
import { readOperation } from "../../../gateway/engine/prepare/read-operation.js";
import { toApiSchema } from "../../../gateway/engine/plan/api-schema.js";
import { composeSupergraph } from "../../../gateway/graph/composition/compose-known.js";
import { describeOperation, type DescribedOperation } from "../../../gateway/usage/describe-operation.js";
import { choices, queryOf } from "../generate-query.js";
import { SHOP } from "../supergraphs/shop.js";
import { schemasWithout } from "./schema-without.js";
import { runs } from "../../scale.js";

const SHOP_SCHEMA = toApiSchema(
  composeSupergraph(SHOP.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.example` }))).sdl,
);
const SCHEMA = buildSchema(`
  directive @traced(as: String, level: Level) on QUERY | FIELD
  type Query { node(id: ID!): Node found(where: Where, by: [By!] = [NAME], data: Json): [Found!]! }
  interface Node { id: ID! by: Node }
  type Person implements Node { id: ID! by: Node name(in: Language): String }
  type Firm implements Node { id: ID! by: Node }
  union Found = Person | Firm
  input Where { and: [Where!] name: String by: By }
  enum By { NAME AGE } enum Language { ZH EN } enum Level { LOW HIGH }
  scalar Json`);

function describeText(
  text: string,
  name: string | null = null,
  schema: GraphQLSchema = SCHEMA,
): DescribedOperation {
  const read = readOperation(schema, text, name);
  if (!read.ok) throw new Error(`${text}: ${read.errors.map(({ message }) => message).join()}`);
  return describeOperation(schema, read.read);
}
const coordinatesOf = (text: string, name: string | null = null): readonly string[] =>
  describeText(text, name).coordinates;

describe("a generated query", () => {
  const without = schemasWithout(SHOP_SCHEMA);

  test("uses exactly those fields, arguments, input fields and enum values without which it is not valid", () => {
    const used = new Set<string>();
    fc.assert(
      fc.property(choices, fc.constantFrom("typed", "bare", "deferred"), (given, style) => {
        const text = queryOf(SHOP_SCHEMA, style, given);
        const document = parse(text);
        fc.pre(validate(SHOP_SCHEMA, document).length === 0);
        const { coordinates } = describeText(text, null, SHOP_SCHEMA);
        const needed = [...without]
          .filter(([, schema]) => validate(schema, document).length > 0)
          .map(([coordinate]) => coordinate);
        for (const coordinate of needed) used.add(coordinate);
        expect({ text, coordinates: coordinates.filter((coordinate) => without.has(coordinate)) }).toEqual({
          text,
          coordinates: needed.toSorted(),
        });
      }),
      { numRuns: runs(60) },
    );
    // Enough of the schema came up for that to say something.
    expect(used.size).toBeGreaterThan(without.size / 4);
  });
});

test("a mutation uses the input fields that it writes", () => {
  const { coordinates } = describeText(
    'mutation { rename(upc: "b1", to: { name: "x" }) { upc } }',
    null,
    SHOP_SCHEMA,
  );
  expect(coordinates).toEqual([
    "Mutation",
    "Mutation.rename",
    "Mutation.rename(to:)",
    "Mutation.rename(upc:)",
    "NameInput",
    "NameInput.name",
    "Product",
    "Product.upc",
  ]);
});

test("a field on an interface is the interface's, on a type that implements it the type's", () => {
  expect(coordinatesOf('{ node(id: "1") { id ... on Person { by { id } } } }')).toEqual([
    "Node",
    "Node.id",
    "Person",
    "Person.by",
    "Query",
    "Query.node",
    "Query.node(id:)",
  ]);
});

test("fragments are followed, one through another, and those of other operations are not", () => {
  const text =
    'query A { node(id: "1") { ...outer } } query B { found { __typename } } fragment outer on Node { ...inner } fragment inner on Person { name }';
  expect(coordinatesOf(text, "A")).toEqual([
    "Node",
    "Person",
    "Person.name",
    "Query",
    "Query.node",
    "Query.node(id:)",
  ]);
  expect(coordinatesOf(text, "B")).toEqual(["Found", "Query", "Query.found"]);
});

test("literals use their fields and values, however deep; so do the defaults of variables", () => {
  expect(coordinatesOf("{ found(where: { and: [{ by: AGE }] }) { __typename } }")).toEqual([
    "By",
    "By.AGE",
    "Found",
    "Query",
    "Query.found",
    "Query.found(where:)",
    "Where",
    "Where.and",
    "Where.by",
  ]);
  expect(
    coordinatesOf(
      "query ($w: Where = { by: NAME }, $by: [By!] = [AGE]) { found(where: $w, by: $by) { __typename } }",
    ),
  ).toEqual([
    "By",
    "By.AGE",
    "By.NAME",
    "Found",
    "Query",
    "Query.found",
    "Query.found(by:)",
    "Query.found(where:)",
    "Where",
    "Where.by",
  ]);
});

test("what a field's default holds is not sent by anybody", () => {
  expect(coordinatesOf("{ found { __typename } }")).not.toContain("By.NAME");
});

test("what looks like fields and values inside a scalar that takes objects is none", () => {
  expect(coordinatesOf("{ found(data: { by: AGE, and: [{ name: NAME }] }) { __typename } }")).toEqual([
    "Found",
    "Query",
    "Query.found",
    "Query.found(data:)",
  ]);
});

test("directives and their arguments are used", () => {
  expect(
    coordinatesOf(
      'query ($yes: Boolean!) @traced(as: "x") { found @traced(level: LOW) @include(if: $yes) { __typename } }',
    ),
  ).toEqual([
    "@include",
    "@include(if:)",
    "@traced",
    "@traced(as:)",
    "@traced(level:)",
    "Found",
    "Level",
    "Level.LOW",
    "Query",
    "Query.found",
  ]);
});

test("introspection uses nothing but the root", () => {
  expect(
    coordinatesOf(
      '{ __typename __schema { types { fields(includeDeprecated: true) { name } } } __type(name: "Query") { kind } }',
    ),
  ).toEqual(["Query"]);
});

describe("an operation is kept", () => {
  test("as one, whatever its spaces, comments, numbers, strings and lengths of lists", () => {
    const one = describeText(
      'query Find { found(where: { name: "张三", and: [{ name: "李四" }] }, by: [AGE], data: [1]) { __typename } }',
    );
    const other = describeText(
      '# about a person\nquery Find {\n  found(where: { name: """王五""", and: [{ name: "a" }] }, by: [AGE, AGE], data: [2, 3, 4]), { __typename }\n}',
    );
    expect(other).toEqual(one);
    expect(one.name).toBe("Find");
    expect(one.text).not.toMatch(/[张李王]/);
  });

  test("as another, when it has another name, writes another value, or the schema has changed below it", () => {
    const hashes = [
      "query A { found(by: AGE) { __typename } }",
      "query B { found(by: AGE) { __typename } }",
      "query A { found(by: NAME) { __typename } }",
    ].map((text) => describeText(text).hash);
    const changed = buildSchema(
      "type Query { found(by: [Order!]): [Thing!]! } type Thing { id: ID } enum Order { AGE }",
    );
    expect(
      new Set([...hashes, describeText("query A { found(by: AGE) { __typename } }", null, changed).hash])
        .size,
    ).toBe(4);
  });

  test("however deep its literals are nested", () => {
    const { coordinates } = describeText(
      `{ found(where: ${"{ and: [".repeat(500)}{ by: AGE }${"] }".repeat(500)}) { __typename } }`,
    );
    expect(coordinates).toContain("By.AGE");
  });

  test("with the beginning of its text, when that is long", () => {
    const { text, coordinates } = describeText(
      `{ ${Array.from({ length: 2_000 }, (_, at) => `a${at}: found { __typename }`).join(" ")} }`,
    );
    expect(text).toHaveLength(10_001);
    expect(coordinates).toContain("Query.found");
  });
});
