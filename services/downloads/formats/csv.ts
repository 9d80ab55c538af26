/**
 * CSV (RFC 4180) as spreadsheets open it: a header of titles, a byte order mark. A text that a spreadsheet
 * would take for a formula has an apostrophe before it (OWASP, CSV injection); JSON has it as it is.
 */
import type { PublishedRecord } from "#kit";
import type { DownloadColumn } from "../columns.js";
import { cellText, headerOf } from "./cell-text.js";
import type { TextFormat } from "./format.js";

const BYTE_ORDER_MARK = "\ufeff";
/** What most texts have nothing of: a formula's beginning, or what needs quotes. */
const SPECIAL = /[",\r\n]|^[\s=+\-@]|\s$/;
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

export const csv: TextFormat = {
  kind: "text",
  title: { zh: "CSV 文件", en: "CSV" },
  mediaType: "text/csv; charset=utf-8; header=present",
  usualCodes: false,
  pieces: async function* pieces({ columns, withCodes }, batches) {
    const cells = columns.map((column) => cellOf(column, withCodes));
    yield startOf(columns.map((column) => headerOf(column, withCodes)));
    for await (const batch of batches)
      yield batch.map((record) => lineOf(cells.map((cell) => cell(record)))).join("");
  },
};

/** A file's first line. */
export function startOf(titles: readonly string[]): string {
  return `${BYTE_ORDER_MARK}${lineOf(titles.map(escaped))}`;
}

/** `cells` as they are written. */
export function lineOf(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}

/** How a column's cell is written; what the hub itself writes, such as a number with its sign, is safe. */
export function cellOf(column: DownloadColumn, withCodes: boolean): (record: PublishedRecord) => string {
  const { kind, valueOf } = column;
  const text = (record: PublishedRecord): string => cellText(column, valueOf(record), withCodes);
  return kind === "integer" || kind === "decimal" || kind === "date" || kind === "boolean"
    ? text
    : (record) => escaped(text(record));
}

function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
