import { expect, test } from "@jest/globals";
import { applyEdits, composeGraph, inputOf, LINK, named } from "./test-input.js";
import type { Finding } from "../../graph/composition/finding.js";
import { checkPowers } from "./powers.js";

const check = async (sdl: string): Promise<readonly Finding[]> => checkPowers(inputOf(sdl));
const codesOf = async (sdl: string): Promise<readonly string[]> => (await check(sdl)).map(({ code }) => code);
const link = (parameters: string): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", ${parameters})\n`;

test("the directives of a department's schema pass, and its own that stay in its subgraph", async () => {
  expect(
    await codesOf(`${LINK}
    directive @slow(ms: Int) on FIELD_DEFINITION
    type Query { a: [A!] @listSize(assumedSize: 5) @slow(ms: 3) } type A @key(fields: "id") @tag(name: "public") { id: ID! b: Int @deprecated(reason: "c") @cost(weight: 2) } type Mutation { a: Int } type Subscription { a: Int }`),
  ).toEqual([]);
});

test.each([
  ["imported", link('import: ["@key", "@policy"]'), "@policy"],
  ["imported under another name", link('import: ["@key", { name: "@policy", as: "@nice" }]'), "@nice"],
  ["by its whole name", link('import: ["@key"]'), "@federation__policy"],
  ["by a prefix of its own", link('as: "fed", import: ["@key"]'), "@fed__policy"],
])("a directive of rights is the specification's when it is %s", async (_, head, used) => {
  expect(await codesOf(`${head}type Query { a: Int ${used}(policies: [["p"]]) }`)).toEqual([]);
});

test.each([
  "@authenticated",
  "@requiresScopes(scopes: [])",
  '@context(name: "c")',
  '@fromContext(field: "f")',
  '@cacheTag(format: "x")',
  '@feed(id: "directory.areas")',
  '@composeDirective(name: "@feed")',
  '@core(url: "x")',
])("%s is refused even where the subgraph defines it itself", async (use) => {
  const [name = ""] = use.split("(");
  expect(await codesOf(`${LINK}directive ${name} on OBJECT\ntype Query ${use} { a: Int }`)).toEqual([
    "DIRECTIVE_REFUSED",
    "DIRECTIVE_REFUSED",
  ]);
});

test("a link to anything but the Federation specification is refused, also one that renames @link, also at a @core of Federation 1", async () => {
  expect(
    await codesOf(
      `${LINK}extend schema @link(url: "https://tongcha.example/tongcha/v1.0", import: ["@feed"])\ntype Query { a: Int }`,
    ),
  ).toEqual(["LINK_REFUSED"]);
  expect(
    await codesOf(
      `${LINK}extend schema @link(url: "https://specs.apollo.dev/link/v1.0", as: "core")\ntype Query { a: Int }`,
    ),
  ).toEqual(["LINK_REFUSED"]);
  expect(
    await codesOf(
      `${LINK}extend schema @link(url: "https://specs.apollo.dev/link/v1.0")\ntype Query { a: Int }`,
    ),
  ).toEqual([]);
  expect(
    await codesOf(
      `${LINK}extend schema @core(url: "https://specs.apollo.dev/policy/v0.1")\ntype Query { a: Int }`,
    ),
  ).toEqual(["DIRECTIVE_REFUSED"]);
});

test("an import under another name stays what it is, where that is allowed", async () => {
  expect(
    await codesOf(
      `${link('import: [{ name: "@key", as: "@primary" }]')}type Query { a: A } type A @primary(fields: "id") { id: ID! }`,
    ),
  ).toEqual([]);
});

test.each(["v1.0", "v2.99", "v2.9/", "v3.0", "v02.9"])(
  "version %s of Federation is refused; carrying out the advice composes",
  async (version) => {
    const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/${version}", import: ["@key"])\ntype Query { a: A } type A @key(fields: "id") { id: ID! }`;
    const findings = await check(sdl);
    expect(findings.map(({ code }) => code)).toEqual(["FEDERATION_VERSION"]);
    composeGraph([
      named(
        "transport",
        "jtj",
        applyEdits(
          sdl,
          findings.flatMap(({ edits }) => edits),
        ),
      ),
    ]);
  },
);

test("a schema of Federation 1 is refused; carrying out the advice composes", async () => {
  const sdl = 'type Query { a: A } type A @key(fields: "id") { id: ID! }';
  const findings = await check(sdl);
  expect(findings.map(({ code }) => code)).toEqual(["FEDERATION_VERSION"]);
  const mended = applyEdits(
    sdl,
    findings.flatMap(({ edits }) => edits),
  );
  expect(await codesOf(mended)).toEqual([]);
  composeGraph([named("transport", "jtj", mended)]);
});

test.each([
  ["scalar _Any", "_Any"],
  ["union _Entity = Query", "_Entity"],
  ["type _Service { sdl: String }", "_Service"],
  ["enum join__Graph { A }", "join__Graph"],
  ["scalar federation__FieldSet", "federation__FieldSet"],
  ["type A { __x: Int }", "A.__x"],
  ["extend type Query { _entities: Int }", "Query._entities"],
  ["extend type Query { _service: Int }", "Query._service"],
])("%s is reserved", async (definition, coordinate) => {
  expect(
    (await check(`${LINK}type Query { a: Int }\n${definition}`)).map((finding) => [
      finding.code,
      finding.coordinate,
    ]),
  ).toEqual([["NAME_RESERVED", coordinate]]);
});

test("all edits carried out, no power is left and the text composes", async () => {
  const sdl = `${link('import: ["@key", { name: "@context", as: "@nice" }, "@fromContext"]')}
    extend schema @link(url: "https://tongcha.example/tongcha/v1.0", import: ["@feed"]) @link(url: "https://specs.apollo.dev/link/v1.0")
    directive @feed(id: String!) on OBJECT
    scalar _Any
    union _Entity = A
    type A @key(fields: "id") @feed(id: "directory.areas") { id: ID! b(of: Int @fromContext(field: "$c { id }")): Int @federation__cacheTag(format: "x") }
    type Query @nice(name: "c") { a: A _entities(representations: [_Any!]!): [_Entity]! }`;
  const mended = applyEdits(
    sdl,
    (await check(sdl)).flatMap(({ edits }) => edits),
  );
  expect(await codesOf(mended)).toEqual([]);
  composeGraph([named("transport", "jtj", mended)]);
});
