import { describe, expect, test } from "@jest/globals";
import type exceljs from "exceljs";
import { contract, readAll, refusalOf } from "../read/reading.test-data.js";
import { writeTemplate } from "./template.js";
import { bytesOf, noteOf, open, textsOf } from "./report.test-data.js";

const template = bytesOf((destination) => writeTemplate(contract, { rows: () => [] }, destination));
const sheetOf = async (at: number): Promise<exceljs.Worksheet | undefined> =>
  (await open(await template)).worksheets[at];

describe("the template of a contract", () => {
  test("has each column, with a star where it is required", async () => {
    expect(textsOf(await sheetOf(0))).toEqual([
      [
        "行政相对人名称*",
        "统一社会信用代码",
        "法定代表人",
        "处罚类别",
        "罚款金额（万元）",
        "处罚决定日期*",
        "备注",
      ],
    ]);
  });

  test("is refused for its rows alone when it is sent as it is", async () => {
    expect((await refusalOf(readAll(await template))).code).toBe("FEED_NO_ROWS");
  });

  test("that is filled in is read without a finding", async () => {
    const workbook = await open(await template);
    workbook.worksheets[0]?.addRow([
      "甲公司",
      "91110118MA00TEXT0P",
      "张三",
      "罚款",
      0.5,
      new Date("2020-06-03T00:00:00Z"),
      "",
    ]);
    const { head, rows } = await readAll(Buffer.from(await workbook.xlsx.writeBuffer()));
    expect([head.findings, head.fields]).toEqual([[], Object.keys(contract.columns)]);
    expect(rows).toEqual([
      {
        line: 2,
        cells: [
          "甲公司",
          "91110118MA00TEXT0P",
          "张三",
          "罚款",
          { type: "number", value: 0.5, format: "General" },
          { type: "number", value: 43985, format: "yyyy/m/d" },
        ],
      },
    ]);
  });

  test("is read also when its sheets are in another order", async () => {
    const workbook = await open(await template);
    const [data, help] = workbook.worksheets;
    data?.addRow(["甲公司", "", "", "", "", "2020-06-03", ""]);
    // exceljs writes sheets by this number
    if (!data || !help) throw new Error("The template lacks a sheet");
    Reflect.set(data, "orderNo", 9);
    Reflect.set(help, "orderNo", 0);
    expect((await readAll(Buffer.from(await workbook.xlsx.writeBuffer()))).rows).toHaveLength(1);
  });

  test("says on each header what may be written there", async () => {
    const sheet = await sheetOf(0);
    expect(noteOf(sheet?.getCell("A1"))).toBe("必填，文本，最多200个字符\n示例：示例\n公开");
    expect(noteOf(sheet?.getCell("D1"))).toContain("可填：警告、罚款、其他-（写明具体内容）");
    expect(noteOf(sheet?.getCell("E1"))).toContain("单位：万元");
    expect(noteOf(sheet?.getCell("C1"))).toContain("不公开");
  });

  test("keeps codes as text, and days and amounts as what they are", async () => {
    const sheet = await sheetOf(0);
    expect([1, 2, 5, 6].map((at) => sheet?.getColumn(at).numFmt)).toEqual(["@", "@", undefined, "yyyy/m/d"]);
  });

  test("offers the words of a code list, down many rows", async () => {
    const sheet = await sheetOf(0);
    const codes = await sheetOf(2);
    expect(sheet?.getCell("D9000").dataValidation).toMatchObject({
      type: "list",
      formulae: ["代码!$D$1:$D$3"],
      allowBlank: true,
    });
    expect([1, 2, 3].map((line) => codes?.getRow(line).getCell(4).text)).toEqual(["警告", "罚款", "其他"]);
    expect(codes?.state).toBe("hidden");
    expect(sheet?.getCell("A5").dataValidation).toBeUndefined();
  });

  test("explains every column on a sheet of its own", async () => {
    const help = await sheetOf(1);
    const rows = textsOf(help);
    expect(help?.name).toBe("填写说明");
    expect(rows.slice(5).map(([name, need]) => [name, need])).toEqual(
      Object.values(contract.columns).map(({ zh, required }) => [zh, required ? "必填" : "选填"]),
    );
  });
});
