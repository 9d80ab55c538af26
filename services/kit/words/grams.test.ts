import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { foldWords, gramsOf, isSearchable, wantedGrams } from "./grams.js";

const ideographs = fc.string({
  unit: fc.constantFrom(..."密云区溪翁庄镇餐饮有限公司"),
  minLength: 2,
  maxLength: 12,
});
const identifier = fc.string({ unit: fc.constantFrom(..."0123456789ABX"), minLength: 1, maxLength: 18 });
const word = fc.oneof(ideographs, identifier);

test("a text has the pieces of each of its words, and of any part of an identifier or a name that is long enough", () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat(), (words, which, from) => {
      const pieces = new Set(gramsOf(foldWords(words.join(" "))));
      const chosen = words[which % words.length] ?? "";
      expect(wantedGrams(foldWords(chosen)).filter((gram) => !pieces.has(gram))).toEqual([]);
      const part = chosen.slice(from % chosen.length);
      const isLongEnough = part.length >= (/^[0-9A-Z]/.test(part) ? 4 : 2);
      if (isLongEnough) expect(wantedGrams(foldWords(part)).filter((gram) => !pieces.has(gram))).toEqual([]);
    }),
  );
});

test("width, case, spacing and punctuation make no difference", () => {
  expect(foldWords("京密罚〔2026〕5号")).toBe(foldWords("京密罚（２０２６） 5号。"));
  expect(wantedGrams(foldWords("ＪＹ１１１０１１８　餐饮"))).toEqual(
    wantedGrams(foldWords("jy1110118 餐饮")),
  );
});

test("one wrong character of a name spoils two pieces and leaves the others", () => {
  const [right, wrong] = [wantedGrams("示例餐饮有限公司"), wantedGrams("示例参饮有限公司")];
  expect(right.filter((gram) => wrong.includes(gram))).toHaveLength(right.length - 2);
});

test.each([
  ["密", false],
  ["密云", true],
  ["〔〕", false],
  ["a1", true],
  ["。密", false],
])("%s: whether it can be searched for is %s", (text, expected) => {
  expect(isSearchable(foldWords(text))).toBe(expected);
});

test("any text at all is folded and cut without failing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const folded = foldWords(text);
      expect(foldWords(folded)).toBe(folded);
      expect(
        gramsOf(folded).every((gram) => Number.isInteger(gram) && gram >= -(2 ** 31) && gram < 2 ** 31),
      ).toBe(true);
    }),
  );
});
