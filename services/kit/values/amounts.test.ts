import { describe, expect, test } from "@jest/globals";
import Big from "big.js";
import fc from "fast-check";
import { anyText } from "./any-text.test-data.js";
import { type AmountOptions, parseAmount } from "./amounts.js";
import { runs } from "../../../test/scale.js";

const yuan: AmountOptions = { unit: "元", headerUnit: null, scale: 2 };
const wan: AmountOptions = { unit: "万元", headerUnit: null, scale: 6 };

describe("parseAmount", () => {
  test.each([
    ["0", "0"],
    ["0.5", "0.5"],
    ["0.50", "0.5"],
    ["007", "7"],
    ["2000", "2000"],
    ["2000.00", "2000"],
    ["10.10", "10.1"],
    ["0.000000", "0"],
  ])("%s is %s", (text, value) => {
    expect(parseAmount(text, wan)).toEqual({ ok: true, value });
  });

  test.each(["￥2000", "¥2000", "人民币2000", "RMB2000"])("%s is in 元, and may be so in 万元", (text) => {
    expect(parseAmount(text, yuan)).toEqual({ ok: true, value: "2000" });
    expect(parseAmount(text, { ...wan, headerUnit: "元" })).toEqual({ ok: true, value: "0.2" });
    expect(parseAmount(text, wan)).toEqual({ ok: false, reason: "FORMAT" });
  });

  test.each([
    ["1,234,567.89", "1234567.89"],
    ["12，345", "12345"],
  ])("the separators of %s are read with a notice", (text, value) => {
    expect(parseAmount(text, yuan)).toEqual({ ok: true, value, notice: "SEPARATORS" });
  });

  test.each([
    ["3万元", yuan, "30000"],
    ["3万", yuan, "30000"],
    ["5000元", wan, "0.5"],
    ["5000元整", wan, "0.5"],
    ["1.5亿元", wan, "15000"],
    ["3千元", yuan, "3000"],
    ["5000 元", { ...yuan, headerUnit: "万元" }, "5000"],
    ["1,200.5万元", yuan, "12005000"],
    ["3万元", { ...yuan, headerUnit: "元" }, "30000"],
    ["3万元", { ...wan, headerUnit: "元" }, "3"],
  ] as const)("the unit in the cell %s is obeyed with a notice", (text, options, value) => {
    expect(parseAmount(text, options)).toEqual({ ok: true, value, notice: "UNIT_CONVERTED" });
  });

  test("a header in 元 over a contract in 万元 is converted without a notice", () => {
    expect(parseAmount("20000", { ...wan, headerUnit: "元" })).toEqual({ ok: true, value: "2" });
    expect(parseAmount("0.01", { ...wan, headerUnit: "元" })).toEqual({ ok: true, value: "0.000001" });
  });

  test("a unit that is not of money may only be the contract's own", () => {
    expect(parseAmount("85.5%", { unit: "%", headerUnit: "%", scale: 2 })).toEqual({
      ok: true,
      value: "85.5",
    });
    expect(parseAmount("5000 元", yuan)).toEqual({ ok: true, value: "5000" });
    expect(parseAmount("3万美元", yuan)).toEqual({ ok: false, reason: "FORMAT" });
    expect(parseAmount("3.2", { unit: "人", headerUnit: "万人", scale: 0 })).toEqual({
      ok: true,
      value: "32000",
    });
    expect(parseAmount("85.5%", yuan)).toEqual({ ok: false, reason: "FORMAT" });
    expect(parseAmount("3万元", { unit: null, headerUnit: null, scale: 2 })).toEqual({
      ok: false,
      reason: "FORMAT",
    });
  });

  test.each([
    ["-5", "NEGATIVE"],
    ["(1,000)", "NEGATIVE"],
    ["（1000）", "NEGATIVE"],
    ["￥-5", "NEGATIVE"],
    ["0.125", "SCALE"],
    ["1.0001", "SCALE"],
    ["壹万元整", "CAPITALS"],
    ["三万元", "CAPITALS"],
    ["1,23", "FORMAT"],
    ["1,2345", "FORMAT"],
    ["约3万元", "FORMAT"],
    ["3万5千元", "FORMAT"],
    ["1.5E+3", "FORMAT"],
    ["5.", "FORMAT"],
    [".5", "FORMAT"],
    ["1.2.3", "FORMAT"],
    ["3公斤", "FORMAT"],
    ["1234567890123", "FORMAT"],
    ["110228199001010010", "FORMAT"],
    ["无", "FORMAT"],
    ["", "FORMAT"],
  ])("%j is refused: %s", (text, reason) => {
    expect(parseAmount(text, yuan)).toEqual({ ok: false, reason });
  });

  test("the value is what big.js computes, whatever the units", () => {
    const amount = fc
      .tuple(fc.bigInt({ min: 0n, max: 99_999_999n }), fc.integer({ min: 0, max: 4 }))
      .map(([digits, places]) => new Big(digits.toString()).div(new Big(10).pow(places)).toFixed(places));
    const unit = fc.constantFrom("元" as const, "万元" as const);
    fc.assert(
      fc.property(
        amount,
        unit,
        fc.option(unit),
        fc.option(fc.constantFrom("元", "万元", "亿元")),
        (text, contractUnit, headerUnit, cellUnit) => {
          const factor = factorOf(cellUnit ?? headerUnit ?? contractUnit).div(factorOf(contractUnit));
          const expected = new Big(text).times(factor);
          const result = parseAmount(text + (cellUnit ?? ""), { unit: contractUnit, headerUnit, scale: 12 });
          expect(result.ok && result.value).toBe(expected.gte("1e12") ? false : expected.toFixed());
        },
      ),
      { numRuns: runs(1000) },
    );
  });

  test("no text makes it throw, and what it accepts is canonical", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^[\d.,¥万元亿-]{1,30}$/)), (text) => {
        const result = parseAmount(text, wan);
        if (result.ok) expect(result.value).toMatch(/^(?:0|[1-9]\d{0,11})(?:\.\d{0,5}[1-9])?$/);
      }),
      { numRuns: runs(1000) },
    );
  });

  test("a long row of zeros is refused at once", () => {
    expect(parseAmount(`0.${"0".repeat(1_000_000)}1`, wan)).toEqual({ ok: false, reason: "FORMAT" });
  });
});

function factorOf(unit: string): Big {
  return new Big(unit === "亿元" ? "100000000" : unit === "万元" ? "10000" : "1");
}
