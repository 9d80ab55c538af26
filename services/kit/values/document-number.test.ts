import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anyText } from "./any-text.test-data.js";
import { normaliseDocumentNumber } from "./document-number.js";
import { runs } from "../../../test/scale.js";

describe("normaliseDocumentNumber", () => {
  test.each([
    ["密政发〔2020〕12号", 2020],
    ["密政办发〔2020〕3号", 2020],
    ["京密市监罚〔2020〕123号", 2020],
    ["京密市监罚〔2019〕7号-2", 2019],
  ])("%s is canonical", (text, year) => {
    expect(normaliseDocumentNumber(text)).toEqual({ raw: text, canonical: text, form: "strict", year });
  });

  test.each([
    "密政发[2020]12号",
    "密政发［2020］12号",
    "密政发（2020）12号",
    "密政发(2020)12号",
    "密政发【2020】第012号",
    "密政发 ﹝2020﹞ 12 号",
    "密政发〖2020〗12号",
    "密政发{2020}12号",
    "密政发〔2020)12号",
    "密政发〔２０２０〕１２号",
    "密政发〔二〇二〇〕12号",
    "密政发〔二零二零〕12号",
    "密政发〔二○二○〕12号",
  ])("%s is another spelling of 密政发〔2020〕12号", (text) => {
    expect(normaliseDocumentNumber(text)).toEqual({
      raw: text,
      canonical: "密政发〔2020〕12号",
      form: "strict",
      year: 2020,
      notice: "FOLDED",
    });
  });

  test("leading zeros stay in the raw form only", () => {
    expect(normaliseDocumentNumber("京密城管简罚字〔2020〕000123号")).toMatchObject({
      raw: "京密城管简罚字〔2020〕000123号",
      canonical: "京密城管简罚字〔2020〕123号",
    });
  });

  test("a missing 号 is added with a notice", () => {
    expect(normaliseDocumentNumber("市场【2019】1")).toMatchObject({
      canonical: "市场〔2019〕1号",
      form: "strict",
      notice: "MISSING_SUFFIX",
    });
  });

  test("a two-digit year is a problem with a proposal", () => {
    expect(normaliseDocumentNumber("密政发〔20〕12号")).toMatchObject({
      form: "free",
      year: null,
      problem: "TWO_DIGIT_YEAR",
      proposal: "密政发〔2020〕12号",
    });
  });

  test.each([
    ["京密许字2020-0012", "京密许字2020-0012", 2020],
    ["（京密）应急罚告[2020]12号", "（京密）应急罚告〔2020〕12号", 2020],
    ["JY11101180000123", "JY11101180000123", null],
    ["2020年第12号", "2020年第12号", 2020],
    ["第12号", "第12号", null],
    ["密政发〔2020〕0号", "密政发〔2020〕0号", 2020],
    ["", "", null],
  ])("%j is free", (text, canonical, year) => {
    expect(normaliseDocumentNumber(text)).toMatchObject({ raw: text, canonical, form: "free", year });
  });

  test("the canonical form of a canonical form is itself", () => {
    const piece = fc.constantFrom(
      ..."密政发京市监罚〔〕[]()（）【】第号 2019-0二〇○Ａ",
      "〔2020〕",
      "（2021）",
      "12",
      "20",
    );
    const number = fc.array(piece, { maxLength: 12 }).map((all) => all.join(""));
    expect(normaliseDocumentNumber("r\u0000\u030c").canonical).toBe("\u0159");
    fc.assert(
      fc.property(fc.oneof(number, anyText), (text) => {
        const { canonical } = normaliseDocumentNumber(text);
        expect(normaliseDocumentNumber(canonical).canonical).toBe(canonical);
      }),
      { numRuns: runs(2000) },
    );
  });
});
