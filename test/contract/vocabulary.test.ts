import { describe, expect, test } from "@jest/globals";
import { VOCABULARY } from "../../schema/vocabulary.js";
import { descriptions, generatedTexts, guideTexts, sourceTexts } from "../chinese-texts.js";
import { englishFaults, punctuationFaults, wordFaults, type ChineseText } from "../wording.js";

/** Written in Chinese alone; the others have English sentences beside the Chinese ones. */
const CHINESE_GUIDES = ["README.zh.md", "services/disclosure/README.md"];

const made = [...sourceTexts(), ...descriptions(), ...generatedTexts()];
const guides = guideTexts();

const faultsIn = (
  texts: readonly ChineseText[],
  look: (text: ChineseText) => readonly string[],
): readonly string[] =>
  texts.flatMap((text) =>
    look(text).map((fault) => `${text.path}:${text.line}  ${fault}  ${text.text.slice(0, 80)}`),
  );

describe("every Chinese text", () => {
  test("is found: messages, findings, descriptions, contracts, workbooks, commands and guides", () => {
    expect(made.length).toBeGreaterThan(4_000);
    for (const place of [
      "schema/errors.ts",
      "services/kit/check/finding-texts.ts",
      "services/kit/report/template.ts",
    ])
      expect(made.some(({ path }) => path === place)).toBe(true);
  });

  test("uses the words of the vocabulary", () => {
    expect(faultsIn([...made, ...guides], wordFaults)).toEqual([]);
  });

  test("has Chinese punctuation, and no space between a figure and a character", () => {
    expect(faultsIn([...made, ...guideTexts(CHINESE_GUIDES)], punctuationFaults)).toEqual([]);
  });

  test("has no English in its sentences but names and code", () => {
    expect(faultsIn([...made, ...guideTexts(CHINESE_GUIDES)], englishFaults)).toEqual([]);
  });
});

describe("the vocabulary", () => {
  test("has each word once, and none that it forbids elsewhere", () => {
    const words = VOCABULARY.map(({ zh }) => zh);
    expect(words.length).toBe(new Set(words).size);
    const own = VOCABULARY.filter(({ at }) => !at).flatMap(({ not }) => not);
    expect(words.filter((word) => own.includes(word))).toEqual([]);
  });

  test.each([
    ["a word that is not used", "报送“1”已撤下。", wordFaults, "“撤下” → “撤回”"],
    ["the graph as a picture", "图中没有此字段。", wordFaults, "“图” → “总图”"],
    ["a half-width bracket", "登记失业率(%)", punctuationFaults, "half-width punctuation: 登记失业率(%)"],
    [
      "a space beside a figure",
      "最多 3 个字符。",
      punctuationFaults,
      "a space beside a figure: 最多 3 个字符。",
    ],
    ["a role as it is in code", "须由 reviewer 办理。", englishFaults, "reviewer"],
  ] as const)("finds %s", (_name, text, look, fault) => {
    expect(look({ path: "schema/errors.ts", line: 1, text })).toEqual([fault]);
  });

  test.each([
    "流程图",
    "请用 Excel 另存为 CSV（UTF-8）。",
    "需要 PostgreSQL 15 或更新的版本",
    "删除 @key 的 fields 中的 id",
  ])("lets %s be", (text) => {
    const given = { path: "schema/errors.ts", line: 1, text };
    expect([...wordFaults(given), ...punctuationFaults(given)]).toEqual([]);
  });
});
