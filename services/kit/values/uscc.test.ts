import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anyText } from "./any-text.test-data.js";
import { checkUscc, innerCheckHolds, makeUscc, organisationCodeOf, USCC_PLACEHOLDER } from "./uscc.js";
import { runs } from "../../../test/scale.js";

const ALPHABET = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];
const prefix8 = fc
  .tuple(
    fc.constantFrom("11", "12", "51", "52", "91", "92", "93", "A1", "N2", "Y1"),
    fc.stringMatching(/^\d{6}$/),
  )
  .map((parts) => parts.join(""));
const organisation8 = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 8, maxLength: 8 })
  .map((all) => all.join(""));
const uscc = fc.tuple(prefix8, organisation8).map(([prefix, organisation]) => makeUscc(prefix, organisation));

describe("checkUscc", () => {
  test.each([
    "91350100M000100Y43", // the standard's own sample
    "91110118MA00TEXT0P",
    "11110118000099995H",
    "92110118MA01ABCD57",
    "121101184000000183",
    "521101185000000151",
    "93110118MA1N00018C",
  ])("%s is valid", (text) => {
    expect(checkUscc(text)).toEqual({ ok: true, value: text });
    expect(innerCheckHolds(text) || text === "91350100M000100Y43").toBe(true);
  });

  test.each([
    ["91110118MA00TEXT0Q", "CHECK"],
    ["91110118MA00TEST0P", "ALPHABET"],
    ["91110118MA00TEXT0", "LENGTH"],
    ["", "LENGTH"],
    [USCC_PLACEHOLDER, "CHECK"],
    ["000000000000000000", "CHECK"],
    ["9111011AMA00TEXT0P", "ALPHABET"],
    ["1.21101E+17", "NUMBER_FORMAT"],
    ["1.2110118400000018e+17", "NUMBER_FORMAT"],
    ["示例餐饮有限公司示例餐饮有限公司示例", "ALPHABET"],
  ])("%j is refused: %s", (text, reason) => {
    expect(checkUscc(text)).toEqual({ ok: false, reason });
  });

  test("a letter O is refused, and the digit that was meant is proposed", () => {
    expect(checkUscc("9111O118MA00TEXT0P")).toEqual({
      ok: false,
      reason: "ALPHABET",
      suggestion: "91110118MA00TEXT0P",
    });
  });

  test("a code written in groups is refused, and the whole is proposed", () => {
    expect(checkUscc("911101 18MA00TEXT0 P")).toEqual({
      ok: false,
      reason: "LENGTH",
      suggestion: "91110118MA00TEXT0P",
    });
  });

  test("lower case is folded with a notice", () => {
    expect(checkUscc("91110118ma00text0p")).toEqual({
      ok: true,
      value: "91110118MA00TEXT0P",
      notice: "FOLDED_CASE",
    });
  });

  test("what makeUscc makes is valid, inside as well", () => {
    fc.assert(
      fc.property(
        uscc,
        (made) => checkUscc(made).ok && innerCheckHolds(made) && organisationCodeOf(made).length === 9,
      ),
    );
  });

  test("any single wrong character is found", () => {
    fc.assert(
      fc.property(uscc, fc.nat(17), fc.constantFrom(...ALPHABET), (made, at, character) => {
        fc.pre(made.charAt(at) !== character);
        expect(checkUscc(made.slice(0, at) + character + made.slice(at + 1)).ok).toBe(false);
      }),
      { numRuns: runs(2000) },
    );
  });

  test("no text makes it throw", () => {
    fc.assert(fc.property(anyText, (text) => typeof checkUscc(text).ok === "boolean"));
  });
});
