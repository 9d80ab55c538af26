import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { checkNullability } from "./nullability.js";
import { printApi } from "../../graph/contracts/print-api.js";
import { checkPowers } from "./powers.js";
import { applyEdits, composeGraph, inputOf, LINK, named } from "./test-input.js";
import { runs } from "../../../test/scale.js";

const HUB = named(
  "directory",
  null,
  `${LINK}"区划" type Area @key(fields: "code") { code: String! name: String! } type Query { areas: [Area!]! }`,
);
const check = async (sdl: string) => checkNullability(inputOf(LINK + sdl, [HUB]));

test("a field on another's entity and a root field are nullable; keys, external fields and one's own types need not be", async () => {
  const findings = await check(
    'type Area @key(fields: "code") { code: String! name: String! @external stops: [Stop!]! first: Stop } type Stop @key(fields: "id") { id: ID! name: String! } type Query { stops: [Stop!]! stop: Stop } type Subscription { a: Int! }',
  );
  expect(findings.map(({ coordinate, severity }) => [coordinate, severity])).toEqual([
    ["Area.stops", "ERROR"],
    ["Query.stops", "ERROR"],
  ]);
});

test("a reason in the description is accepted, in Chinese or English; an empty one is not", async () => {
  expect(
    await check(
      'type Query { "站数\n非空理由：本地常量" a: Int! "Non-null because: constant" b: Int! }'.replaceAll(
        "\n",
        " ",
      ),
    ),
  ).toEqual([]);
  expect(await check('type Query { """\n站数\n非空理由：\n""" a: Int! }')).toHaveLength(1);
});

test("where an interface demands it, a person decides", async () => {
  expect(
    await check(
      'interface I { n: Int! } type Area implements I @key(fields: "code") { code: String! n: Int! }',
    ),
  ).toMatchObject([{ coordinate: "Area.n", edits: [] }]);
});

test("all edits carried out, nothing is found any more, and the text composes", async () => {
  const type = fc.letrec<{ type: string }>((tie) => ({
    type: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("Int", "Stop", "String") },
      tie("type").map((inner) => `[ ${inner} ]`),
      tie("type")
        .filter((inner) => !inner.endsWith("!"))
        .map((inner) => `${inner} !`),
    ),
  })).type;
  await fc.assert(
    fc.asyncProperty(
      fc.array(type, { minLength: 1, maxLength: 6 }),
      fc.array(type, { minLength: 1, maxLength: 6 }),
      async (ofArea, ofQuery) => {
        const fields = (types: readonly string[]): string =>
          types.map((each, index) => `f${index}(a: Int! = 1): ${each} # 注释\n`).join("");
        const sdl = `${LINK}type Stop { a: Int! } type Area @key(fields: "code") { code: String!\n${fields(ofArea)}} type Query {\n${fields(ofQuery)}}`;
        const findings = await checkNullability(inputOf(sdl, [HUB]));
        expect(findings).toHaveLength([...ofArea, ...ofQuery].filter((each) => each.endsWith("!")).length);
        const mended = applyEdits(
          sdl,
          findings.flatMap(({ edits }) => edits),
        );
        expect(await checkNullability(inputOf(mended, [HUB]))).toEqual([]);
        composeGraph([HUB, named("transport", "jtj", mended)]);
      },
    ),
    { numRuns: runs(30) },
  );
});

const SEMANTIC =
  'extend schema @link(url: "https://specs.apollo.dev/nullability/v0.4", import: ["@semanticNonNull"]) @federation__composeDirective(name: "@semanticNonNull")\ndirective @semanticNonNull(levels: [Int!]! = [0]) on FIELD_DEFINITION\n';

test("what only an error makes null says so by @semanticNonNull, which is composed, and stands in what clients download", async () => {
  const text = `${LINK}${SEMANTIC}type Stop { a: Int } type Area @key(fields: "code") { code: String! stops: [Stop]! first: Stop @semanticNonNull } type Query { stops: [Stop] @semanticNonNull(levels: [0, 1]) }`;
  const findings = await checkNullability(inputOf(text, [HUB]));
  expect(findings.map(({ coordinate }) => coordinate)).toEqual(["Area.stops"]);
  const mended = applyEdits(
    text,
    findings.flatMap(({ edits }) => edits),
  );
  expect([await checkNullability(inputOf(mended, [HUB])), await checkPowers(inputOf(mended))]).toEqual([
    [],
    [],
  ]);
  const { api, supergraph } = composeGraph([HUB, named("transport", "jtj", mended)]);
  const shown = printApi(api, supergraph);
  for (const field of [
    "stops: [Stop] @semanticNonNull\n",
    "first: Stop @semanticNonNull\n",
    "stops: [Stop] @semanticNonNull(levels: [0, 1])\n",
  ])
    expect(shown).toContain(field);
});

test.each([
  ["that is not composed", SEMANTIC.replace(/@federation__composeDirective\(.*?\)/, ""), "DIRECTIVE_REFUSED"],
  ["that is not linked", SEMANTIC.replace(/^.*\n/, ""), "DIRECTIVE_REFUSED"],
  [
    "under another name",
    SEMANTIC.replace('["@semanticNonNull"]', '[{ name: "@semanticNonNull", as: "@sure" }]'),
    "LINK_REFUSED",
  ],
  ["of another version", SEMANTIC.replace("v0.4", "v0.9"), "LINK_REFUSED"],
])("@semanticNonNull %s is refused", async (_, head, code) => {
  expect(
    (await checkPowers(inputOf(`${LINK}${head}type Query { a: Int @semanticNonNull }`))).map(
      (finding) => finding.code,
    ),
  ).toContain(code);
});
