/**
 * The form to fill in: one header row with `*` on what is required, a comment on each header with rule, unit
 * and example, drop-downs from the code lists, text format where a spreadsheet would spoil a code; and the
 * sheet 填写说明. Everything comes from the contract, so the reader knows each header of the form.
 */
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type exceljs from "exceljs";
import type { Column, FeedContract, RowContext } from "../feed/contract.js";
import { kindsOn, legalBasisOn } from "../feed/terms.js";
import { CODES_SHEET, HELP_SHEET } from "../feed/own-sheets.js";
import { today } from "../values/calendar.js";
import { allowedWords, describeColumn, type ColumnWords } from "./describe-column.js";
import { sheetName } from "./sheet-text.js";

declare module "exceljs" {
  interface Worksheet {
    /** Validation of whole ranges: exceljs has it, its types do not. */
    readonly dataValidations: { readonly add: (range: string, validation: DataValidation) => void };
  }
}

const ROWS_WITH_DROP_DOWN = 10_000;
const REQUIRED_FILL = "FFFFF2CC";
const OPTIONAL_FILL = "FFE7E6E6";
const HELP_COLUMNS: readonly {
  readonly header: string;
  readonly key: keyof ColumnWords;
  readonly width: number;
}[] = [
  { header: "列名", key: "name", width: 36 },
  { header: "是否必填", key: "need", width: 10 },
  { header: "类型", key: "kind", width: 28 },
  { header: "限制", key: "limit", width: 28 },
  { header: "可填内容", key: "allowed", width: 48 },
  { header: "示例", key: "example", width: 28 },
  { header: "公开方式", key: "show", width: 28 },
  { header: "说明", key: "note", width: 60 },
];

/** `published`: the provisions, for the words of code lists and the laws that hold today. */
export async function writeTemplate(
  contract: FeedContract,
  published: Pick<RowContext, "rows">,
  destination: Writable,
): Promise<void> {
  const { default: library } = await import("exceljs");
  const workbook = new library.Workbook();
  const columns = Object.values(contract.columns).map((column) => withKinds(column, published));
  const sheet = workbook.addWorksheet(sheetName(contract.title.zh), {
    views: [{ state: "frozen", ySplit: 1 }],
  });
  addHelp(workbook.addWorksheet(HELP_SHEET), { contract, columns, published });
  const codes = workbook.addWorksheet(CODES_SHEET, { state: "hidden" });
  sheet.columns = columns.map((column) => ({
    width: Math.max(14, column.zh.length * 2 + 4),
    style: { numFmt: formatOf(column) },
  }));
  for (const [at, column] of columns.entries()) {
    addHeader(sheet.getRow(1).getCell(at + 1), column);
    addDropDown(sheet, codes, at + 1, column);
  }
  await pipeline(Readable.from([Buffer.from(await workbook.xlsx.writeBuffer())]), destination);
}

interface Form {
  readonly contract: FeedContract;
  readonly columns: readonly Column[];
  readonly published: Pick<RowContext, "rows">;
}

/** The column with the kinds that are published beside its list's own. */
function withKinds(column: Column, published: Pick<RowContext, "rows">): Column {
  const { list } = column;
  const kinds = list ? kindsOn(list, today(), published) : [];
  if (!list || kinds.length === 0) return column;
  const added = kinds.map((zh) => ({ name: zh, zh, en: zh }));
  return { ...column, list: { ...list, codes: [...list.codes, ...added] } };
}

function addHeader(cell: exceljs.Cell, column: Column): void {
  const words = describeColumn(column);
  cell.value = column.required ? `${column.zh}*` : column.zh;
  cell.style = {
    numFmt: "@",
    font: { bold: true },
    alignment: { wrapText: true, vertical: "middle" },
    fill: {
      type: "pattern",
      pattern: "solid",
      fgColor: { argb: column.required ? REQUIRED_FILL : OPTIONAL_FILL },
    },
  };
  const lines = [
    `${words.need}，${words.kind}${words.limit === "" ? "" : `，${words.limit}`}`,
    words.allowed && `可填：${words.allowed}`,
    `示例：${words.example}`,
    words.show,
    words.note,
  ];
  cell.note = lines.filter(Boolean).join("\n");
}

/** The words stand on a hidden sheet: a list inside the rule itself may have 255 characters only. */
function addDropDown(sheet: exceljs.Worksheet, codes: exceljs.Worksheet, at: number, column: Column): void {
  const words = allowedWords(column);
  if (words.length === 0) return;
  codes.getColumn(at).values = [...words];
  const letter = codes.getColumn(at).letter;
  sheet.dataValidations.add(`${letter}2:${letter}${ROWS_WITH_DROP_DOWN + 1}`, {
    type: "list",
    allowBlank: true,
    formulae: [`${CODES_SHEET}!$${letter}$1:$${letter}$${words.length}`],
    // An open list takes 其他-…, and several words are typed
    showErrorMessage: column.kind !== "codes" && column.list?.other === undefined,
    errorTitle: column.zh,
    error: "请从下拉列表中选择。",
  });
}

function addHelp(sheet: exceljs.Worksheet, { contract, columns, published }: Form): void {
  sheet.columns = HELP_COLUMNS.map(({ width }) => ({
    width,
    style: { alignment: { wrapText: true, vertical: "top" } },
  }));
  sheet.addRow([`${contract.title.zh}（${editionOf(contract)}）`]);
  sheet.addRow([contract.description.zh]);
  sheet.addRow([`依据：${legalBasisOn(contract, today(), published)}`]);
  sheet.addRow([
    `带 * 的列必填。列的次序可以调整，列名请勿改动。每行填写一条记录，请勿合并单元格。${
      contract.totals ? "合计行可以不填；填写的，系统会与各行之和比对。" : "请勿填写合计行。"
    }`,
  ]);
  sheet.addRow(HELP_COLUMNS.map(({ header }) => header)).font = { bold: true };
  for (const column of columns) {
    const words = describeColumn(column);
    sheet.addRow(HELP_COLUMNS.map(({ key }) => words[key]));
  }
}

/** The edition of a standard: its year, or a number counted from 1. */
function editionOf({ edition }: FeedContract): string {
  return /^\d{4}$/.test(edition) ? `${edition}版` : `第${edition}版`;
}

/** Codes and numbers of documents as text: a spreadsheet keeps fifteen digits of a number. */
function formatOf({ kind }: Column): string {
  switch (kind) {
    case "date":
      return "yyyy/m/d";
    case "decimal":
    case "integer":
      return "General";
    default:
      return "@";
  }
}
