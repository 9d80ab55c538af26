/** SQL that writes the values of a record as JSON (RFC 8259); a decimal is text, exact as it was published. */
import type { DownloadColumn } from "../columns.js";
import type { WrittenColumns } from "./format.js";
import { lineSql, type TextSql } from "./line-sql.js";
import { wordSql, wordsSql } from "./words-sql.js";

const TEXT: TextSql = {
  special: String.raw`["\\\x01-\x1f]`,
  plain: (sql) => `'"' || ${sql} || '"'`,
  careful: (sql) => `to_json(${sql})::text`,
};

/** `lineOf` gives the line, of the columns' values in their order; each is never null. */
export function jsonLineSql(
  { columns, withCodes }: WrittenColumns,
  lineOf: (values: readonly string[]) => string,
): string {
  return lineSql(TEXT, (textOf) =>
    lineOf(columns.map((column) => `coalesce(${valueSql(column, withCodes, textOf)}, 'null')`)),
  );
}

/** Null where there is no value. Words stand for codes alone: numbers and yes or no stay what they are. */
function valueSql(
  { kind, list, sql }: DownloadColumn,
  withCodes: boolean,
  textOf: (sql: string) => string,
): string {
  const isWord = list !== null && !withCodes;
  switch (kind) {
    case "integer":
    case "boolean":
      return `${sql}::text`;
    case "decimal":
    case "date":
      return `'"' || ${sql}::text || '"'`;
    case "code":
      return isWord
        ? `coalesce(${wordSql(list, sql, (word) => JSON.stringify(word))}, ${textOf(sql)})`
        : textOf(sql);
    case "codes":
      return isWord
        ? `CASE WHEN ${sql} IS NOT NULL THEN to_json(${wordsSql(list, sql)})::text END`
        : `to_json(${sql})::text`;
    case "text":
      return textOf(sql);
    default:
      return `to_json(${sql})::text`;
  }
}
