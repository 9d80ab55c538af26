import { expect, test } from "@jest/globals";
import { checkLint } from "./lint.js";
import { inputOf, LINK, named } from "./test-input.js";

const HUB = named(
  "directory",
  null,
  `${LINK}"区划" type Area @key(fields: "code") { code: String! name: String } type PageInfo @shareable { a: Int } enum Kind { A } type Query { area: Area }`,
);
const check = async (sdl: string): Promise<readonly string[]> =>
  (await checkLint(inputOf(LINK + sdl, [HUB]))).map(
    ({ code, coordinate, severity }) => `${severity} ${code} ${coordinate}`,
  );

test("types and fields must be described; arguments, input fields and enum values should be", async () => {
  expect(
    await check(
      'type Stop { name(a: Int): String } enum Line { RED } input Where { a: Int } type Query { "   " stop: Stop }',
    ),
  ).toEqual([
    "ERROR LINT_TYPE_UNDESCRIBED Stop",
    "ERROR LINT_FIELD_UNDESCRIBED Stop.name",
    "WARNING LINT_UNDESCRIBED Stop.name(a:)",
    "ERROR LINT_TYPE_UNDESCRIBED Line",
    "WARNING LINT_UNDESCRIBED Line.RED",
    "ERROR LINT_TYPE_UNDESCRIBED Where",
    "WARNING LINT_UNDESCRIBED Where.a",
    "ERROR LINT_FIELD_UNDESCRIBED Query.stop",
  ]);
});

test("of another's types only the added fields are the publisher's; what is shared is described by its owner", async () => {
  expect(
    await check(
      'type Area @key(fields: "code") { code: String! name: String @external stops: Int } type PageInfo @shareable { a: Int } enum Kind { A }',
    ),
  ).toEqual(["ERROR LINT_FIELD_UNDESCRIBED Area.stops"]);
});

test("descriptions are in Chinese, and names in their style, with a proposal", async () => {
  expect(await check('"Bus stop" type Stop { "名称 / Name" name: String }')).toEqual([
    "WARNING LINT_DESCRIPTION_NOT_CHINESE Stop",
  ]);
  const findings = await checkLint(
    inputOf(
      `${LINK}"站" type bus_stop { "名" Stop_Name("甲" MaxLength: Int): String } "线" enum Line { "红" redLine }`,
      [HUB],
    ),
  );
  expect(findings.map(({ code, advice }) => [code, advice.en.split(",")[0]])).toEqual([
    ["LINT_NAME", "Call it BusStop"],
    ["LINT_NAME", "Call it stopName"],
    ["LINT_NAME", "Call it maxLength"],
    ["LINT_NAME", "Call it RED_LINE"],
  ]);
});

test("what is deprecated gives its reason", async () => {
  expect(
    await check(
      '"站" type Stop { "名" a: Int @deprecated "名" b: Int @deprecated(reason: " ") "名" c: Int @deprecated(reason: "请改用 d") }',
    ),
  ).toEqual(["ERROR LINT_DEPRECATION_REASON Stop.a", "ERROR LINT_DEPRECATION_REASON Stop.b"]);
});
