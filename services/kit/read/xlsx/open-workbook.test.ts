import { describe, expect, test } from "@jest/globals";
import exceljs from "exceljs";
import fc from "fast-check";
import { cellsOf, HEADER, readAll, refusalOf } from "../reading.test-data.js";
import { DATA_ROW, HEADER_ROW, textRow, workbookFile, workbookParts, zip } from "./workbook.test-data.js";
import { runs } from "../../../../test/scale.js";

const firstCells = async (
  rows: string,
  data: Omit<Parameters<typeof workbookFile>[0], "sheets"> = {},
): Promise<unknown> =>
  (await cellsOf(workbookFile({ ...data, sheets: [{ rows: HEADER_ROW + rows }] }))).map((cells) =>
    cells.length === 1 ? cells[0] : cells,
  );

async function writtenByExceljs(fill: (sheet: exceljs.Worksheet) => void): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  fill(workbook.addWorksheet("表"));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

describe("a workbook", () => {
  test("gives text, numbers, dates, truth, faults and formulas as what they are", async () => {
    const bytes = await writtenByExceljs((sheet) => {
      sheet.addRow(HEADER.split(","));
      sheet.addRow(["甲", 0.5, new Date("2020-06-03T00:00:00Z")]);
      sheet.addRow(["121101184000000183", 1.1, "2020-06-03"]);
      sheet.addRow([true, { error: "#REF!" }, { formula: "TODAY()", result: 43985 }]);
      sheet.addRow([
        { richText: [{ text: "示例" }, { text: "公司", font: { bold: true } }] },
        null,
        { text: "链接", hyperlink: "https://example.invalid" },
      ]);
    });
    expect(await cellsOf(bytes)).toEqual([
      [
        "甲",
        { type: "number", value: 0.5, format: "General" },
        { type: "number", value: 43985, format: "yyyy/m/d" },
      ],
      ["121101184000000183", { type: "number", value: 1.1, format: "General" }, "2020-06-03"],
      ["TRUE", { type: "fault", text: "#REF!" }, { type: "formula", formula: "TODAY()" }],
      ["示例公司", "", "链接"],
    ]);
  });

  test("of any texts is read as exceljs wrote it", async () => {
    const text = fc
      .string({
        unit: fc.constantFrom("甲", "<", "&", "_x000D_", "\n", " ", "😀", "]]>", "a", '"'),
        maxLength: 6,
      })
      .map((inner) => `x${inner}x`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 5 }), async (rows) => {
        const bytes = await writtenByExceljs((sheet) => sheet.addRows([HEADER.split(","), ...rows]));
        expect(await cellsOf(bytes)).toEqual(
          rows.map((row) => row.map((cell) => cell.replaceAll("_x000D_", "\r"))),
        );
      }),
      { numRuns: runs(20) },
    );
  });

  test("may write every element with a prefix, leave out references, and put its parts anywhere", async () => {
    const parts = workbookParts({
      sheets: [{ rows: `${HEADER_ROW}<row><c t="s"><v>0</v></c><c/><c s="1"><v>43985</v></c></row>` }],
      strings: "<si><t>甲</t></si>",
    }).map(({ name, data }) => ({
      name: name.replace("xl/worksheets/sheet1.xml", "xl/工作 表/s.xml"),
      data: String(data)
        .replaceAll(/<(\/?)(?=[a-z])/g, "<$1x:")
        .replace("xmlns=", "xmlns:x=")
        .replace("worksheets/sheet1.xml", "/xl/./工作 表/s.xml")
        .replaceAll(/<(\/?)x:Relationship/g, "<$1Relationship"),
    }));
    expect(await cellsOf(zip(parts))).toEqual([
      ["甲", "", { type: "number", value: 43985, format: "yyyy/m/d" }],
    ]);
  });

  test("is read at the references of its cells, in any order, with gaps", async () => {
    expect(
      await firstCells(
        '<row r="9"><c r="C9" t="str"><v>丙</v></c><c r="A9" t="str"><v>甲</v></c></row><row><c r="B10" t="str"><v>乙</v></c></row>',
      ),
    ).toEqual([
      ["甲", "", "丙"],
      ["", "乙"],
    ]);
    const { rows } = await readAll(
      workbookFile({
        sheets: [
          {
            rows: `${HEADER_ROW}<row r="9"><c r="A9" t="str"><v>甲</v></c></row><row><c t="str"><v>乙</v></c></row>`,
          },
        ],
      }),
    );
    expect(rows.map(({ line }) => line)).toEqual([9, 10]);
  });

  test.each([
    ["a shared string", '<c t="s"><v>1</v></c>', "乙"],
    ["a shared string in parts", '<c t="s"><v>2</v></c>', "示例公司"],
    ["a shared string without its reading", '<c t="s"><v>3</v></c>', "东京"],
    [
      "inline text in parts without its reading",
      '<c t="inlineStr"><is><r><t>东</t></r><r><t>京</t></r><rPh sb="0" eb="2"><t>とうきょう</t></rPh></is></c>',
      "东京",
    ],
    ["text in CDATA", '<c t="str"><v><![CDATA[a<b&c]]></v></c>', "a<b&c"],
    ["an escaped character", '<c t="str"><v>a_x000A_b_x4E00_</v></c>', "a\nb一"],
    [
      "an ISO date",
      '<c t="d"><v>2020-06-03T00:00:00</v></c>',
      { type: "number", value: 43985, format: "yyyy/m/d" },
    ],
    ["what is no ISO date", '<c t="d"><v>2020-02-30T00:00:00</v></c>', "2020-02-30T00:00:00"],
    ["raised and lowered digits", '<c t="s"><v>4</v></c>', "12¹、CO₂"],
    [
      "inline text of which a part is struck out",
      '<c t="inlineStr"><is><r><rPr><strike/></rPr><t>5</t></r><r><t>8</t></r></is></c>',
      { type: "fault", text: "58", code: "TEXT_STRUCK" },
    ],
    [
      "a shared string of which a part is struck out",
      '<c t="s"><v>5</v></c>',
      { type: "fault", text: "58", code: "TEXT_STRUCK" },
    ],
    [
      "a text whose format hides it",
      '<c s="2" t="str"><v>甲</v></c>',
      { type: "fault", text: "甲", code: "VALUE_HIDDEN" },
    ],
    [
      "a number in a date format",
      '<c s="1"><v>43985</v></c>',
      { type: "number", value: 43985, format: "yyyy/m/d" },
    ],
    [
      "a number in a format that is not there",
      '<c s="99"><v>43985</v></c>',
      { type: "number", value: 43985, format: "General" },
    ],
    [
      "a number of eighteen digits",
      "<c><v>1.21101184E+17</v></c>",
      { type: "number", value: 1.21101184e17, format: "General" },
    ],
    ["what is no number", "<c><v>x</v></c>", "x"],
    ["a number of another base, which no spreadsheet writes", "<c><v>0x10</v></c>", "0x10"],
    ["a shared formula", '<c><f t="shared" si="0"/><v>1</v></c>', { type: "formula", formula: "" }],
    [
      "a dangerous formula",
      "<c t=\"str\"><f>cmd|'/c calc'!A0</f><v>x</v></c>",
      { type: "formula", formula: "cmd|'/c calc'!A0" },
    ],
  ])("holds %s", async (_, cell, value) => {
    const strings =
      '<si><t>甲</t></si><si><t xml:space="preserve">乙</t></si><si><r><t>示例</t></r><r><rPr/><t>公司</t></r></si><si><t>东京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si>' +
      '<si><r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><r><rPr><strike val="0"/></rPr><t>、CO</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r></si>' +
      "<si><r><rPr><strike/></rPr><t>5</t></r><r><t>8</t></r></si>";
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode=";;;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>';
    expect(await firstCells(`<row>${cell}</row>`, { strings, styles })).toEqual([value]);
  });

  test.each([
    ["the same cell twice", '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>', ""],
    ["a cell of another row", '<row r="2"><c r="A5"><v>1</v></c></row>', ""],
    [
      "merged cells that overlap",
      textRow("甲", "1", "2020-06-03").repeat(2),
      '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A3:B3"/></mergeCells>',
    ],
  ])("with %s is refused", async (_, rows, behind) => {
    const bytes = workbookFile({ sheets: [{ rows: HEADER_ROW + rows, behind }] });
    expect((await refusalOf(readAll(bytes))).code).toBe("FEED_ARCHIVE");
  });

  test("whose rows are hidden unless they say otherwise has hidden rows", async () => {
    const rows = HEADER_ROW.replace("<row", '<row hidden="0"') + DATA_ROW;
    const bytes = workbookFile({ sheets: [{ before: '<sheetFormatPr zeroHeight="1"/>', rows }] });
    expect((await readAll(bytes)).rows[0]?.notes).toEqual([{ column: null, code: "ROW_HIDDEN" }]);
  });

  test("counts dates from 1904 when it says so", async () => {
    expect(
      await firstCells('<row><c s="1"><v>42523</v></c></row><row><c><v>42523</v></c></row>', {
        is1904: true,
      }),
    ).toEqual([
      { type: "number", value: 43985, format: "yyyy/m/d" },
      { type: "number", value: 42523, format: "General", is1904: true },
    ]);
  });

  test("has no row where nothing is written, down to the last one that a sheet has", async () => {
    const blank = Array.from(
      { length: 30_000 },
      (_, at) =>
        `<row r="${at === 29_999 ? 1_048_576 : at + 3}" s="1" customFormat="1" hidden="1"><c r="A${at + 3}" s="1"/><c r="XFD${at + 3}" s="1"/></row>`,
    ).join("");
    expect(
      (await readAll(workbookFile({ sheets: [{ rows: HEADER_ROW + DATA_ROW + blank }] }))).rows,
    ).toHaveLength(1);
  });

  test("with thousands of shared strings gives each cell its own, also strings over the edge of a block", async () => {
    const strings = Array.from({ length: 6_000 }, (_, at) => `第${at}号${"长".repeat(at % 90)}`);
    const rows = strings.map((_, at) => `<row><c t="s"><v>${(at * 17) % 6_000}</v></c></row>`).join("");
    expect(
      await firstCells(rows, { strings: strings.map((text) => `<si><t>${text}</t></si>`).join("") }),
    ).toEqual(strings.map((_, at) => strings[(at * 17) % 6_000]));
  });

  test("of a title row over merged cells has its header below", async () => {
    const bytes = await writtenByExceljs((sheet) => {
      sheet.addRow(["密云区行政处罚公示表"]);
      sheet.mergeCells("A1:C1");
      sheet.addRow(["当事人", "处罚"]);
      sheet.addRow([null, "罚款金额（万元）", "处罚决定日期"]);
      sheet.mergeCells("A2:A3");
      sheet.mergeCells("B2:C2");
      sheet.addRow(["甲", 1, "2020-06-03"]);
    });
    const { head, rows } = await readAll(bytes);
    expect([head.headerLine, head.fields, rows[0]?.line]).toEqual([3, ["partyName", "fine", "decidedOn"], 4]);
  });
});

