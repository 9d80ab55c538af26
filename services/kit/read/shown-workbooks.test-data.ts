/**
 * Random workbooks, written by exceljs: columns of text, amounts, percentages and days under number formats
 * that clerks use, with merged cells, hidden rows, totals and signatures. `shownBy` is what LibreOffice shows
 * of each, by its own export of values as shown.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import exceljs from "exceljs";
import fc from "fast-check";
import { date, decimal, text } from "../feed/columns.js";
import { defineFeed } from "../feed/define-feed.js";

export const shownContract = defineFeed({
  id: "shown.cells",
  edition: "1",
  title: { zh: "示例", en: "Sample" },
  description: { zh: "示例。", en: "Sample." },
  type: "ShownCell",
  plural: "shownCells",
  lead: "slj",
  submitters: "lead",
  legalBases: [{ title: "示例" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    key: text({ zh: "编号", en: "Key", required: true, maxLength: 40, indexed: true }),
    words: text({ zh: "说明", en: "Words", maxLength: 200 }),
    other: text({ zh: "内容", en: "Other", maxLength: 200 }),
    amount: decimal({ zh: "投资", en: "Amount", scale: 10, unit: "万元" }),
    share: decimal({ zh: "占比", en: "Share", scale: 10, unit: "%" }),
    day: date({ zh: "日期", en: "Day" }),
  },
  key: ["key"],
  order: { field: "key", descending: false },
});

interface ShownCell {
  readonly value: string | number | null;
  readonly format: string;
}

export interface ShownBook {
  readonly rows: readonly (readonly ShownCell[])[];
  /** First and last row of the data, of the column 说明. */
  readonly merged: readonly (readonly [first: number, last: number])[];
  readonly hidden: readonly number[];
  readonly stray: readonly string[];
}

const TEXT_FORMATS = [
  "General",
  "0",
  "0.00",
  "000000",
  "#,##0",
  "#,##0.00",
  "0%",
  "0.00%",
  "yyyy-mm-dd",
  "yyyy/m/d",
  'yyyy"年"m"月"d"日"',
  'm"月"d"日"',
  "h:mm",
  "hh:mm:ss",
  "[h]:mm",
  "yyyy/m/d h:mm",
  '0"人"',
  '0.00"万元"',
  "0\\.0000",
  "0,",
  "0.00E+00",
  '"¥"#,##0.00',
  "0;-0;;@",
  '[>100]"多"0;"少"0',
  "####-####",
  "0.0##",
  "mm:ss",
  ";;;",
];
const AMOUNT_FORMATS = [
  "General",
  "0",
  "0.00",
  "#,##0",
  "#,##0.00",
  '0.00"万元"',
  '0\\.0000"万元"',
  "0,",
  "0.00E+00",
  '"¥"#,##0.00',
  "0;-0;;@",
  '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
  '0.0"亿元"',
];
const SHARE_FORMATS = ["0%", "0.0%", "0.00%", "General", '0.00"%"'];
const DAY_FORMATS = ["yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"', "yyyy.m.d"];
const STRAYS = ["合计", "填报人：示例员", "注：示例", "一、城区"];

const anyNumber = fc.oneof(
  fc.integer({ min: 0, max: 99_999_999 }),
  fc.integer({ min: 0, max: 9_999_999 }).map((digits) => digits / 100),
  fc.double({ min: 0, max: 100_000, noNaN: true }).map((number) => Number(number.toFixed(6))),
  fc
    .integer({ min: 36_526, max: 54_787 })
    .chain((day) => fc.integer({ min: 0, max: 1_439 }).map((minute) => day + minute / 1_440)),
);
const anyWord = fc.constantFrom("溪翁庄镇", "太师屯镇", "6-3号", "示例", "0.5", "010118", "3%", "甲，乙");
const formatted = (
  value: fc.Arbitrary<string | number | null>,
  formats: readonly string[],
): fc.Arbitrary<ShownCell> => fc.record({ value, format: fc.constantFrom(...formats) });
const anyText = fc.oneof(
  formatted(anyNumber, TEXT_FORMATS),
  formatted(anyWord, ["General", "@", '@"镇"', "0.00"]),
);
const anyRow = fc.tuple(
  anyText,
  anyText,
  formatted(fc.oneof(anyNumber, fc.constant(null)), AMOUNT_FORMATS),
  formatted(
    fc.integer({ min: 0, max: 10_000 }).map((digits) => digits / 10_000),
    SHARE_FORMATS,
  ),
  formatted(fc.integer({ min: 36_526, max: 54_787 }), DAY_FORMATS),
);

export const anyBook: fc.Arbitrary<ShownBook> = fc.record({
  rows: fc
    .array(anyRow, { minLength: 12, maxLength: 24 })
    .map((rows) =>
      rows.map((cells, at): readonly ShownCell[] => [{ value: `K${at + 1}`, format: "General" }, ...cells]),
    ),
  merged: fc.subarray<readonly [number, number]>([
    [2, 3],
    [5, 8],
    [10, 11],
  ]),
  hidden: fc.subarray([1, 4, 9]),
  stray: fc.subarray(STRAYS),
});

const WIDE = 60;

export async function writeBook({ rows, merged, hidden, stray }: ShownBook): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet("数据");
  sheet.columns = rows[0]?.map(() => ({ width: WIDE })) ?? [];
  sheet.addRow(Object.values(shownContract.columns).map(({ zh }) => zh));
  for (const cells of rows) {
    const row = sheet.addRow(cells.map(({ value }) => value));
    for (const [at, { format }] of cells.entries()) row.getCell(at + 1).numFmt = format;
  }
  for (const word of stray) sheet.addRow([word]);
  for (const [first, last] of merged) sheet.mergeCells(`B${first + 1}:B${last + 1}`);
  for (const row of hidden) sheet.getRow(row + 1).hidden = true;
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Separator, quote and UTF-8; what is shown is the default. */
const AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76";

export function hasLibreOffice(): boolean {
  return spawnSync("soffice", ["--version"], { stdio: "ignore" }).status === 0;
}

/** LibreOffice is started twice: to make old workbooks of them, and to export what they show. */
export function shownBy(
  books: readonly Uint8Array[],
): readonly { readonly xls: Uint8Array; readonly cells: readonly (readonly string[])[] }[] {
  const folder = mkdtempSync(join(tmpdir(), "tongcha-shown-"));
  try {
    const names = books.map((bytes, at) => {
      writeFileSync(join(folder, `${at}.xlsx`), bytes);
      return `${at}.xlsx`;
    });
    for (const kind of ["xls:MS Excel 97", AS_SHOWN]) convert(folder, kind, names);
    return names.map((name) => {
      const cells: string[][] = parse(readFileSync(join(folder, name.replace("xlsx", "csv"))), {
        relax_column_count: true,
      });
      return { xls: readFileSync(join(folder, name.replace("xlsx", "xls"))), cells };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function convert(folder: string, kind: string, names: readonly string[]): void {
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const { status, stderr } = spawnSync("soffice", [profile, "--headless", "--convert-to", kind, ...names], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`soffice: ${stderr}`);
}
