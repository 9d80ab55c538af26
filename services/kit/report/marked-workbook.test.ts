import { describe, expect, test } from "@jest/globals";
import { Writable } from "node:stream";
import iconv from "iconv-lite";
import { chunksOf, contract, HEADER, readAll, refusalOf } from "../read/reading.test-data.js";
import {
  DATA_ROW,
  HEADER_ROW,
  textRow,
  textRowAt,
  workbookFile,
  workbookParts,
  zip,
} from "../read/xlsx/workbook.test-data.js";
import type { Finding } from "../feed/stages.js";
import { writeMarkedWorkbook } from "./marked-workbook.js";
import { bytesOf, colourOf, finding, noteOf, open, textsOf, workbookBytes } from "./report.test-data.js";

const RED = "FFFFC7CE";
const AMBER = "FFFFEB9C";
const mark = (file: Uint8Array | string, findings: readonly Finding[]): Promise<Buffer> =>
  bytesOf((destination) => writeMarkedWorkbook(contract, chunksOf(file), findings, destination));

/** A workbook with something behind its rows. */
function behindRows(xml: string): Buffer {
  const rows = textRowAt(1, ...HEADER.split(",")) + textRowAt(2, "甲", "0.5", "2020-06-03");
  return zip(
    workbookParts({ sheets: [{ rows }] }).map(({ name, data }) => ({
      name,
      data: String(data).replace("</sheetData>", `</sheetData>${xml}`),
    })),
  );
}

const clerksWorkbook = workbookBytes((workbook) => {
  const sheet = workbook.addWorksheet("处罚");
  sheet.addRow(["密云区行政处罚公示表"]).font = { size: 20 };
  sheet.mergeCells("A1:C1");
  sheet.addRow(HEADER.split(","));
  sheet.addRow(["甲公司", 0.5, new Date("2020-06-03T00:00:00Z")]);
  sheet.addRow(["乙公司", 1.5, new Date("2020-06-04T00:00:00Z")]);
  sheet.getColumn(3).numFmt = "yyyy-mm-dd";
  sheet.getColumn(1).width = 44;
  sheet.getCell("B4").value = { formula: "SUM(B3:B3)", result: 0.5 };
  const other = workbook.addWorksheet("参考");
  other.addRow(["=这是文字", "说明"]);
  other.getCell("A2").value = { formula: "cmd|'/c calc'!A0", result: 0 };
});

