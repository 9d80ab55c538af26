import { describe, expect, test } from "@jest/globals";
import { buildSchema, lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { composeSupergraph } from "../composition/compose-known.js";
import { applyContract, type ContractView } from "./contract.js";

const link = (names: string): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${names}])`;

function apply(
  sdl: string,
  include: readonly string[],
  exclude: readonly string[],
  imports = '"@key", "@tag", "@inaccessible"',
): ContractView {
  return applyContract(
    composeSupergraph([{ name: "one", url: "http://one", sdl: `${link(imports)} ${sdl}` }]).sdl,
    { include, exclude, descriptionZh: "", descriptionEn: "" },
  );
}

/** Expects a view with exactly this schema, and @defer. */
function expectToShow(view: ContractView, sdl: string): void {
  if (!view.ok) throw new Error(JSON.stringify(view.findings));
  expect(sorted(view.schema)).toBe(sorted(buildSchema(`${DEFER} ${sdl}`)));
}

const DEFER = "directive @defer(label: String, if: Boolean! = true) on FRAGMENT_SPREAD | INLINE_FRAGMENT";

function sorted(schema: GraphQLSchema): string {
  return printSchema(lexicographicSortSchema(schema));
}

describe("a contract that includes tags", () => {
  test("has the fields that have one, themselves or by their type, and the types that hold them", () => {
    const view = apply(
      `
      type Query { a: A @tag(name: "x") b: B @tag(name: "y") c: Int }
      type A { own: Int @tag(name: "x") other: Int whole: Whole @tag(name: "x") }
      type Whole @tag(name: "x") { one: Int two: Int }
      type B { id: Int @tag(name: "y") }
    `,
      ["x"],
      [],
    );
    expectToShow(
      view,
      "type Query { a: A } type A { own: Int whole: Whole } type Whole { one: Int two: Int }",
    );
  });

  test("has arguments, inputs, enums and scalars without a tag of their own, where a field of it uses them", () => {
    const view = apply(
      `
      type Query { a(by: By, when: When): Kind @tag(name: "x") b(other: Other): Int }
      input By { kind: Kind } input Other { n: Int } enum Kind { ONE TWO } scalar When
    `,
      ["x"],
      [],
    );
    expectToShow(
      view,
      "type Query { a(by: By, when: When): Kind } input By { kind: Kind } enum Kind { ONE TWO } scalar When",
    );
  });

  test("has unions that have one, of the members that hold something", () => {
    const view = apply(
      `
      type Query { found: Found @tag(name: "x") }
      union Found @tag(name: "x") = A | B
      type A { n: Int @tag(name: "x") } type B { n: Int }
    `,
      ["x"],
      [],
    );
    expectToShow(view, "type Query { found: Found } union Found = A type A { n: Int }");
  });

  test("has nothing that has an excluded tag as well", () => {
    expectToShow(
      apply('type Query { a: Int @tag(name: "x") b: Int @tag(name: "x") @tag(name: "z") }', ["x"], ["z"]),
      "type Query { a: Int }",
    );
  });
});

describe("a contract that excludes tags", () => {
  test("hides fields, arguments, input fields, enum values, members of unions, and types that nothing leads to any more", () => {
    const view = apply(
      `
      type Query { a(n: Int, m: Int @tag(name: "z"), by: By): A found: Found gone: Gone @tag(name: "z") }
      type Mutation { gone: Gone @tag(name: "z") }
      type A { kind: Kind b: Int @tag(name: "z") } type B @tag(name: "z") { n: Int }
      type Gone { deeper: Deeper n: OnlyThere } type Deeper { n: Int } enum OnlyThere { ONE }
      union Found = A | B
      input By { n: Int m: Int @tag(name: "z") } enum Kind { ONE TWO @tag(name: "z") }
    `,
      [],
      ["z"],
    );
    expectToShow(
      view,
      "type Query { a(n: Int, by: By): A found: Found } type A { kind: Kind } union Found = A input By { n: Int } enum Kind { ONE }",
    );
  });

  test("does not show an object for the interface that it shares with a visible one", () => {
    const view = apply(
      `
      type Query { a: A other: I @tag(name: "z") }
      interface I { n: Int } type A implements I { n: Int } type B implements I { n: Int }
    `,
      [],
      ["z"],
    );
    expectToShow(view, "type Query { a: A } type A implements I { n: Int } interface I { n: Int }");
  });

  test("leaves what is inaccessible to everyone as it is, and follows another name of the directive", () => {
    const view = apply(
      'type Query { a: Int b: Int @inaccessible c: Int @label(name: "z") }',
      [],
      ["z"],
      '"@inaccessible", { name: "@tag", as: "@label" }',
    );
    expectToShow(view, "type Query { a: Int }");
  });

  test("is the whole graph where nothing is tagged", () => {
    expectToShow(
      apply("type Query { a: A } type A { n: Int! }", [], ["z"], '"@key"'),
      "type Query { a: A } type A { n: Int! }",
    );
  });
});

describe("a contract that leaves no sound graph", () => {
  const cases: readonly (readonly [string, string, readonly string[], string, string])[] = [
    [
      "the query type is hidden",
      'type Query @tag(name: "z") { a: Int }',
      [],
      "QUERY_ROOT_TYPE_INACCESSIBLE",
      "Query",
    ],
    [
      "all of the query is hidden",
      'type Query { a: Int @tag(name: "z") }',
      [],
      "ONLY_INACCESSIBLE_CHILDREN",
      "Query",
    ],
    [
      "nothing of the query is included",
      "type Query { a: Int }",
      ["x"],
      "ONLY_INACCESSIBLE_CHILDREN",
      "Query",
    ],
    [
      "all of a type is hidden that a field gives",
      'type Query { a: A } type A { n: Int @tag(name: "z") }',
      [],
      "ONLY_INACCESSIBLE_CHILDREN",
      "A",
    ],
    [
      "a type is hidden that a field gives",
      'type Query { a: A n: Int } type A @tag(name: "z") { n: Int }',
      [],
      "REFERENCED_INACCESSIBLE",
      "Query.a",
    ],
    [
      "an enum is hidden that an argument takes",
      'type Query { a(k: K): Int } enum K @tag(name: "z") { ONE }',
      [],
      "REFERENCED_INACCESSIBLE",
      "Query.a(k:)",
    ],
    [
      "a required argument is hidden",
      'type Query { a(k: Int! @tag(name: "z")): Int }',
      [],
      "REQUIRED_INACCESSIBLE",
      "Query.a(k:)",
    ],
    [
      "a required field of an input is hidden",
      'type Query { a(k: K): Int } input K { n: Int! @tag(name: "z") m: Int }',
      [],
      "REQUIRED_INACCESSIBLE",
      "K.n",
    ],
    [
      "a field is hidden that could be read through an interface",
      'type Query { i: I } interface I { n: Int } type A implements I { n: Int @tag(name: "z") m: Int }',
      [],
      "IMPLEMENTED_BY_INACCESSIBLE",
      "I.n",
    ],
    [
      "a default names a hidden enum value",
      'type Query { a(k: K = TWO): Int } enum K { ONE TWO @tag(name: "z") }',
      [],
      "DEFAULT_VALUE_USES_INACCESSIBLE",
      "Query.a(k:)",
    ],
  ];
  test.each(cases)(
    "says so with a code, a place and what to do: %s",
    (_what, sdl, include, code, coordinate) => {
      const view = apply(sdl, include, ["z"]);
      const findings = view.ok ? [] : view.findings;
      expect(findings).toEqual([expect.objectContaining({ code, coordinate, severity: "ERROR" })]);
      for (const { rule, message, advice } of findings)
        for (const words of [rule, message, advice])
          expect(words).toEqual({
            zh: expect.stringMatching(/[\u4e00-\u9fff]/),
            en: expect.stringMatching(/^[^\u4e00-\u9fff]+$/),
          });
    },
  );
});
