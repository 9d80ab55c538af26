/**
 * How much is found and how often in vain, over generated sentences with a seed. `PERSONAL_SENTENCES=20000`
 * measures deeper.
 */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { makeCitizenId } from "../citizen-id.js";
import { makeUscc } from "../uscc.js";
import { WITH_PERSONS, WITHOUT_PERSONS } from "./decisions.test-data.js";
import { findPersonalData } from "./find-personal-data.js";

const SENTENCES = Number(process.env["PERSONAL_SENTENCES"] ?? 2_000);
const SEED = 20260101;
const NUMERALS = "〇一二三四五六七八九";

const digits = (count: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(""));

/** Values of one sentence. */
const values = fc
  .record({
    sequence: digits(3),
    year: fc.integer({ min: 1930, max: 2010 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    mobile: digits(8).map((rest) => `139${rest}`),
    account: digits(14),
    four: digits(4),
    eight: digits(8),
    sum: fc.integer({ min: 50, max: 500_000 }),
    place: fc.constantFrom("密云区溪翁庄镇", "北京市密云区鼓楼街道", "密云区示例村"),
    place8: digits(5),
  })
  .map((value) => {
    const two = (number: number): string => String(number).padStart(2, "0");
    const id = makeCitizenId(`110228${value.year}${two(value.month)}${two(value.day)}${value.sequence}`);
    const card = withLuhn(`62${value.account}`);
    return {
      id,
      "id-spaced": `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`,
      "id-hyphens": `${id.slice(0, 6)}-${id.slice(6, 10)}-${id.slice(10, 14)}-${id.slice(14)}`,
      "id-chinese": inNumerals(id),
      mobile: value.mobile,
      "mobile-spaced": `${value.mobile.slice(0, 3)} ${value.mobile.slice(3, 7)} ${value.mobile.slice(7)}`,
      "mobile-hyphens": [...value.mobile].join("-"),
      "mobile-chinese": inNumerals(value.mobile),
      card,
      "card-spaced": card.replaceAll(/(.{4})(?=.)/g, "$1 "),
      four: value.four,
      eight: value.eight,
      mail: `person.${value.four}@example.com`,
      plate: `京A${value.place8}`,
      "plate-new": `京AD${value.place8}`,
      sum: String(value.sum),
      place: value.place,
      date: `2025年${value.month}月${value.day}日`,
      uscc: makeUscc("91110118", "MA00TEXT"),
    };
  });

test("of sentences with a person's data nearly all are found, and each by its kind", () => {
  const missed = sample(WITH_PERSONS).filter(
    ([[kind], text]) => !findPersonalData(text).some((found) => found.kind === kind),
  );
  expect(missed.slice(0, 5)).toEqual([]);
});

test("of sentences without one at most one in a thousand is pointed out", () => {
  const alarms = sample(WITHOUT_PERSONS).filter(([, text]) => findPersonalData(text).length > 0);
  expect(alarms.length).toBeLessThanOrEqual(SENTENCES / 1000);
});

function sample<T extends string | readonly [string, string]>(from: readonly T[]): readonly [T, string][] {
  return fc.sample(
    fc.tuple(fc.constantFrom(...from), values).map(([each, given]): [T, string] => {
      const filled = new Map<string, string>(Object.entries(given));
      const template = typeof each === "string" ? each : each[1];
      return [each, template.replaceAll(/\{([\w-]+)\}/g, (_, name: string) => filled.get(name) ?? "")];
    }),
    { numRuns: SENTENCES, seed: SEED },
  );
}

function inNumerals(text: string): string {
  return text.replaceAll(/\d/g, (digit) => NUMERALS.charAt(Number(digit)));
}

function withLuhn(first: string): string {
  const sum = [...first].toReversed().reduce((total, digit, at) => {
    const weighted = at % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return first + String((10 - (sum % 10)) % 10);
}
