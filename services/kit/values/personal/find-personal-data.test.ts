import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anyText } from "../any-text.test-data.js";
import { findPersonalData } from "./find-personal-data.js";

describe("findPersonalData", () => {
  test.each([
    ["当事人张某，身份证号110228199001010010，男", "CITIZEN_ID", "110228199001010010"],
    ["身份证11010519491231002X。", "CITIZEN_ID", "11010519491231002X"],
    ["身份证11010519491231002x", "CITIZEN_ID", "11010519491231002x"],
    ["身份证号110228 19900101 0010", "CITIZEN_ID", "110228 19900101 0010"],
    ["旧身份证号110228660707013", "CITIZEN_ID", "110228660707013"],
    ["联系电话13800000001，", "MOBILE", "13800000001"],
    ["Tel13800000001", "MOBILE", "13800000001"],
    ["电话+8613800000001", "MOBILE", "8613800000001"],
    ["电话138 0000 0001", "MOBILE", "138 0000 0001"],
    ["电话138-0000-0001", "MOBILE", "138-0000-0001"],
    ["汇入账号6222020000000001230", "BANK_CARD", "6222020000000001230"],
    ["6217000000000004568（开户行示例银行）", "BANK_CARD", "6217000000000004568"],
    ["卡号6222 0200 0000 0001 230", "BANK_CARD", "6222 0200 0000 0001 230"],
    ["张某，男，住密云区溪翁庄镇示例村12号", "ADDRESS", "，住密云区溪翁庄镇示例村12号"],
    ["家庭住址：示例小区3号楼", "ADDRESS", "家庭住址：示例小区3号"],
  ])("%s holds a %s", (text, kind, part) => {
    const found = findPersonalData(text).filter((each) => each.kind === kind);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([part]);
  });

  test.each([
    "",
    "示例餐饮有限公司未公示健康证明",
    "2020年6月3日9时30分，执法人员检查",
    "京密市监罚〔2020〕123号",
    "信用代码91110118MA00TEXT0P",
    "信用代码121101184000000183",
    "身份证号110228199001010011", // check digit
    "编号110228199013010010", // month 13
    "流水号6222020000000001230", // Luhn, but no word beside it
    "账号6222020000000001231", // word, but no Luhn
    "注册号110228660707013", // fifteen digits that might be anything
    "电话010-00001234",
    "金额13800000001234元",
    "住所：密云区示例路12号",
    "罚款20000元",
  ])("%j holds nothing personal", (text) => {
    expect(findPersonalData(text)).toEqual([]);
  });

  test("everything in a text is found, in its order", () => {
    const text = "张某（110228199001010010，电话13800000001，卡号6222020000000001230）";
    expect(findPersonalData(text).map(({ kind }) => kind)).toEqual(["CITIZEN_ID", "MOBILE", "BANK_CARD"]);
  });

  test("no text makes it throw, and every finding lies inside the text", () => {
    const piece = fc.constantFrom(
      "110228199001010010",
      "13800000001",
      "6222",
      "0200",
      " ",
      "-",
      "住",
      "身份证",
      "卡号",
      "，",
      "号",
      "x",
      "1",
      "示例",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.array(piece).map((all) => all.join("")),
        ),
        (text) => {
          for (const { start, end } of findPersonalData(text))
            expect(start >= 0 && start < end && end <= text.length).toBe(true);
        },
      ),
    );
  });

  // If each had to look at all the rest it would take an hour, and Jest's own limit would tell in the next
  // turn.
  test("a long text of near misses is read in linear time", async () => {
    expect(findPersonalData("，住1".repeat(1_000_000))).toEqual([]);
    await nextTurn();
  });
});
