import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { isExactInteger, numberToText } from "./numbers.js";

test.each([
  [0.1 + 0.2, "0.3"],
  [1e-7, "0.0000001"],
  [0.07 * 100, "7"],
  [43_985, "43985"],
  [-2.5, "-2.5"],
  [Number("121101184000000183"), "121101184000000000"],
  [1e21, "1000000000000000000000"],
  [0, "0"],
  [-0, "0"],
])("%p is written %s", (value, text) => {
  expect(numberToText(value)).toBe(text);
});

test("a whole number of more than fifteen digits is not exact", () => {
  expect([123_456_789_012_345, 1e15, 1.5, Number.NaN].map(isExactInteger)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test("no finite number is written with an exponent, and short decimals come back as they were", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
      /^-?\d+(?:\.\d+)?$/.test(numberToText(value)),
    ),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999_999 }),
      fc.integer({ min: 0, max: 6 }),
      (digits, places) => Number(numberToText(digits / 10 ** places)) === digits / 10 ** places,
    ),
  );
});
