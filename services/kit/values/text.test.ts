import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anyText } from "./any-text.test-data.js";
import { foldText } from "./text.js";
import { runs } from "../../../test/scale.js";

/** Characters that cells really hold, clean and not, so that they meet each other often. */
const cellText = fc
  .array(
    fc.constantFrom(
      ..."示例餐饮Ａ１ -\t\n\r〔〕（）：；“”·。，￥％－．⼈\u{20BB7}é\u0301\u00a0\u200b\ufeff\u3000\u0000\ud800",
    ),
    { maxLength: 12 },
  )
  .map((all) => all.join(""));

describe("foldText", () => {
  test.each([
    ["ＭＡ００ＴＥＸＴ－０", "MA00TEXT-0"],
    ["\ufeff示例餐饮有限公司\u200b", "示例餐饮有限公司"],
    ["\u3000示例\u00a0餐饮 ", "示例 餐饮"],
    ["２０２０／６／３", "2020/6/3"],
    ["\t91110118MA00TEXT0P", "91110118MA00TEXT0P"],
    ["⼀⽇罚⾦", "一日罚金"],
    ["第一行\r\n第二行", "第一行\n第二行"],
    ["前\u0000后", "前后"],
    ["e\u0301", "é"],
  ])("%j becomes %j", (raw, folded) => {
    expect(foldText(raw)).toBe(folded);
  });

  test.each([
    "",
    "密政发〔2020〕12号",
    "罚款（人民币）：2000元；“警告”！？～",
    "买买提·艾力",
    "《食品安全法》第一百二十四条……",
    "𠮷野家",
  ])("%j stays as it is", (text) => {
    expect(foldText(text)).toBe(text);
  });

  test("half of a surrogate pair does not reach storage", () => {
    expect(foldText("示\ud800例").isWellFormed()).toBe(true);
  });

  test("folding twice is folding once, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, cellText), (text) => foldText(foldText(text)) === foldText(text)),
      { numRuns: runs(2000) },
    );
  });

  test("what is folded holds no control but a line feed, and no space at its ends", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, cellText), (text) => {
        const folded = foldText(text);
        expect(folded).toBe(folded.trim());
        expect(/(?!\n)\p{Cc}/u.test(folded)).toBe(false);
      }),
    );
  });

  test("a character inside a clean text is folded as it is alone", () => {
    fc.assert(
      fc.property(
        fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
        (character) => {
          const inside = foldText(`示${character}例`);
          const alone = foldText(character);
          // white space disappears at the ends only
          if (alone !== "") expect(inside).toBe(`示${alone}例`);
        },
      ),
    );
  });
});
