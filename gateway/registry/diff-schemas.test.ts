import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildSchema, findBreakingChanges } from "graphql";
import { diffSchemas } from "./diff-schemas.js";
import { runs } from "../../test/scale.js";

const wrapped = (names: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom("", "!", "[]", "[]!", "[!]", "[!]!"))
    .map(([name, form]) =>
      form.startsWith("[")
        ? `[${name}${form.includes("[!") ? "!" : ""}]${form.endsWith("]!") ? "!" : ""}`
        : name + form,
    );
const output = wrapped(["Int", "String", "A", "B", "I", "U", "E"]);
const input = wrapped(["Int", "E", "N"]);
const subset = (names: readonly string[]) => fc.subarray([...names], { minLength: 1 });

/** Generates schemas from a few fixed names, so that two of them have much in common. */
const schema = fc
  .record({
    a: fc.dictionary(
      fc.constantFrom("x", "y", "z"),
      fc.tuple(output, fc.dictionary(fc.constantFrom("p", "q"), input)),
    ),
    b: fc.dictionary(fc.constantFrom("x", "y"), output),
    n: fc.dictionary(
      fc.constantFrom("f", "g"),
      input.filter((type) => !type.startsWith("N!")),
    ),
    values: subset(["P", "Q", "R"]),
    members: subset(["A", "B"]),
    implementing: fc.boolean(),
    extra: fc.constantFrom("", "type C { a: Int }", "enum C { A }"),
  })
  .map(
    ({ a, b, n, values, members, implementing, extra }) => `
  type Query { a: A b: B i: I u: U }
  interface I { id: ID }
  type A ${implementing ? "implements I" : ""} { id: ID ${Object.entries(a)
    .map(
      ([name, [type, args]]) =>
        `${name}${
          Object.keys(args).length > 0
            ? `(${Object.entries(args)
                .map(([arg, of]) => `${arg}: ${of}`)
                .join(" ")})`
            : ""
        }: ${type}`,
    )
    .join(" ")} }
  type B implements I { id: ID ${Object.entries(b)
    .map(([name, type]) => `${name}: ${type}`)
    .join(" ")} }
  input N { always: Int ${Object.entries(n)
    .map(([name, type]) => `${name}: ${type}`)
    .join(" ")} }
  enum E { ${values.join(" ")} }
  union U = ${members.join(" | ")}
  ${extra}`,
  );

test("finds as many breaking changes as graphql-js finds, each at a coordinate, and none between a schema and itself", () => {
  fc.assert(
    fc.property(schema, schema, (one, other) => {
      const [before, after] = [buildSchema(one), buildSchema(other)];
      const breaking = diffSchemas(before, after).filter(({ severity }) => severity === "BREAKING");
      expect(breaking).toHaveLength(findBreakingChanges(before, after).length);
      expect(breaking.every(({ hurts }) => hurts.length > 0)).toBe(true);
      expect(diffSchemas(before, buildSchema(one))).toEqual([]);
    }),
    { numRuns: runs(300) },
  );
});

test("a default that goes from a required argument breaks who relied on it, which graphql-js calls dangerous only", () => {
  expect(
    diffSchemas(
      buildSchema("type Query { a(b: Int! = 1): Int }"),
      buildSchema("type Query { a(b: Int!): Int }"),
    ),
  ).toEqual([
    {
      coordinate: "Query.a(b:)",
      severity: "BREAKING",
      message: { zh: "Query.a(b:) 变为必填", en: "Query.a(b:) becomes required" },
      hurts: ["Query.a"],
    },
  ]);
});

test("a scalar of the specification that is merely used for the first time is no change", () => {
  const [before, after] = [
    buildSchema("type Query { a: Int }"),
    buildSchema("type Query { a: Int b: Float }"),
  ];
  expect(diffSchemas(before, after).map(({ coordinate }) => coordinate)).toEqual(["Query.b"]);
  expect(diffSchemas(after, before).map(({ coordinate }) => coordinate)).toEqual(["Query.b"]);
});
