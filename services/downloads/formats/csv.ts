/**
 * CSV (RFC 4180) as spreadsheets open it: a header of titles, a byte order mark. A text that a spreadsheet
 * would take for a formula has an apostrophe before it (OWASP, CSV injection); JSON has it as it is.
 */
import type { ColumnHead, LineWriter, TextFormat, WrittenColumns } from "./format.js";
import { headerOf } from "./header.js";
import { codesOf } from "./records-as-text.js";
import { wordsOf } from "./words.js";

const BYTE_ORDER_MARK = "\ufeff";
const LINE_END = "\r\n";
const PARTED = "；";
/** What must stand in quotes; and what a spreadsheet calculates. */
const SPECIAL = /[",\r\n]|^[ \t=+@-]|[ \t]$/;
const FORMULA = /^[=+@\t\r-]/;

export const csv: TextFormat = {
  kind: "text",
  title: { zh: "CSV 文件", en: "CSV" },
  mediaType: "text/csv; charset=utf-8; header=present",
  usualCodes: false,
  line: csvLine,
  begin: ({ columns, withCodes }) => csvStart(columns.map((column) => headerOf(column, withCodes))),
  between: LINE_END,
  end: (isEmpty) => (isEmpty ? "" : LINE_END),
};

/** A file's first line. */
export function csvStart(titles: readonly string[]): string {
  return `${BYTE_ORDER_MARK}${endedLine(titles.map(escaped))}`;
}

/** A whole line of cells as they are written. */
export function endedLine(cells: readonly string[]): string {
  return `${cells.join(",")}${LINE_END}`;
}

/** A line without its end. */
export function csvLine({ columns, withCodes }: WrittenColumns): LineWriter {
  const writers = columns.map((column) => cellWriter(column, withCodes));
  return (cells) => {
    let line = "";
    for (let at = 0; at < writers.length; at += 1) {
      const cell = cells[at] ?? null;
      if (at > 0) line += ",";
      if (cell !== null) line += writers[at]?.(cell) ?? "";
    }
    return line;
  };
}

/** What the hub itself writes, such as a number with its sign, is safe. */
function cellWriter(column: ColumnHead, withCodes: boolean): (cell: string) => string {
  const wordOf = wordsOf(column, withCodes);
  switch (column.kind) {
    case "boolean":
      return wordOf;
    case "code":
      return (cell) => escaped(wordOf(cell));
    case "codes":
      return (cell) => (cell === "" ? "" : inQuotes(codesOf(cell).map(wordOf).join(PARTED)));
    case "text":
      return escaped;
    default:
      return (cell) => cell;
  }
}

function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return inQuotes(FORMULA.test(text) ? `'${text}` : text);
}

function inQuotes(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
