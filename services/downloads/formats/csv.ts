/**
 * CSV (RFC 4180) as spreadsheets open it: a header of titles, a byte order mark. A text that a spreadsheet
 * would take for a formula has an apostrophe before it (OWASP, CSV injection); JSON has it as it is.
 */
import { literal } from "#kit/hub";
import type { DownloadColumn } from "../columns.js";
import { headerOf } from "./header.js";
import type { TextFormat, WrittenColumns } from "./format.js";
import { lineSql, type TextSql } from "./line-sql.js";
import { joinedWordsSql, wordSql } from "./words-sql.js";

const BYTE_ORDER_MARK = "\ufeff";
const LINE_END = "\r\n";
const PARTED = "；";
/** What must stand in quotes; and what a spreadsheet calculates. The database reads both the same way. */
const SPECIAL = String.raw`[",\r\n]|^[ \t=+@-]|[ \t]$`;
const FORMULA = String.raw`^[=+@\t\r-]`;
const TEXT: TextSql = {
  special: String.raw`[",\r\n]|\x7f[ \t=+@-]|[ \t]\x7f`,
  plain: (sql) => `coalesce(${sql}, '')`,
  careful: carefulSql,
};

export const csv: TextFormat = {
  kind: "text",
  title: { zh: "CSV 文件", en: "CSV" },
  mediaType: "text/csv; charset=utf-8; header=present",
  usualCodes: false,
  line: csvLineSql,
  begin: ({ columns, withCodes }) => csvStart(columns.map((column) => headerOf(column, withCodes))),
  between: LINE_END,
  end: (isEmpty) => (isEmpty ? "" : LINE_END),
};

/** A file's first line. */
export function csvStart(titles: readonly string[]): string {
  return `${BYTE_ORDER_MARK}${csvLine(titles.map(escaped))}`;
}

/** `cells` as they are written. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.join(",")}${LINE_END}`;
}

export function csvLineSql({ columns, withCodes }: WrittenColumns): string {
  const lineOf = (textOf: (sql: string) => string): string =>
    columns.map((column) => cellSql(column, withCodes, textOf)).join(" || ',' || ") || "''";
  return lineSql(TEXT, lineOf);
}

/** What the hub itself writes, such as a number with its sign, is safe. */
function cellSql(
  { kind, list, sql }: DownloadColumn,
  withCodes: boolean,
  textSql: (sql: string) => string,
): string {
  const isWord = list !== null && !withCodes;
  switch (kind) {
    case "boolean":
      return withCodes
        ? `coalesce(${sql}::text, '')`
        : `CASE ${sql} WHEN true THEN '是' WHEN false THEN '否' ELSE '' END`;
    case "code":
      return isWord ? `coalesce(${wordSql(list, sql, escaped)}, ${sql}, '')` : textSql(sql);
    case "codes":
      return inQuotes(
        `nullif(${isWord ? joinedWordsSql(list, sql, PARTED) : `array_to_string(${sql}, '${PARTED}')`}, '')`,
      );
    case "text":
      return textSql(sql);
    default:
      return `coalesce(${sql}::text, '')`;
  }
}

function carefulSql(sql: string): string {
  const safe = `CASE WHEN ${sql} ~ ${literal(FORMULA)} THEN '''' || ${sql} ELSE ${sql} END`;
  return `CASE WHEN ${sql} !~ ${literal(SPECIAL)} THEN ${sql} ELSE ${inQuotes(safe)} END`;
}

/** Nothing where it is null. */
function inQuotes(sql: string): string {
  return `coalesce('"' || replace(${sql}, '"', '""') || '"', '')`;
}

function escaped(text: string): string {
  if (!new RegExp(SPECIAL).test(text)) return text;
  const safe = new RegExp(FORMULA).test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
