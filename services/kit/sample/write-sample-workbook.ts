/**
 * Writes sample rows as an XLSX file, as a spreadsheet program would hold them: dates as serial numbers with
 * a date format, amounts as numbers, everything else as text; a text that begins with `=` is a formula.
 * Streamed to the destination, which is ended (the standard output is not).
 */
import type { Writable } from "node:stream";
import type exceljs from "exceljs";
import type { Column, FeedContract } from "../feed/contract.js";
import { streamWorkbook } from "../report/stream-workbook.js";
import { parseDate } from "../values/dates.js";
import type { SampleRow } from "./sample.js";

export async function writeSampleWorkbook(
  contract: FeedContract,
  rows: Iterable<SampleRow>,
  destination: Writable,
): Promise<void> {
  const columns = Object.entries(contract.columns);
  await streamWorkbook(destination, async ({ workbook, written }) => {
    const sheet = workbook.addWorksheet(contract.title.zh.replace(/[\\/*?:[\]]/g, " ").slice(0, 31));
    sheet.columns = columns.map(([, column]) =>
      column.kind === "date" ? { style: { numFmt: "yyyy/m/d" } } : {},
    );
    sheet.addRow(columns.map(([, { zh }]) => zh)).commit();
    for (const row of rows) {
      sheet.addRow(columns.map(([field, column]) => cellValue(row[field] ?? "", column))).commit();
      await written(Object.values(row).reduce((sum, text) => sum + text.length, 0));
    }
  });
}

const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?$/;

function cellValue(text: string, column: Column): exceljs.CellValue {
  if (text === "") return null;
  if (text.startsWith("=")) return { formula: text.slice(1), date1904: false };
  if (column.kind === "date") {
    const date = parseDate(text);
    return date.ok && date.notice === undefined ? new Date(`${date.value}T00:00:00Z`) : text;
  }
  const isNumber = (column.kind === "decimal" || column.kind === "integer") && PLAIN_NUMBER.test(text);
  return isNumber ? Number(text) : text;
}
