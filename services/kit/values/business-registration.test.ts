import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anyText } from "./any-text.test-data.js";
import { checkBusinessRegistration, makeBusinessRegistration } from "./business-registration.js";
import { runs } from "../../../test/scale.js";

const first14 = fc.stringMatching(/^\d{14}$/);

describe("checkBusinessRegistration", () => {
  test.each(["110228000001234", "110118007654329"])("%s is valid", (text) => {
    expect(checkBusinessRegistration(text)).toEqual({ ok: true, value: text });
  });

  test.each([
    ["110228000001235", "CHECK"],
    ["11022800000123X", "ALPHABET"],
    ["1.10228E+14", "NUMBER_FORMAT"],
    ["110228199001010010", "CHECK"], // a citizen ID in the wrong column
    ["1.1022800000E+14", "NUMBER_FORMAT"],
  ])("%s is refused: %s", (text, reason) => {
    expect(checkBusinessRegistration(text)).toEqual({ ok: false, reason });
  });

  test.each(["1102280000012", "京密工商注册号000123", "91110118MA00TEXT0P"])(
    "%s, of another form, is taken with a notice",
    (text) => {
      expect(checkBusinessRegistration(text)).toEqual({ ok: true, value: text, notice: "OTHER_FORM" });
    },
  );

  test("what makeBusinessRegistration makes is valid", () => {
    fc.assert(fc.property(first14, (first) => checkBusinessRegistration(makeBusinessRegistration(first)).ok));
  });

  test("any single wrong digit is found", () => {
    fc.assert(
      fc.property(first14, fc.nat(14), fc.nat(9), (first, at, digit) => {
        const made = makeBusinessRegistration(first);
        fc.pre(made.charAt(at) !== String(digit));
        expect(checkBusinessRegistration(made.slice(0, at) + digit + made.slice(at + 1)).ok).toBe(false);
      }),
      { numRuns: runs(1000) },
    );
  });

  test("no text makes it throw", () => {
    fc.assert(fc.property(anyText, (text) => typeof checkBusinessRegistration(text).ok === "boolean"));
  });
});