describe("a workbook comes back", () => {
  test("with its bad cells coloured and commented, and its formats and other sheets kept", async () => {
    const marked = await open(
      await mark(await clerksWorkbook, [
        finding(3, "decidedOn", "处罚决定日期", { message: "第3行“处罚决定日期”：没有这一天。" }),
        finding(3, "decidedOn", "处罚决定日期", { severity: "WARNING", message: "第二句。" }),
        finding(4, "partyName", "行政相对人名称", { severity: "WARNING", message: "请核对。" }),
        finding(4, null, null, { severity: "INFO", message: "整行。" }),
      ]),
    );
    const sheet = marked.getWorksheet("处罚");
    expect([
      colourOf(sheet?.getCell("C3")),
      colourOf(sheet?.getCell("A4")),
      colourOf(sheet?.getCell("A3")),
      colourOf(sheet?.getCell("C4")),
    ]).toEqual([RED, AMBER, undefined, undefined]);
    expect(noteOf(sheet?.getCell("C3"))).toBe("【校验】\n第3行“处罚决定日期”：没有这一天。\n第二句。");
    expect(noteOf(sheet?.getCell("A4"))).toBe("【校验】\n请核对。\n整行。");
    expect([
      sheet?.getColumn(1).width,
      sheet?.getCell("C3").numFmt,
      sheet?.getCell("A1").font.size,
      sheet?.getCell("B1").isMerged,
    ]).toEqual([44, "yyyy-mm-dd", 20, true]);
    expect(marked.worksheets.map(({ name }) => name)).toEqual(["处罚", "参考", "校验结果"]);
    expect(marked.getWorksheet("参考")?.getCell("A1").value).toBe("=这是文字");
  });

  test("with no formula left in any sheet", async () => {
    const marked = await open(await mark(await clerksWorkbook, []));
    expect([
      marked.getWorksheet("处罚")?.getCell("B4").value,
      marked.getWorksheet("参考")?.getCell("A2").value,
    ]).toEqual(["=SUM(B3:B3)", "=cmd|'/c calc'!A0"]);
  });

  test("with formulas that share their text turned to text as well", async () => {
    const rows =
      textRowAt(1, ...HEADER.split(",")) +
      '<row r="2"><c r="A2" t="str"><v>甲</v></c><c r="B2"><f t="shared" ref="B2:B3" si="0">A2+1</f><v>1</v></c></row><row r="3"><c r="A3" t="str"><v>乙</v></c><c r="B3"><f t="shared" si="0"/><v>2</v></c></row>';
    const marked = await open(await mark(workbookFile({ sheets: [{ rows }] }), []));
    const sheet = marked.getWorksheet("表1");
    expect([sheet?.getCell("B2").value, sheet?.getCell("B3").value]).toEqual(["=A2+1", "=A3+1"]);
  });

  test("and when it is corrected and sent again, old marks are cleared and the list is new", async () => {
    const first = await mark(await clerksWorkbook, [
      finding(3, "decidedOn", "处罚决定日期"),
      finding(4, "decidedOn", "处罚决定日期"),
    ]);
    expect((await readAll(first)).rows).toHaveLength(2);
    const again = await open(
      await mark(first, [finding(4, "decidedOn", "处罚决定日期", { message: "还是不对。" })]),
    );
    const sheet = again.getWorksheet("处罚");
    expect([colourOf(sheet?.getCell("C3")), noteOf(sheet?.getCell("C3"))]).toEqual([
      undefined,
      "【校验】\n已无问题。",
    ]);
    expect([colourOf(sheet?.getCell("C4")), noteOf(sheet?.getCell("C4"))]).toEqual([
      RED,
      "【校验】\n还是不对。",
    ]);
    expect(again.worksheets.filter(({ name }) => name === "校验结果")).toHaveLength(1);
    expect(textsOf(again.getWorksheet("校验结果"))).toHaveLength(2);
  });

  test("as a copy when its names are written with a prefix, which exceljs cannot read", async () => {
    const file = zip(
      workbookParts({ sheets: [{ rows: HEADER_ROW + DATA_ROW }] }).map(({ name, data }) => ({
        name,
        data: name.endsWith(".rels")
          ? data
          : String(data)
              .replaceAll(/<(\/?)(?=[a-z])/g, "<$1x:")
              .replace("xmlns=", "xmlns:x="),
      })),
    );
    const marked = await open(await mark(file, [finding(2, "decidedOn", "处罚决定日期")]));
    expect(textsOf(marked.worksheets[0])).toEqual([HEADER.split(","), ["甲", "0.5", "2020-06-03"]]);
    expect(colourOf(marked.worksheets[0]?.getCell("C2"))).toBe(RED);
  });

  test("with its drop-downs, unless they are for more cells than exceljs can hold", async () => {
    const withRule = (range: string): Buffer =>
      behindRows(
        `<dataValidations count="1"><dataValidation type="list" sqref="${range} G9"><formula1>"甲,乙"</formula1></dataValidation></dataValidations>`,
      );
    for (const [range, isKept] of [
      ["A2:A5000", true],
      ["A1:XFD1048576", false],
    ] as const) {
      const sheet = (
        await open(await mark(withRule(range), [finding(2, "decidedOn", "处罚决定日期")]))
      ).getWorksheet("表1");
      expect([sheet?.getCell("A3").dataValidation?.formulae, colourOf(sheet?.getCell("C2"))]).toEqual([
        isKept ? ['"甲,乙"'] : undefined,
        RED,
      ]);
    }
  });

  test("as a copy when more cells are merged than exceljs can hold", async () => {
    const marked = await open(
      await mark(behindRows('<mergeCells count="1"><mergeCell ref="A9:XFD1048576"/></mergeCells>'), [
        finding(2, "decidedOn", "处罚决定日期"),
      ]),
    );
    expect([marked.worksheets[0]?.name, colourOf(marked.worksheets[0]?.getCell("C2"))]).toEqual([
      "数据",
      RED,
    ]);
  });

  test("as a copy when it is too large to be held, its dates still dates", async () => {
    const rows = Array.from({ length: 3_500 }, (_, at) =>
      textRow(`第${at}号示例餐饮服务有限公司`.repeat(200), "1", "2020-06-03"),
    ).join("");
    const file = workbookFile({
      sheets: [
        {
          rows: `${HEADER_ROW}${rows}<row r="9000"><c t="str"><v>末行</v></c><c><f>1+1</f></c><c s="1"><v>43985</v></c></row>`,
        },
      ],
    });
    expect(file.length).toBeLessThan(2 ** 20);
    const { rows: read } = await readAll(await mark(file, [finding(9_000, "fine", "罚款金额（万元）")]));
    expect([read.length, read.at(-1)]).toEqual([
      3_501,
      { line: 9_000, cells: ["末行", "=1+1", { type: "number", value: 43985, format: "yyyy/m/d" }] },
    ]);
  });
});

