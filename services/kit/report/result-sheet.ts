/**
 * The sheet 校验结果: every finding with row, column, value, sentence and, last, its code; the English sentence
 * is in a hidden column. The value is the finding's: blank for columns that are not public. Errors come
 * first. All cells are text cells; a comment of a cell says the same as its line here.
 */
import type exceljs from "exceljs";
import type { Severity } from "../feed/contract.js";
import { RESULT_SHEET } from "../feed/own-sheets.js";
import type { Finding } from "../feed/stages.js";
import { errorsFirst } from "./marks.js";
import { sheetText } from "./sheet-text.js";

const HEADERS = ["行", "列", "内容", "级别", "说明", "英文说明", "编号"];
const WIDTHS = [8, 28, 32, 8, 80, 60, 26];
const ENGLISH = 5;
const LEVELS: Readonly<Record<Severity, string>> = { ERROR: "错误", WARNING: "警告", INFO: "提示" };

/** Rows of text and numbers, the header first. */
export function* resultRows(
  findings: readonly Finding[],
  remark: string | null,
): Generator<readonly (string | number | null)[], void, undefined> {
  yield HEADERS;
  if (remark !== null) yield [null, null, null, null, remark, null, null];
  for (const { row, header, value, severity, code, message, english } of errorsFirst(findings)) {
    yield [
      row,
      sheetText(header ?? ""),
      value === null ? null : sheetText(value),
      LEVELS[severity],
      sheetText(message),
      sheetText(english),
      code,
    ];
  }
}

/** Adds the sheet, empty. */
export function addResultSheet(workbook: Pick<exceljs.Workbook, "addWorksheet">): exceljs.Worksheet {
  const sheet = workbook.addWorksheet(RESULT_SHEET, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = WIDTHS.map((width, at) => ({
    width,
    hidden: at === ENGLISH,
    style: at === 0 ? {} : { numFmt: "@" },
  }));
  return sheet;
}
