import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anyText } from "./any-text.test-data.js";
import { maskAddress, maskBankCard, maskName, maskNumber, maskPhone, maskPlate } from "./mask.js";

describe("maskName", () => {
  test.each([
    ["张三", "张某"],
    ["张三丰", "张某某"],
    ["张王小明", "张某某"],
    ["欧阳锋", "欧阳某"],
    ["欧阳示例", "欧阳某某"],
    ["欧阳", "欧某"],
    ["张 三", "张某"],
    ["𠮷野", "𠮷某"],
    ["张", "某"],
    ["买买提·艾力", "买买提·**"],
    ["买买提•艾力", "买买提·**"],
    ["John Smith", "J**"],
    ["张三、李四", "张某某"],
    ["张三.李四", "张某某"],
    ["123", "**"],
    ["", ""],
  ])("%j is shown as %j", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  test.each(["张某", "张某某", "欧阳某某", "买买提·**", "张*", "张**", "J**", "某某"])(
    "%s, masked already, is kept",
    (name) => {
      expect(maskName(name)).toBe(name);
    },
  );

  test.each([
    ["张三*", "张某某"],
    ["张某强", "张某某"],
    ["张*强", "张某某"],
  ])("%s, masked in part, shows no more than %s", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  test("masking twice is masking once, and a Han name of two or more shows only its surname", () => {
    fc.assert(fc.property(anyText, (name) => maskName(maskName(name)) === maskName(name)));
    const given = fc
      .array(fc.constantFrom(..."甲乙丙丁戊己庚辛壬癸"), { minLength: 1, maxLength: 3 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(
        fc.constantFrom("张", "李", "欧阳", "司马"),
        given,
        (surname, rest) => maskName(surname + rest) === surname + (rest.length === 1 ? "某" : "某某"),
      ),
    );
  });
});

describe("other masks", () => {
  test("of a citizen ID the first and the last character are shown", () => {
    expect(maskNumber("110228199001010010")).toBe("1****************0");
    expect(maskNumber("A1")).toBe("**");
  });

  test("of a mobile number three and four digits are shown, of another number none", () => {
    expect(["13800000001", "138 0000 0001", "+8613800000001", "010-00001234"].map(maskPhone)).toEqual([
      "138****0001",
      "138****0001",
      "138****0001",
      "************",
    ]);
  });

  test("of a bank card the last four digits are shown", () => {
    expect(["6222020000000001230", "6222 0200 0000 0001 230", "12345"].map(maskBankCard)).toEqual([
      "***************1230",
      "***************1230",
      "*****",
    ]);
  });

  test("of an address the town is shown, or else the district", () => {
    expect(
      [
        "密云区溪翁庄镇示例村12号",
        "北京市密云区鼓楼街道示例小区1号楼",
        "北京市密云区示例路1号",
        "示例小区1号楼",
      ].map(maskAddress),
    ).toEqual(["密云区溪翁庄镇***", "北京市密云区鼓楼街道***", "北京市密云区***", "***"]);
  });

  test("of a number plate two characters and the last are shown", () => {
    expect(maskPlate("京A12341")).toBe("京A****1");
  });

  test("a mask of a mask is itself", () => {
    const texts = fc.oneof(
      fc.string({ maxLength: 24 }),
      fc.stringMatching(/^\d{5,20}$/),
      fc.constant("密云区溪翁庄镇1号"),
    );
    for (const mask of [maskNumber, maskPhone, maskBankCard, maskAddress, maskPlate])
      fc.assert(fc.property(texts, (text) => mask(mask(text)) === mask(text)));
  });
});