describe("a CSV file comes back as a workbook", () => {
  const csv = `行政处罚公示表\n${HEADER},序号\n\n甲公司,0.5,2020-02-30,1\n"乙\n公司",=cmd|'/c calc'!A0,2020-06-03,@x\n丙公司,1,,3\n`;
  const findings = [
    finding(null, null, "序号", {
      code: "COLUMN_UNKNOWN",
      severity: "INFO",
      message: "“序号”：此列不在标准中，已忽略。",
    }),
    finding(4, "decidedOn", "处罚决定日期", {
      value: "2020-02-30",
      code: "DATE_IMPOSSIBLE",
      message: "没有这一天。",
      english: "There is no such day.",
    }),
    finding(5, "fine", "罚款金额（万元）", {
      value: "=cmd|'/c calc'!A0",
      code: "AMOUNT_FORMAT",
      message: "应为数字。",
    }),
    finding(6, "decidedOn", "处罚决定日期"),
    finding(6, "operator", "法定代表人", { message: "此项必填。" }),
  ];

  test.each([
    ["UTF-8", Buffer.from(csv)],
    ["GBK", iconv.encode(csv, "gbk")],
  ])("from %s, each row under its own number, with title and header", async (_, bytes) => {
    const marked = await open(await mark(bytes, findings));
    const sheet = marked.worksheets[0];
    expect([1, 2, 3, 4, 5, 6].map((line) => sheet?.getRow(line).getCell(1).text)).toEqual([
      "行政处罚公示表",
      "行政相对人名称",
      "",
      "甲公司",
      "乙\n公司",
      "丙公司",
    ]);
    expect([
      colourOf(sheet?.getCell("C4")),
      colourOf(sheet?.getCell("C6")),
      colourOf(sheet?.getCell("A6")),
      colourOf(sheet?.getCell("D2")),
    ]).toEqual([RED, RED, RED, undefined]);
    expect([noteOf(sheet?.getCell("A6")), noteOf(sheet?.getCell("D2"))]).toEqual([
      "【校验】\n此项必填。",
      "【校验】\n“序号”：此列不在标准中，已忽略。",
    ]);
  });

  test("with text that begins like a formula as a text cell, nothing added to it, in the sheet and in the list", async () => {
    const marked = await open(await mark(csv, findings));
    expect([marked.worksheets[0]?.getCell("B5").value, marked.worksheets[0]?.getCell("D5").value]).toEqual([
      "=cmd|'/c calc'!A0",
      "@x",
    ]);
    expect([
      marked.worksheets[0]?.getCell("B5").formula,
      marked.getWorksheet("校验结果")?.getCell("C3").formula,
    ]).toEqual([undefined, undefined]);
    // A digit typed over a cell of text stays as it is typed.
    expect([
      marked.worksheets[0]?.getCell("A5").numFmt,
      marked.getWorksheet("校验结果")?.getCell("C3").numFmt,
    ]).toEqual(["@", "@"]);
  });

  test("with a list of row, column, value, level, sentence and, last, code, its English hidden, and no value of a private column", async () => {
    const marked = await open(await mark(csv, findings));
    const list = textsOf(marked.getWorksheet("校验结果"));
    expect(list[0]).toEqual(["行", "列", "内容", "级别", "说明", "英文说明", "编号"]);
    expect(marked.getWorksheet("校验结果")?.getColumn(6).hidden).toBe(true);
    expect(list[1]).toEqual([
      "4",
      "处罚决定日期",
      "2020-02-30",
      "错误",
      "没有这一天。",
      "There is no such day.",
      "DATE_IMPOSSIBLE",
    ]);
    expect(list[4]?.slice(0, 3)).toEqual(["6", "法定代表人", ""]);
  });

  test("that the reader takes again, the corrected cells being all that changed", async () => {
    const marked = await open(await mark(csv, findings));
    const sheet = marked.worksheets[0];
    if (!sheet) throw new Error("no sheet");
    sheet.getCell("C4").value = "2020-02-29";
    sheet.getCell("B5").value = "1";
    sheet.getCell("C6").value = "2020-06-05";
    const { head, rows } = await readAll(Buffer.from(await marked.xlsx.writeBuffer()));
    expect(head.fields).toEqual(["partyName", "fine", "decidedOn", null]);
    expect(rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
      ["甲公司", "0.5", "2020-02-29"],
      ["乙\n公司", "1", "2020-06-03"],
      ["丙公司", "1", "2020-06-05"],
    ]);
  });

  test("with characters that a sheet cannot hold replaced, and a text that is too long cut", async () => {
    const { rows } = await readAll(
      await mark(`${HEADER}\n甲\u0001\uffff乙,${"9".repeat(40_000)},2020-06-03\n`, []),
    );
    expect(
      rows[0]?.cells.map((cell) => (typeof cell === "string" ? [cell.slice(0, 4), cell.length] : cell)),
    ).toEqual([
      ["甲\ufffd\ufffd乙", 4],
      ["9999", 32_767],
      ["2020", 10],
    ]);
  });
});

