/**
 * CSV (RFC 4180) as spreadsheets open it: a header of titles, a byte order mark. A text that a spreadsheet
 * would take for a formula has an apostrophe before it (OWASP, CSV injection); JSON has it as it is.
 */
import type { PublishedRecord } from "#kit";
import type { DownloadColumn } from "../columns.js";
import { cellText, headerOf } from "./cell-text.js";
import type { TextFormat } from "./format.js";

const BYTE_ORDER_MARK = "\ufeff";
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
const FORMULA = /^[=+\-@\t\r]/;
/** Kinds whose values are written by the hub itself: a minus is a sign there. */
const SAFE_KINDS: ReadonlySet<string> = new Set(["integer", "decimal", "date", "boolean"]);

export const csv: TextFormat = {
  kind: "text",
  title: { zh: "CSV 文件", en: "CSV" },
  mediaType: "text/csv; charset=utf-8; header=present",
  usualCodes: false,
  pieces: async function* pieces({ columns, withCodes }, batches) {
    yield startOf(columns.map((column) => headerOf(column, withCodes)));
    for await (const batch of batches)
      yield batch.map((record) => lineOf(cellsOf(columns, record, withCodes))).join("");
  },
};

/** A file's first line. */
export function startOf(titles: readonly string[]): string {
  return `${BYTE_ORDER_MARK}${lineOf(titles)}`;
}

export function cellsOf(
  columns: readonly DownloadColumn[],
  record: PublishedRecord,
  withCodes: boolean,
): readonly string[] {
  return columns.map((column) => safeText(column, cellText(column, column.valueOf(record), withCodes)));
}

export function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\r\n`;
}

function safeText({ kind }: DownloadColumn, text: string): string {
  return FORMULA.test(text) && !SAFE_KINDS.has(kind) ? `'${text}` : text;
}
