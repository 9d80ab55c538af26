import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anyText } from "./any-text.test-data.js";
import { dateOfDayNumber, dayNumber } from "./calendar.js";
import { checkCitizenId, makeCitizenId } from "./citizen-id.js";
import { runs } from "../../../test/scale.js";

const birthDate = fc
  .integer({ min: dayNumber("1900-01-01"), max: dayNumber("2020-12-31") })
  .map(dateOfDayNumber);
const parts = fc.tuple(fc.stringMatching(/^[1-9]\d{5}$/), birthDate, fc.stringMatching(/^\d{3}$/));
const citizenId = parts.map(([division, born, sequence]) =>
  makeCitizenId(division + born.replaceAll("-", "") + sequence),
);

describe("checkCitizenId", () => {
  test.each([
    ["11010519491231002X", "1949-12-31"], // the standard's own sample
    ["110228199001010010", "1990-01-01"],
    ["110228198512311232", "1985-12-31"],
    ["110118197506154119", "1975-06-15"],
  ])("%s is valid", (text, born) => {
    expect(checkCitizenId(text)).toEqual({ ok: true, value: text, birthDate: born });
  });

  test("a leap day in a citizen ID is accepted", () => {
    expect(checkCitizenId("110118200002290023")).toEqual({
      ok: true,
      value: "110118200002290023",
      birthDate: "2000-02-29",
    });
  });

  test.each([
    ["110228199001010011", "CHECK"],
    ["110118190002290023", "BIRTH_DATE"], // 1900 had no leap day
    ["110228189912310010", "BIRTH_DATE"],
    ["110228199013010010", "BIRTH_DATE"],
    ["110228299901010010", "BIRTH_DATE"],
    ["11022819900101001", "LENGTH"],
    ["010228199001010010", "ALPHABET"],
    ["11022819900101001A", "ALPHABET"],
    ["1****************0", "MASKED"],
    ["1.10228E+17", "NUMBER_FORMAT"],
    ["110228000001234", "BIRTH_DATE"],
    ["110228660707997", "BIRTH_DATE"], // kept for people born before 1900
    ["", "LENGTH"],
  ])("%j is refused: %s", (text, reason) => {
    expect(checkCitizenId(text)).toEqual({ ok: false, reason });
  });

  test("the fifteen digits of before are converted with a notice", () => {
    expect(checkCitizenId("110228660707013")).toEqual({
      ok: true,
      value: "110228196607070137",
      birthDate: "1966-07-07",
      notice: "FIFTEEN_DIGITS",
    });
  });

  test("a lower-case x is folded with a notice", () => {
    expect(checkCitizenId("11010519491231002x")).toMatchObject({
      ok: true,
      value: "11010519491231002X",
      notice: "FOLDED_CASE",
    });
  });

  test("a number written in groups is joined with a notice", () => {
    expect(checkCitizenId("110228 19900101 0010")).toMatchObject({
      ok: true,
      value: "110228199001010010",
      notice: "SPACES_REMOVED",
    });
  });

  test("what makeCitizenId makes is valid and gives its birth date back", () => {
    fc.assert(
      fc.property(parts, ([division, born, sequence]) => {
        expect(checkCitizenId(makeCitizenId(division + born.replaceAll("-", "") + sequence))).toMatchObject({
          ok: true,
          birthDate: born,
        });
      }),
    );
  });

  test("any single wrong character is found", () => {
    fc.assert(
      fc.property(citizenId, fc.nat(17), fc.constantFrom(..."0123456789X"), (made, at, character) => {
        fc.pre(made.charAt(at) !== character);
        expect(checkCitizenId(made.slice(0, at) + character + made.slice(at + 1)).ok).toBe(false);
      }),
      { numRuns: runs(2000) },
    );
  });

  test("no text makes it throw, and no refusal repeats the text", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^\d{15,18}$/)), (text) => {
        const result = checkCitizenId(text);
        if (!result.ok) expect(Object.keys(result)).toEqual(["ok", "reason"]);
      }),
    );
  });
});