test("JSON comes back as a table, each object one row below its number", async () => {
  const marked = await open(
    await mark(
      '[{"当事人":"甲","处罚决定日期":"2020-02-30","罚款金额":0.5},{"当事人":"乙","处罚决定日期":null}]',
      [finding(2, "decidedOn", "处罚决定日期"), finding(2, "remark", "备注")],
    ),
  );
  const sheet = marked.worksheets[0];
  expect(textsOf(sheet).map((row) => row.slice(0, 3))).toEqual([
    ["当事人", "处罚决定日期", "罚款金额"],
    ["甲", "2020-02-30", "0.5"],
    ["乙", "", ""],
  ]);
  expect(colourOf(sheet?.getCell("B3"))).toBe(RED);
});

describe("no report is written", () => {
  test.each([
    ["of a file that was refused", "张三,李四\n"],
    ["of a bomb", workbookFile({ sheets: [{ rows: HEADER_ROW + "<row/>".repeat(2_000_000) }] })],
  ])("%s: it is refused again", async (_, file) => {
    expect((await refusalOf(mark(file, []))).code).toMatch(/^FEED_/);
  });

  test.each([
    ["in place", clerksWorkbook],
    ["as a copy", Promise.resolve(Buffer.from(`${HEADER}\n${"甲,1,2020-06-03\n".repeat(20_000)}`))],
  ])("when the destination fails (%s), and its own error is told", async (_, file) => {
    const failing = new Writable({ write: (_chunk, _encoding, done) => done(new Error("disk full")) });
    await expect(writeMarkedWorkbook(contract, chunksOf(await file), [], failing)).rejects.toThrow(
      "disk full",
    );
  });
});
