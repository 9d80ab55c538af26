import { describe, expect, test } from "@jest/globals";
import { HEADER, readAll, refusalOf } from "./reading.test-data.js";

const ROW = "甲公司,0.5,2020-06-03";
const fieldsOf = async (header: string): Promise<readonly (string | null)[]> =>
  (await readAll(`${header}\n甲,1,2020-06-03\n`)).head.fields;

describe("the header row", () => {
  test("stands under title rows, which are kept as they are", async () => {
    const { head, above, rows } = await readAll(
      `密云区行政处罚公示表,,\n,,\n填报单位：区市场监管局,,填报日期：2020-06-30\n${HEADER}\n${ROW}\n`,
    );
    expect(head.headerLine).toBe(4);
    expect(above.map(({ line }) => line)).toEqual([1, 3, 4]);
    expect(rows).toEqual([{ line: 5, cells: ROW.split(",") }]);
  });

  test("is found in the twentieth row that is written in, and no further down", async () => {
    const titles = (count: number): string => "说明\n".repeat(count);
    expect((await readAll(`${titles(19)}${HEADER}\n${ROW}\n`)).head.headerLine).toBe(20);
    expect((await refusalOf(readAll(`${titles(20)}${HEADER}\n${ROW}\n`))).code).toBe("FEED_COLUMNS");
  });

  test("may have two lines, with cells merged over both or over several columns", async () => {
    const { head, above, rows } = await readAll(
      `表一,,,,\n当事人,统一社会,处罚,,备注\n,信用代码,罚款金额(元),处罚决定日期,\n甲,91110118MA00TEXT0P,5000,2020-06-03,无\n`,
    );
    expect(head.fields).toEqual(["partyName", "partyCode", "fine", "decidedOn", "remark"]);
    expect(head.headers).toEqual(["当事人", "信用代码", "罚款金额(元)", "处罚决定日期", "备注"]);
    expect([head.headerLine, above.length, rows]).toEqual([
      3,
      3,
      [{ line: 4, cells: ["甲", "91110118MA00TEXT0P", "5000", "2020-06-03", "无"] }],
    ]);
  });

  test("of two lines may break a name in two", async () => {
    const { head } = await readAll("行政相对人,处罚决定,罚款\n名称,日期,金额（万元）\n甲,2020-06-03,1\n");
    expect(head.fields).toEqual(["partyName", "decidedOn", "fine"]);
  });

  test("of one line takes no row of data for its second, even when a value is a header elsewhere", async () => {
    const { head, rows } = await readAll(
      `当事人,类别,处罚决定日期\n法人,法人,2020-06-03\n乙,法人,2020-06-04\n`,
    );
    expect([head.headerLine, head.fields, rows.length]).toEqual([1, ["partyName", null, "decidedOn"], 2]);
  });

  test("may be mostly unknown when nothing else is a header", async () => {
    const { head } = await readAll(`序号,当事人,甲一,乙二,丙三,处罚决定日期\n1,甲,,,,2020-06-03\n`);
    expect(head.fields).toEqual([null, "partyName", null, null, null, "decidedOn"]);
  });
});

describe("a form", () => {
  test("in which values stand beside their labels, is no table", async () => {
    const form = "当事人,甲公司,罚款金额,5\n地址,示例路1号,联系人,示例\n";
    expect((await refusalOf(readAll(form))).code).toBe("FEED_COLUMNS");
  });
});

describe("a header is known", () => {
  test.each([
    ["by the standard's words", "行政相对人名称,备注,处罚决定日期"],
    ["by field codes in either case", "CF_XDR_MC,bz,Cf_JDRQ"],
    ["by field names", "partyName,remark,decidedOn"],
    ["by aliases", "企业名称,备注,处罚决定日期"],
    ["with marks, numbers and spaces", "1.行政相对人名称*,备　注,处罚决定日期（必填）"],
    ["in full-width letters", "ＣＦ＿ＸＤＲ＿ＭＣ,ＢＺ,CF_JDRQ"],
    ["broken by lines", '"行政相对人\n名称",备注,"处罚决定\n日期"'],
  ])("%s", async (_, header) => {
    expect(await fieldsOf(header)).toEqual(["partyName", "remark", "decidedOn"]);
  });

  test.each([
    ["罚款金额（万元）", "万元", []],
    ["罚款金额(元)", "元", ["COLUMN_UNIT"]],
    ["罚款金额", null, []],
    ["罚没金额【元】", "元", ["COLUMN_UNIT"]],
    ["CF_NR_FK", null, []],
    ["罚款金额/元", "元", ["COLUMN_UNIT"]],
  ])("%s is the fine in %s", async (header, unit, codes) => {
    const { head } = await readAll(`当事人,${header},处罚决定日期\n甲,1,2020-06-03\n`);
    expect([head.fields[1], head.units[1], head.findings.map(({ code }) => code)]).toEqual([
      "fine",
      unit,
      codes,
    ]);
  });

  test("but not in another measure", async () => {
    expect(await fieldsOf("当事人,罚款金额(%),处罚决定日期")).toEqual(["partyName", null, "decidedOn"]);
  });
});
