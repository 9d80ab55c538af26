import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { checkNullability } from "./nullability.js";
import { applyEdits, composeGraph, inputOf, LINK, named } from "./test-input.js";

const HUB = named("directory", null, `${LINK}"区划" type Area @key(fields: "code") { code: String! name: String! } type Query { areas: [Area!]! }`);
const check = async (sdl: string) => checkNullability(inputOf(LINK + sdl, [HUB]));

test("a field on another's entity and a root field are nullable; keys, external fields and one's own types need not be", async () => {
  const findings = await check('type Area @key(fields: "code") { code: String! name: String! @external stops: [Stop!]! first: Stop } type Stop @key(fields: "id") { id: ID! name: String! } type Query { stops: [Stop!]! stop: Stop } type Subscription { a: Int! }');
  expect(findings.map(({ coordinate, severity }) => [coordinate, severity])).toEqual([["Area.stops", "ERROR"], ["Query.stops", "ERROR"]]);
});

test("a reason in the description is accepted, in Chinese or English; an empty one is not", async () => {
  expect(await check('type Query { "站数\n非空理由：本地常量" a: Int! "Non-null because: constant" b: Int! }'.replaceAll("\n", " "))).toEqual([]);
  expect(await check('type Query { """\n站数\n非空理由：\n""" a: Int! }')).toHaveLength(1);
});

test("where an interface demands it, a person decides", async () => {
  expect(await check('interface I { n: Int! } type Area implements I @key(fields: "code") { code: String! n: Int! }')).toMatchObject([{ coordinate: "Area.n", edits: [] }]);
});

test("all edits carried out, nothing is found any more, and the text composes", async () => {
  const type = fc.letrec<{ type: string }>((tie) => ({ type: fc.oneof({ weight: 3, arbitrary: fc.constantFrom("Int", "Stop", "String") }, tie("type").map((inner) => `[ ${inner} ]`), tie("type").filter((inner) => !inner.endsWith("!")).map((inner) => `${inner} !`)) })).type;
  await fc.assert(fc.asyncProperty(fc.array(type, { minLength: 1, maxLength: 6 }), fc.array(type, { minLength: 1, maxLength: 6 }), async (ofArea, ofQuery) => {
    const fields = (types: readonly string[]): string => types.map((each, index) => `f${index}(a: Int! = 1): ${each} # 注释\n`).join("");
    const sdl = `${LINK}type Stop { a: Int! } type Area @key(fields: "code") { code: String!\n${fields(ofArea)}} type Query {\n${fields(ofQuery)}}`;
    const findings = await checkNullability(inputOf(sdl, [HUB]));
    expect(findings).toHaveLength([...ofArea, ...ofQuery].filter((each) => each.endsWith("!")).length);
    const mended = applyEdits(sdl, findings.flatMap(({ edits }) => edits));
    expect(await checkNullability(inputOf(mended, [HUB]))).toEqual([]);
    composeGraph([HUB, named("transport", "jtj", mended)]);
  }), { numRuns: 30 });
});
