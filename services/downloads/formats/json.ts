/**
 * JSON (RFC 8259) and NDJSON: an object for each record, by the graph's names, with the graph's values; a
 * decimal is text, exact as it was published.
 */
import { literal } from "#kit/hub";
import type { TextFormat, WrittenColumns } from "./format.js";
import { jsonLineSql } from "./json-sql.js";

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

function objectSql(written: WrittenColumns): string {
  return jsonLineSql(written, (values) => {
    const members = written.columns.map(({ field }, at) => {
      const name = literal(`${at === 0 ? "{" : ","}${JSON.stringify(field)}:`);
      return `${name} || ${values[at] ?? ""}`;
    });
    return `${members.join(" || ")} || '}'`;
  });
}
