/**
 * Writes sample rows as an XLSX file, as a spreadsheet program would hold them: dates as serial numbers with a date
 * format, amounts as numbers, everything else as text; a text that begins with `=` is a formula. Streamed to the
 * destination, which is ended (the standard output is not).
 */
import { once } from "node:events";
import { PassThrough, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import exceljs from "exceljs";
import type { Column, FeedContract } from "../feed/contract.js";
import { parseDate } from "../values/dates.js";
import type { SampleRow } from "./sample.js";

export async function writeSampleWorkbook(contract: FeedContract, rows: Iterable<SampleRow>, destination: Writable): Promise<void> {
  const file = new PassThrough();
  const closed = new AbortController();
  file.once("close", () => closed.abort());
  const written = pipeline(file, destination);
  // when the destination fails its error is the one to tell, and filling ends at the next row
  const filled = fillWorkbook(contract, rows, file, closed.signal).catch((error: unknown) => {
    file.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  await Promise.all([written, filled]);
}

const ROWS_PER_TURN = 200;
const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?$/;

async function fillWorkbook(contract: FeedContract, rows: Iterable<SampleRow>, file: PassThrough, signal: AbortSignal): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: file, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet(contract.title.zh.replace(/[\\/*?:[\]]/g, " ").slice(0, 31));
  const columns = Object.entries(contract.columns);
  sheet.columns = columns.map(([, column]) => (column.kind === "date" ? { style: { numFmt: "yyyy/m/d" } } : {}));
  sheet.addRow(columns.map(([, { zh }]) => zh)).commit();
  let count = 0;
  for (const row of rows) {
    signal.throwIfAborted();
    sheet.addRow(columns.map(([field, column]) => cellValue(row[field] ?? "", column))).commit();
    count += 1;
    // the writer does not wait by itself: let the destination take what was made
    if (count % ROWS_PER_TURN === 0) await (file.writableNeedDrain ? once(file, "drain", { signal }) : setImmediate());
  }
  await workbook.commit();
}

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
