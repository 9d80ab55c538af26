/**
 * A workbook with its bad cells marked, by exceljs: formats, widths and other sheets stay. Every formula of
 * every sheet becomes its text; nothing else is changed. Marks of an earlier report are cleared where nothing
 * is wrong now.
 *
 * To be run where it may fail, hang or fill its memory: exceljs expects honest files, and unfolds a range to
 * its cells.
 */
import exceljs from "exceljs";
import { isResultSheet } from "../feed/own-sheets.js";
import type { FileHead, Finding } from "../feed/stages.js";
import { clearOldMark, markCell, TEXT_FORMAT } from "./mark-cell.js";
import { marksOf } from "./marks.js";
import { addResultSheet, resultRows } from "./result-sheet.js";

export interface MarkJob {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sheetName: string;
  readonly head: FileHead;
  readonly findings: readonly Finding[];
  /** Columns from 0 that hold text. */
  readonly texts: readonly number[];
  /** Drop-downs and other rules for cells; left out where there are too many for exceljs. */
  readonly keepRules: boolean;
}

export async function markWorkbook({
  bytes,
  sheetName,
  head,
  findings,
  texts,
  keepRules,
}: MarkJob): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes.buffer, keepRules ? {} : { ignoreNodes: ["dataValidations"] });
  const sheet = workbook.getWorksheet(sheetName);
  if (!sheet) throw new Error("The sheet is not there for exceljs");
  for (const each of workbook.worksheets) replaceFormulas(each);
  sheet.eachRow((row) => row.eachCell(clearOldMark));
  for (const [line, marks] of marksOf(head, findings)) {
    for (const [column, mark] of marks) {
      const cell = sheet.getRow(line).getCell(column + 1);
      markCell(cell, mark);
      // It will be typed over; a format of the clerk's own is kept.
      if (line > head.headerLine && texts.includes(column) && GENERAL.has(cell.numFmt))
        cell.numFmt = TEXT_FORMAT;
    }
  }
  for (const { id } of workbook.worksheets.filter(({ name }) => isResultSheet(name)))
    workbook.removeWorksheet(id);
  addResultSheet(workbook).addRows([...resultRows(findings, null)]);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const GENERAL: ReadonlySet<string | undefined> = new Set([undefined, "", "General"]);

function replaceFormulas(sheet: exceljs.Worksheet): void {
  const formulas: { readonly cell: exceljs.Cell; readonly formula: string }[] = [];
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.type === exceljs.ValueType.Formula) formulas.push({ cell, formula: cell.formula });
    }),
  );
  // Only once all are known: a shared formula is told from its first cell
  for (const { cell, formula } of formulas) {
    cell.value = `=${formula}`;
    cell.numFmt = TEXT_FORMAT;
  }
}
