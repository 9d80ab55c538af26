import { describe, expect, test } from "@jest/globals";
import { date, decimal, integer, text } from "../feed/columns.js";
import { defineFeed } from "../feed/define-feed.js";
import type { Value } from "../feed/contract.js";
import { READ_LIMITS, readFeed } from "../read/read-feed.js";
import { textRow, textRowAt, workbookFile } from "../read/xlsx/workbook.test-data.js";
import { openChecker } from "./checking.test-data.js";

const lots = defineFeed({
  id: "odd.lots",
  edition: "1",
  title: { zh: "停车场", en: "Car parks" },
  description: { zh: "示例。", en: "Sample." },
  type: "OddLot",
  plural: "oddLots",
  lead: "jtj",
  submitters: "lead",
  legalBases: [{ title: "示例" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    code: text({ zh: "编号", en: "Code", required: true, maxLength: 40, indexed: true }),
    name: text({ zh: "名称", en: "Name", maxLength: 100 }),
    phone: text({ zh: "咨询电话", en: "Phone", maxLength: 40, scan: false }),
    spaces: integer({ zh: "泊位数", en: "Spaces", unit: "个" }),
    cost: decimal({ zh: "投资", en: "Cost", scale: 6, unit: "万元" }),
    fee: decimal({ zh: "收费标准", en: "Fee", scale: 2, unit: "元" }),
    area: decimal({ zh: "面积", en: "Area", scale: 2, unit: "平方米" }),
    opened: date({ zh: "启用日期", en: "Opened on" }),
    until: date({ zh: "有效期至", en: "Until", endless: true }),
    note: text({ zh: "备注", en: "Note", maxLength: 200 }),
  },
  key: ["code"],
  order: { field: "code", descending: false },
});

interface Outcome {
  /** Row and code of each finding. */
  readonly found: readonly (readonly [row: number | null, code: string])[];
  /** Values of each record. */
  readonly records: readonly (readonly Value[])[];
}

async function outcomeOf(file: string | Uint8Array): Promise<Outcome> {
  const source = (async function* () {
    yield Buffer.from(file);
  })();
  const { head, batches } = await readFeed(lots, source, READ_LIMITS);
  const checker = openChecker({ contract: lots, head });
  const records: Value[][] = [];
  for await (const batch of batches)
    for (const { values } of checker.check(batch))
      records.push(Object.values(values).filter((value) => value !== null));
  return { found: checker.findings.map(({ row, code }) => [row, code]), records };
}

const sheet = (name: string, ...rows: readonly string[]): Uint8Array =>
  workbookFile({ sheets: [{ name, rows: rows.map((row) => textRow(...row.split(","))).join("") }] });

/** Each file is read as a person sees it. */
const CASES: readonly (readonly [
  what: string,
  file: string | Uint8Array,
  found: Outcome["found"],
  records: Outcome["records"],
])[] = [
  [
    "合计 behind a running number is a total",
    "编号,名称,泊位数,投资\n1,东门,120,2\n2,小计,120,2\n3,合计,120,2\n",
    [
      [3, "ROW_TOTAL"],
      [4, "ROW_TOTAL"],
    ],
    [["1", "东门", 120, "2"]],
  ],
  [
    "合计 behind the name of a group is a total, behind a name it is part of the text",
    "名称,编号,泊位数\n东门,A1,120\n城关镇,小计,120\n会计学校,B1,合计\n",
    [
      [3, "ROW_TOTAL"],
      [4, "VALUE_INTEGER"],
    ],
    [["A1", "东门", 120]],
  ],
  [
    "总数, 汇总 and Total are totals where only numbers follow",
    "编号,名称,泊位数\nA1,东门,120\n总数,,120\n汇总,,120\nTotal,,120\n汇总,汇总停车场,5\n",
    [
      [3, "ROW_TOTAL"],
      [4, "ROW_TOTAL"],
      [5, "ROW_TOTAL"],
    ],
    [
      ["A1", "东门", 120],
      ["汇总", "汇总停车场", 5],
    ],
  ],
  ...["其中：城区", "平均", "均值：", "最大值", "上年同期", "合计数", "∑", "Average"].map(
    (name): (typeof CASES)[number] => [
      `${name} with nothing but numbers behind it sums others up`,
      `编号,名称,泊位数\nA1,东门,120\nA2,西门,80\nA3,北门,80\n${name},,100\n平均,平均停车场,5\n`,
      [[5, "ROW_TOTAL"]],
      [
        ["A1", "东门", 120],
        ["A2", "西门", 80],
        ["A3", "北门", 80],
        ["平均", "平均停车场", 5],
      ],
    ],
  ),
  [
    "a line of units below the header belongs to it",
    "编号,名称,投资,泊位数\n,,（元）,个\nA1,东门,35000,2\n",
    [[null, "COLUMN_UNIT"]],
    [["A1", "东门", 2, "3.5"]],
  ],
  [
    "a column of units is heard where it says another unit",
    "编号,投资,计量单位\nA1,35000,元\nA2,3,万元\n",
    [
      [null, "COLUMN_UNKNOWN"],
      [2, "UNIT_CONFLICT"],
    ],
    [["A2", "3"]],
  ],
  [
    "a column of organisations gives no unit",
    "编号,投资,单位\nA1,3,示例局\n",
    [[null, "COLUMN_UNKNOWN"]],
    [["A1", "3"]],
  ],
  ...[
    "注：单位为元",
    "数据单位为元。",
    "本表金额均为元",
    "以元为单位",
    "金额按元计",
    "单 位：元",
    "单位：元（泊位数除外）",
    "投资单位：元",
    "单位：万元（投资为元）",
    "2026年停车场投资情况（元）",
    "单位：RMB",
  ].map((title): (typeof CASES)[number] => [
    `a title gives a unit in many words: ${title}`,
    `${title},\n编号,投资\nA1,35000\n`,
    [[null, "UNIT_IN_TITLE"]],
    [["A1", "3.5"]],
  ]),
  [
    "a title gives each column its own unit",
    "单位：万元（收费标准为元、面积为公顷）,,,\n编号,投资,收费标准,面积\nA1,3,5,2\n",
    [[null, "UNIT_IN_TITLE"]],
    [["A1", "3", "5", "20000"]],
  ],
  ...["单位：美元", "单位：万", "（百）", "单位：元/万元"].map((title): (typeof CASES)[number] => [
    `a title from which no unit can be told is a conflict: ${title}`,
    `${title},\n编号,收费标准\nA1,5\n`,
    [[null, "UNIT_CONFLICT"]],
    [["A1", "5"]],
  ]),
  ...[
    "注：投资以元计",
    "备注：表中金额为元",
    "说明：单位：美元",
    "填报人：示例　单位：元",
    "一、城区（单位：元）",
  ].map((row): (typeof CASES)[number] => [
    `another unit below the table is refused: ${row}`,
    `编号,名称,投资\nA1,东门,3\n${row},,\n`,
    [[3, "UNIT_BELOW"]],
    [["A1", "东门", "3"]],
  ]),
  [
    "a header that comes again in another unit is refused",
    "编号,投资（元）\nA1,35000\n编号,投资（万元）\nA2,3\n",
    [
      [null, "COLUMN_UNIT"],
      [3, "UNIT_BELOW"],
    ],
    [
      ["A1", "3.5"],
      ["A2", "0.0003"],
    ],
  ],
  [
    "columns of units are heard, each of its own column",
    "编号,投资,投资单位,收费标准,收费标准单位\nA1,35000,元,5,元\nA2,3,万元,5,（万元）\nA3,3,万元,5,元\n",
    [
      [null, "COLUMN_UNKNOWN"],
      [null, "COLUMN_UNKNOWN"],
      [2, "UNIT_CONFLICT"],
      [3, "UNIT_CONFLICT"],
    ],
    [["A3", "3", "5"]],
  ],
  [
    "a column of currencies is heard where it says another money",
    "编号,投资,币种\nA1,3,人民币\nA2,3,美元\nA3,3,CNY\n",
    [
      [null, "COLUMN_UNKNOWN"],
      [3, "UNIT_CONFLICT"],
    ],
    [
      ["A1", "3"],
      ["A3", "3"],
    ],
  ],
  [
    "square metres have many names, and hectares are ten thousand of them",
    "编号,面积（㎡）\nA1,3\nA2,0.5公顷\n",
    [[3, "AMOUNT_UNIT_CONVERTED"]],
    [
      ["A1", "3"],
      ["A2", "5000"],
    ],
  ],
  ...["元", "（元）", "单位 元", "单位：元", "金额单位元"].map((name): (typeof CASES)[number] => [
    `the name of a sheet gives a unit: ${name}`,
    sheet(name, "编号,投资", "A1,35000"),
    [[null, "UNIT_IN_TITLE"]],
    [["A1", "3.5"]],
  ]),
  [
    "the end of a sheet's name gives a unit",
    sheet("投资亿元", "编号,投资", "A1,3"),
    [[null, "UNIT_IN_TITLE"]],
    [["A1", "30000"]],
  ],
  [
    "a second table below the first is not read under the wrong names",
    "编号,名称,备注\nA1,东门,甲\n编号,备注,名称\nA2,乙,西门\n",
    [[3, "ROW_OTHER_HEADER"]],
    [
      ["A1", "东门", "甲"],
      ["A2", "乙", "西门"],
    ],
  ],
  [
    "what a spreadsheet made of long numbers is told, and of telephone numbers mended",
    "编号,咨询电话\n110228199001011000,13912345678.0\nA2,1.39E+10\n",
    [
      [2, "DIGITS_DOUBTFUL"],
      [2, "POINT_ZERO_DROPPED"],
      [3, "VALUE_NUMBER_FORMAT"],
    ],
    [["110228199001011000", "13912345678"]],
  ],
  [
    "Excel's Unicode text: UTF-16 with tabs",
    Buffer.from('\ufeff编号\t名称\t泊位数\r\nA1\t"东""门"""\t1,200\r\n', "utf16le"),
    [],
    [["A1", '东"门"', 1200]],
  ],
  [
    "a dash, a floor below the ground and a number are no formulas",
    "编号,名称,备注\nA1,--,-1层\nA2,-,+5\nA3,东门,-1+2\n",
    [[4, "VALUE_FORMULA"]],
    [
      ["A1", "--", "-1层"],
      ["A2", "-", "+5"],
    ],
  ],
  [
    "what two lost characters have become is told in a name, too",
    "编号,名称\nA1,锟斤拷东门\nA2,锟锅\n",
    [[2, "CHARACTERS_LOST"]],
    [["A2", "锟锅"]],
  ],
  [
    "quotes that have nothing to do with each other are not read as a cell's",
    '编号,名称,备注\nA1,"东门,甲"乙,丙\nA2,"西"门,丁\n',
    [[2, "QUOTES_UNPAIRED"]],
    [["A2", "西门", "丁"]],
  ],
  [
    "长期 is a last day, and no first one",
    "编号,启用日期,有效期至\nA1,2026/6/3,长期\nA2,长期,2099-12-31\nA3,9999-12-31,9999/12/31\n",
    [
      [2, "DATE_LONG_TERM"],
      [3, "DATE_FORMAT"],
      [4, "DATE_FORMAT"],
      [4, "DATE_LONG_TERM"],
    ],
    [["A1", "2026-06-03", "2099-12-31"]],
  ],
  [
    "records above the header are asked about, and titles are not",
    "A0,北门,3\n1,2,3\n2026,停车场,单位：个\nA9,南门,4\n编号,名称,泊位数\nA1,东门,120\n",
    [[null, "ROWS_ABOVE"]],
    [["A1", "东门", 120]],
  ],
  [
    "an example below the header is no record, a name that begins so is one",
    "编号,名称,泊位数\n（示例）A1,例：东门,120\n例：A1,东门,120\n示例A1,东门,120\n",
    [
      [2, "ROW_EXAMPLE"],
      [3, "ROW_EXAMPLE"],
    ],
    [["示例A1", "东门", 120]],
  ],
  [
    "quotes that a program wrote with backslashes are not taken for others",
    '编号,名称\nA1,"东\\"门\\""\nA2,"西\\门"\n',
    [[2, "QUOTES_UNPAIRED"]],
    [["A2", "西\\门"]],
  ],
  [
    "a value behind the last header is asked about by the letter of its column",
    sheet("表", "编号,名称", "A1,东门,,别名"),
    [[2, "CELLS_BEYOND"]],
    [],
  ],
  [
    "a header that is merged over two columns with content says nothing of the second",
    workbookFile({
      sheets: [
        {
          rows: textRowAt(1, "编号", "名称", "", "备注") + textRowAt(2, "A1", "东门", "西门", "甲"),
          behind: '<mergeCells><mergeCell ref="B1:C1"/></mergeCells>',
        },
      ],
    }),
    [
      [null, "COLUMN_UNNAMED"],
      [2, "MERGED_ACROSS"],
    ],
    [],
  ],
  [
    "a number behind a unit of its own is one, behind another text it is not",
    workbookFile({
      sheets: [
        {
          rows:
            textRow("编号", "泊位数") +
            ["A1", "A2", "A3"]
              .map((code, at) => `<row><c t="str"><v>${code}</v></c><c s="${at}"><v>0</v></c></row>`)
              .join(""),
        },
      ],
      styles:
        '<numFmts><numFmt numFmtId="164" formatCode="0&quot;个&quot;"/><numFmt numFmtId="165" formatCode="_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* &quot;-&quot;??_ ;_ @_ "/><numFmt numFmtId="166" formatCode="0;-0;&quot;未统计&quot;"/></numFmts>' +
        '<cellXfs><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>',
    }),
    [
      [3, "VALUE_DASH"],
      [4, "VALUE_INTEGER"],
    ],
    [
      ["A1", 0],
      ["A2", 0],
    ],
  ],
  [
    "a text of far too many characters is too long, whatever it holds",
    `编号,备注\nA1,${"长".repeat(30_000)}\n`,
    [[2, "VALUE_TOO_LONG"]],
    [],
  ],
  ["a line sep= before the header", "sep=;\r\n编号;名称\r\nA1;东门\r\n", [], [["A1", "东门"]]],
  [
    "lines that end with CR alone",
    "编号,名称\rA1,东门\rA2,西门\r",
    [],
    [
      ["A1", "东门"],
      ["A2", "西门"],
    ],
  ],
  [
    "characters that nobody sees, and full-width ones",
    "编号,名称,泊位数\nＡ１\u00a0,\u200b东\u200d门,１，２００\n".replace("１，２００", '"１，２００"'),
    [],
    [["A1", "东门", 1200]],
  ],
];

describe("of a file", () => {
  test.each(CASES)("%s", async (_, file, found, records) => {
    expect(await outcomeOf(file)).toEqual({ found, records });
  });
});
