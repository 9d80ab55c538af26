import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anyText } from "./any-text.test-data.js";
import { checkOrganisationCode, makeOrganisationCode } from "./organisation-code.js";
import { runs } from "../../../test/scale.js";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const first8 = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 8, maxLength: 8 })
  .map((all) => all.join(""));

describe("checkOrganisationCode", () => {
  test.each(["D2143569-X", "MA00TEXT-0", "MA01ABCD-5", "00009999-5", "80000001-7"])(
    "%s is valid, with its hyphen or without",
    (text) => {
      const value = text.replace("-", "");
      expect(checkOrganisationCode(text)).toEqual({ ok: true, value });
      expect(checkOrganisationCode(value)).toEqual({ ok: true, value });
    },
  );

  test.each([
    ["MA00TEXT-1", "CHECK"],
    ["MA00TEXT", "LENGTH"],
    ["MA00TEXT-A", "ALPHABET"],
    ["示例00TEXT0", "ALPHABET"],
    ["8.0E+8", "NUMBER_FORMAT"],
    ["", "LENGTH"],
  ])("%j is refused: %s", (text, reason) => {
    expect(checkOrganisationCode(text)).toEqual({ ok: false, reason });
  });

  test("lower case is folded with a notice", () => {
    expect(checkOrganisationCode("d2143569-x")).toEqual({
      ok: true,
      value: "D2143569X",
      notice: "FOLDED_CASE",
    });
  });

  test("what makeOrganisationCode makes is valid", () => {
    fc.assert(fc.property(first8, (first) => checkOrganisationCode(makeOrganisationCode(first)).ok));
  });

  test("a wrong character is found unless its value differs by eleven or twenty-two", () => {
    fc.assert(
      fc.property(first8, fc.nat(7), fc.constantFrom(...ALPHABET), (first, at, character) => {
        const difference = ALPHABET.indexOf(character) - ALPHABET.indexOf(first.charAt(at));
        fc.pre(difference !== 0);
        const made = makeOrganisationCode(first);
        expect(checkOrganisationCode(made.slice(0, at) + character + made.slice(at + 1)).ok).toBe(
          difference % 11 === 0,
        );
      }),
      { numRuns: runs(1000) },
    );
  });

  test("a wrong check character is found", () => {
    fc.assert(
      fc.property(first8, fc.constantFrom(..."0123456789X"), (first, character) => {
        const made = makeOrganisationCode(first);
        expect(checkOrganisationCode(first + character).ok).toBe(made.endsWith(character));
      }),
    );
  });

  test("no text makes it throw", () => {
    fc.assert(fc.property(anyText, (text) => typeof checkOrganisationCode(text).ok === "boolean"));
  });
});
