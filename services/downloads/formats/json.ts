/**
 * JSON (RFC 8259) and NDJSON: an object for each record, by the graph's names, with the graph's values; a
 * decimal is text, exact as it was published.
 */
import { literal } from "#kit/hub";
import type { DownloadColumn } from "../columns.js";
import type { TextFormat, WrittenColumns } from "./format.js";
import { lineSql, type TextSql } from "./line-sql.js";
import { wordSql, wordsSql } from "./words-sql.js";

export const json: TextFormat = {
  kind: "text",
  title: { zh: "JSON 文件", en: "JSON" },
  mediaType: "application/json; charset=utf-8",
  usualCodes: true,
  line: objectSql,
  begin: () => "[\n",
  between: ",\n",
  end: (isEmpty) => (isEmpty ? "]\n" : "\n]\n"),
};

export const ndjson: TextFormat = {
  kind: "text",
  title: { zh: "按行分隔的 JSON", en: "JSON, one record a line" },
  mediaType: "application/x-ndjson; charset=utf-8",
  usualCodes: true,
  line: objectSql,
  begin: () => "",
  between: "\n",
  end: (isEmpty) => (isEmpty ? "" : "\n"),
};

const TEXT: TextSql = {
  special: String.raw`["\\\x01-\x1f]`,
  plain: (sql) => `'"' || ${sql} || '"'`,
  careful: (sql) => `to_json(${sql})::text`,
};

function objectSql({ columns, withCodes }: WrittenColumns): string {
  return lineSql(TEXT, (textOf) => {
    const members = columns.map((column, at) => {
      const name = literal(`${at === 0 ? "{" : ","}${JSON.stringify(column.field)}:`);
      return `${name} || coalesce(${valueSql(column, withCodes, textOf)}, 'null')`;
    });
    return `${members.join(" || ")} || '}'`;
  });
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
