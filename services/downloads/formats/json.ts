/**
 * JSON (RFC 8259) and NDJSON: an object for each record, by the graph's names, with the graph's values; a
 * decimal is text, exact as it was published.
 */
import type { PublishedRecord, Value } from "#kit";
import type { DownloadColumn } from "../columns.js";
import { cellText } from "./cell-text.js";
import type { TextFormat, Written } from "./format.js";

export const json: TextFormat = {
  kind: "text",
  title: { zh: "JSON 文件", en: "JSON" },
  mediaType: "application/json; charset=utf-8",
  usualCodes: true,
  pieces: async function* pieces(written, batches) {
    let before = "[\n";
    for await (const batch of batches) {
      if (batch.length === 0) continue;
      yield `${before}${batch.map((record) => lineOf(written, record)).join(",\n")}`;
      before = ",\n";
    }
    yield before === "[\n" ? "[]\n" : "\n]\n";
  },
};

export const ndjson: TextFormat = {
  kind: "text",
  title: { zh: "按行分隔的 JSON", en: "JSON, one record a line" },
  mediaType: "application/x-ndjson; charset=utf-8",
  usualCodes: true,
  pieces: async function* pieces(written, batches) {
    for await (const batch of batches) yield batch.map((record) => `${lineOf(written, record)}\n`).join("");
  },
};

function lineOf(written: Written, record: PublishedRecord): string {
  return JSON.stringify(objectOf(written, record));
}

export function objectOf(
  { columns, withCodes }: Pick<Written, "columns" | "withCodes">,
  record: PublishedRecord,
): Readonly<Record<string, Value>> {
  const object: Record<string, Value> = {};
  for (const column of columns) object[column.field] = valueOf(column, record, withCodes);
  return object;
}

/** Words stand for codes alone: numbers, and what is yes or no, stay what they are. */
function valueOf(column: DownloadColumn, record: PublishedRecord, withCodes: boolean): Value {
  const value = column.valueOf(record);
  if (withCodes || column.list === null || value === null) return value;
  return typeof value === "object"
    ? value.map((code) => cellText(column, code, false))
    : cellText(column, value, false);
}
