/**
 * A new workbook of any file's rows, row by row: title rows and headers as they were, each row under the
 * number that the findings use, bad cells marked, the list of findings behind. For CSV, and workbooks too
 * large or too odd to be marked in place. JSON has no header row, so its objects stand one row below their
 * number.
 *
 * Nothing is added to a value: a text is a text cell, also one that begins like a formula, and a formula
 * becomes its text. Rows beyond what a sheet holds are left out, and the list says so.
 */
import type { Writable } from "node:stream";
import type exceljs from "exceljs";
import type { FeedContract } from "../feed/contract.js";
import type { Finding, RawCell } from "../feed/stages.js";
import type { FeedReading } from "../read/read-feed.js";
import { markCell, TEXT_FORMAT } from "./mark-cell.js";
import { marksOf, textColumns, type RowMarks } from "./marks.js";
import { addResultSheet, resultRows } from "./result-sheet.js";
import { sheetText } from "./sheet-text.js";
import { streamWorkbook } from "./stream-workbook.js";

const SHEET_ROWS = 2 ** 20;
/** Markup of a cell, and a row of the list. */
const CELL_OVERHEAD = 30;
const RESULT_CHARACTERS = 400;
const COLUMN_WIDTH = 18;
const REMARK = `原文件的行数超过工作表上限（${SHEET_ROWS}行），其后的行没有写入此表。`;

export async function writeMarkedCopy(
  contract: FeedContract,
  { head, above, batches }: FeedReading,
  findings: readonly Finding[],
  destination: Writable,
): Promise<void> {
  const marks = marksOf(head, findings);
  const isTable = head.headerLine > 0;
  await streamWorkbook(destination, async ({ workbook, written }) => {
    const sheet = workbook.addWorksheet("数据", {
      views: [{ state: "frozen", ySplit: isTable ? head.headerLine : 1 }],
    });
    const texts = new Set(textColumns(head, contract));
    sheet.columns = head.fields.map((_, at) => ({
      width: COLUMN_WIDTH,
      style: texts.has(at) ? { numFmt: TEXT_FORMAT } : {},
    }));
    const shift = isTable ? 0 : 1;
    if (!isTable) writeRow(sheet, 1, head.headers, marks.get(0));
    for (const row of above) writeRow(sheet, row.line, row.cells, marks.get(row.line));
    let isComplete = true;
    for await (const batch of batches) {
      const fitting = batch.filter(({ line }) => line + shift <= SHEET_ROWS);
      for (const { line, cells } of fitting)
        await written(writeRow(sheet, line + shift, cells, marks.get(line)));
      isComplete = fitting.length === batch.length;
      if (!isComplete) break;
    }
    sheet.commit();
    const result = addResultSheet(workbook);
    for (const row of resultRows(findings, isComplete ? null : REMARK)) {
      result.addRow(row).commit();
      await written(RESULT_CHARACTERS);
    }
    result.commit();
  });
}

/** Answers how many characters it took, more or less. */
function writeRow(
  sheet: exceljs.Worksheet,
  line: number,
  cells: readonly RawCell[],
  marks: RowMarks | undefined,
): number {
  const row = sheet.getRow(line);
  row.values = cells.map(cellValue);
  let characters = 0;
  for (const [at, cell] of cells.entries()) {
    characters += CELL_OVERHEAD + (typeof cell === "string" ? cell.length : 0);
    if (typeof cell !== "string" && cell.type === "number" && cell.format !== null)
      row.getCell(at + 1).numFmt = cell.format;
  }
  for (const [column, mark] of marks ?? []) markCell(row.getCell(column + 1), mark);
  row.commit();
  return characters;
}

function cellValue(cell: RawCell): exceljs.CellValue {
  if (typeof cell === "string") return cell === "" ? null : sheetText(cell);
  switch (cell.type) {
    case "number":
      return cell.value;
    case "formula":
      return sheetText(`=${cell.formula}`);
    case "fault":
      return sheetText(cell.text);
  }
}
