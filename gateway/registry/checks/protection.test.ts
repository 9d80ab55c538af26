import { expect, test } from "@jest/globals";
import { checkProtection } from "./protection.js";
import { inputOfChange, named } from "./test-input.js";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@authenticated", { name: "@requiresScopes", as: "@scopes" }])\n';
const HUB = named(
  "directory",
  null,
  `${LINK}interface Notice { title: String } type Area implements Notice @key(fields: "code") { code: ID! title: String } type Query { notices: [Notice!] area: Area }`,
);
const BEFORE = `${LINK}type Query { stops: Int }`;

const told = async (after: string): Promise<readonly (string | null)[]> =>
  (await checkProtection(inputOfChange(BEFORE, `${LINK}${after}`, {}, [HUB]))).map(
    ({ code, coordinate }) => `${code} ${coordinate}`,
  );

test("a department protects what is its own, also fields of its own on what is another's", async () => {
  expect(
    await told(
      'type Query { stops: Int @authenticated mine: Mine } type Mine @scopes(scopes: [["role:clerk"]]) { a: Int } type Area @key(fields: "code") { code: ID! stops: Int @authenticated }',
    ),
  ).toEqual([]);
});

test("what it protects does not make others' protected: not their type, not their field, and not by way of an interface", async () => {
  expect(
    await told(
      'type Query { stops: Int } type Area @key(fields: "code") @authenticated { code: ID! stops: Int }',
    ),
  ).toEqual(["OWNERSHIP_DIRECTIVE Notice", "OWNERSHIP_DIRECTIVE Area"]);
  expect(
    await told(
      'type Query { stops: Int } type Area @key(fields: "code") { code: ID! @authenticated stops: Int }',
    ),
  ).toEqual(["OWNERSHIP_DIRECTIVE Area.code"]);
  expect(
    await told(
      "type Query { stops: [Stop] } interface Notice { title: String } type Stop implements Notice @authenticated { title: String }",
    ),
  ).toEqual(["OWNERSHIP_DIRECTIVE Notice"]);
  expect(
    await told(
      "type Query { stops: [Stop] } interface Notice { title: String } type Stop implements Notice { title: String @authenticated }",
    ),
  ).toEqual(["OWNERSHIP_DIRECTIVE Notice.title"]);
});
