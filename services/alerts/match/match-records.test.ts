import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { foldWords, gramsOf, wantedGrams } from "../../kit/words/grams.js";
import { hooksOf, KINDS, type Criteria } from "../query/criteria.js";
import { indexRecords, matchRecords, toWish } from "./match-records.js";
import type { MatchedRecord } from "./read-batch.js";
import { runs } from "../../../test/scale.js";

const few = (...values: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 });
const text = fc
  .array(fc.constantFrom("密云区", "餐饮", "有限公司", "罚款", "5号", "2026", "ab", "abcdef", "京密罚"), {
    minLength: 1,
    maxLength: 6,
  })
  .map((words) => foldWords(words.join("")));
const record: fc.Arbitrary<Omit<MatchedRecord, "row">> = fc.record({
  id: fc.uuid(),
  parties: few("P1", "P2"),
  areas: few("110118101", "110118102"),
  persons: few("GRADUATES", "VETERANS"),
  departments: few("scjgj", "yjj"),
  text,
});
const records = fc.array(record, { maxLength: 30 }).map((list) => list.map((one, row) => ({ ...one, row })));
const chosen = (...values: readonly string[]): fc.Arbitrary<readonly string[] | null> =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }));
const criteria: fc.Arbitrary<Criteria> = fc.record({
  parties: chosen("P1", "P2", "P3"),
  areas: chosen("110118101", "110118102"),
  persons: chosen("GRADUATES", "VETERANS"),
  departments: chosen("scjgj", "yjj"),
  feeds: chosen("a.b", "c.d"),
  words: fc.option(
    fc.array(fc.constantFrom("密云", "餐饮", "公司罚", "5号", "2026", "ab", "bcde", "京密罚"), {
      minLength: 1,
      maxLength: 2,
    }),
  ),
});

/** A word is there as `search` finds it. */
const has = ({ text }: MatchedRecord, word: string): boolean =>
  text.includes(word) && wantedGrams(word).every((piece) => gramsOf(text).includes(piece));

function wantedByFilter(feed: string, all: readonly MatchedRecord[], wanted: Criteria): readonly number[] {
  return all
    .filter(
      (one) =>
        (wanted.feeds?.includes(feed) ?? true) &&
        KINDS.every(
          (kind) => wanted[kind] === null || one[kind].some((value) => wanted[kind]?.includes(value)),
        ) &&
        (wanted.words ?? []).every((word) => has(one, word)),
    )
    .map(({ row }) => row);
}

test("what is matched is what a plain filter over the records says", () => {
  fc.assert(
    fc.property(records, criteria, (all, wanted) => {
      expect(matchRecords(indexRecords("a.b", all), toWish(wanted))).toEqual(
        wantedByFilter("a.b", all, wanted),
      );
    }),
    { numRuns: runs(500) },
  );
});

test("whoever matches a record is found by one of its terms", async () => {
  await fc.assert(
    fc.asyncProperty(records, criteria, fc.nat(), async (all, wanted, choice) => {
      fc.pre(Object.values(wanted).some((values) => values !== null));
      const index = indexRecords("a.b", all);
      const hooks = await hooksOf(wanted, (pieces) => Promise.resolve(pieces[choice % pieces.length] ?? 0));
      if (matchRecords(index, toWish(wanted)).length > 0)
        expect(hooks.some((term) => index.places.has(term))).toBe(true);
    }),
    { numRuns: runs(500) },
  );
});
