import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anyText } from "./any-text.test-data.js";
import { checkTaxNumber } from "./tax-number.js";

describe("checkTaxNumber", () => {
  test.each(["110118MA00TEXT0", "91110118MA00TEXT0P"])("%s is valid", (text) => {
    expect(checkTaxNumber(text)).toEqual({ ok: true, value: text });
  });

  test.each([
    ["110118MA00TEXT1", "ORGANISATION_CHECK"],
    ["110228199001010010", "CITIZEN_ID"],
    ["11022819900101001001", "CITIZEN_ID"],
    ["110228660707013", "CITIZEN_ID"],
    ["11022866070701301", "CITIZEN_ID"],
  ])("%s is taken with the notice %s", (text, notice) => {
    expect(checkTaxNumber(text)).toEqual({ ok: true, value: text, notice });
  });

  test("lower case is folded with a notice", () => {
    expect(checkTaxNumber("110118ma00text0")).toEqual({
      ok: true,
      value: "110118MA00TEXT0",
      notice: "FOLDED_CASE",
    });
  });

  test.each([
    ["1234", "LENGTH"],
    ["1101180000000000000", "LENGTH"],
    ["110118-MA00TEXT", "ALPHABET"],
    ["1.1012E+14", "NUMBER_FORMAT"],
  ])("%s is refused: %s", (text, reason) => {
    expect(checkTaxNumber(text)).toEqual({ ok: false, reason });
  });

  test("no text makes it throw", () => {
    fc.assert(fc.property(anyText, (text) => typeof checkTaxNumber(text).ok === "boolean"));
  });
});
