import { expect, test } from "@jest/globals";
import { checkCost } from "./cost.js";
import { inputOf, LINK } from "./test-input.js";

const check = async (sdl: string): Promise<readonly string[]> =>
  (await checkCost(inputOf(`${LINK}type Stop { a: Int } interface I { a: Int } union U = Stop ${sdl}`))).map(
    ({ code, coordinate, severity }) => `${severity} ${code} ${coordinate}`,
  );

test("a list of objects says how long it is, by slicing arguments or @listSize", async () => {
  expect(await check("type Query { a: [Stop!] b: [I]! c: [U] d: [[Stop]] }")).toEqual(
    ["a", "b", "c", "d"].map((field) => `WARNING COST_LIST_UNBOUNDED Query.${field}`),
  );
  expect(
    await check(
      "type Query { a(first: Int): [Stop!] b(limit: Int = 20): [Stop] c: [Stop] @listSize(assumedSize: 10) d: [String] e: Stop }",
    ),
  ).toEqual([]);
});

test("a list of more than 1,000 is refused, whether assumed or by default", async () => {
  expect(
    await check(
      "type Query { a: [Stop] @listSize(assumedSize: 1000) b: [Stop] @listSize(assumedSize: 1001) c(first: Int = 5000): [Stop] d: [Int] @listSize(assumedSize: 9999) }",
    ),
  ).toEqual(["b", "c", "d"].map((field) => `ERROR COST_LIST_TOO_LONG Query.${field}`));
});

test("a negative weight is refused wherever it stands", async () => {
  expect(
    await check(
      "type Query { a(b: Int @cost(weight: -1)): Int @cost(weight: -2) } type T @cost(weight: -3) { a: Int } input N { a: Int @cost(weight: -4) } enum E { A } extend type T { b: Int @cost(weight: 5) }",
    ),
  ).toEqual(["Query", "Query", "T", "N"].map((type) => `ERROR COST_NEGATIVE ${type}`));
});
