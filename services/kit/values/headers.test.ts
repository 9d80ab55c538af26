import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anyText } from "./any-text.test-data.js";
import { foldHeader, headerUnit } from "./headers.js";

describe("foldHeader", () => {
  test.each([
    ["1.行政相对人名称", "行政相对人名称"],
    ["（1）行政相对人名称", "行政相对人名称"],
    ["①行政相对人名称", "行政相对人名称"],
    ["12、行政相对人名称：", "行政相对人名称"],
    ["行政相对人名称*", "行政相对人名称"],
    ["*行政相对人\n名称（必填）", "行政相对人名称"],
    [" 行政相对人\u3000名称 ", "行政相对人名称"],
    ["罚款金额（万元）*", "罚款金额(万元)"],
    ["罚款金额【万元】", "罚款金额(万元)"],
    ["行政相对人代码_1（统一社会信用代码）", "行政相对人代码_1(统一社会信用代码)"],
    ["ＣＦ＿ＸＤＲ＿ＭＣ", "CF_XDR_MC"],
    ["\ufeffCF_XDR_MC", "CF_XDR_MC"],
  ])("%j is the header %j", (raw, folded) => {
    expect(foldHeader(raw)).toBe(folded);
  });

  test.each(["2020年人数", "60岁以上人数", "3.5万元以上户数"])("the number of %j belongs to it", (header) => {
    expect(foldHeader(header)).toBe(header);
  });

  test("any text is a header, and none keeps white space", () => {
    fc.assert(fc.property(anyText, (text) => !/\s/.test(foldHeader(text))));
  });
});

describe("headerUnit", () => {
  test.each([
    ["罚款金额(万元)", "罚款金额", "万元"],
    ["罚款金额(元)", "罚款金额", "元"],
    ["罚款金额(人民币元)", "罚款金额", "元"],
    ["罚款金额(单位:万元)", "罚款金额", "万元"],
    ["没收违法所得、没收非法财物的金额(万元)", "没收违法所得、没收非法财物的金额", "万元"],
    ["入学率(%)", "入学率", "%"],
    ["罚款金额/元", "罚款金额", "元"],
    ["罚款金额", "罚款金额", null],
    ["行政相对人代码_1(统一社会信用代码)", "行政相对人代码_1(统一社会信用代码)", null],
    ["单元", "单元", null],
  ])("%s names %s in %s", (folded, bare, unit) => {
    expect(headerUnit(folded)).toEqual({ bare, unit });
  });
});