describe("the sheet that is read", () => {
  test("is the first visible one that has the header", async () => {
    const sheets = [
      { rows: HEADER_ROW + textRow("隐藏", "1", "2020-06-03"), state: "hidden" },
      { rows: textRow("填表说明", "请勿改动"), name: "说明" },
      { rows: HEADER_ROW + textRow("图表", "1", "2020-06-03"), kind: "chartsheet" },
      { rows: HEADER_ROW + DATA_ROW },
      { rows: HEADER_ROW + textRow("第二张", "1", "2020-06-03") },
    ];
    expect(await cellsOf(workbookFile({ sheets }))).toEqual([["甲", "0.5", "2020-06-03"]]);
  });

  test("is named when others have rows too, and of each what it is", async () => {
    const sheets = [
      { rows: HEADER_ROW + DATA_ROW },
      { rows: HEADER_ROW, name: "空表" },
      { rows: textRow("说明") },
      { rows: HEADER_ROW + DATA_ROW, name: "隐藏", state: "hidden" },
      { rows: HEADER_ROW + DATA_ROW, name: "二月" },
    ];
    const { head } = await readAll(workbookFile({ sheets }));
    expect(
      head.findings.map(({ code, severity, message }) => [code, severity, /“(.+)”/.exec(message)?.[1]]),
    ).toEqual([
      ["SHEET_NOTES", "INFO", "表3"],
      ["SHEET_HIDDEN", "WARNING", "隐藏"],
      ["SHEET_IGNORED", "WARNING", "二月"],
    ]);
  });

  test("without a header in any is refused by its columns, and empty ones as empty", async () => {
    expect(
      (await refusalOf(readAll(workbookFile({ sheets: [{ rows: "" }, { rows: textRow("说明") }] })))).code,
    ).toBe("FEED_COLUMNS");
    expect(
      (await refusalOf(readAll(workbookFile({ sheets: [{ rows: "" }, { rows: "<row><c/></row>" }] })))).code,
    ).toBe("FEED_EMPTY");
    expect((await refusalOf(readAll(workbookFile({ sheets: [{ rows: HEADER_ROW }] })))).code).toBe(
      "FEED_NO_ROWS",
    );
  });
});
