/**
 * JSON (RFC 8259) and NDJSON: an object for each record, by the graph's names, with the graph's values; a
 * decimal is text, exact as it was published.
 */
import type { ColumnHead, LineWriter, TextFormat, WrittenColumns } from "./format.js";
import { codesOf, type Cell } from "./records-as-text.js";
import { wordsOf } from "./words.js";

/** What a text has that is not in JSON as it is. */
const SPECIAL = /["\\\u0000-\u001f]/;

export const json: TextFormat = {
  kind: "text",
  title: { zh: "JSON 文件", en: "JSON" },
  mediaType: "application/json; charset=utf-8",
  usualCodes: true,
  line: objectLine,
  begin: () => "[\n",
  between: ",\n",
  end: (isEmpty) => (isEmpty ? "]\n" : "\n]\n"),
};

export const ndjson: TextFormat = {
  kind: "text",
  title: { zh: "按行分隔的 JSON", en: "JSON, one record a line" },
  mediaType: "application/x-ndjson; charset=utf-8",
  usualCodes: true,
  line: objectLine,
  begin: () => "",
  between: "\n",
  end: (isEmpty) => (isEmpty ? "" : "\n"),
};

/** A record as an object. */
export function objectLine({ columns, withCodes }: WrittenColumns): LineWriter {
  const members = columns.map((column, at) => {
    const name = `${at === 0 ? "{" : ","}${JSON.stringify(column.field)}:`;
    return memberWriter(name, column, withCodes);
  });
  return (cells) => {
    let line = "";
    for (let at = 0; at < members.length; at += 1) line = members[at]?.(line, cells[at] ?? null) ?? line;
    return `${line}}`;
  };
}

/**
 * Adds a member to what was written before it. Words stand for codes alone: numbers and yes or no stay what
 * they are.
 */
function memberWriter(
  name: string,
  column: ColumnHead,
  withCodes: boolean,
): (before: string, cell: Cell) => string {
  const wordOf = wordsOf(column, withCodes);
  const nothing = `${name}null`;
  const opened = `${name}"`;
  switch (column.kind) {
    case "integer":
    case "boolean":
      return (before, cell) => before + (cell === null ? nothing : name + cell);
    case "codes":
      return (before, cell) =>
        before + (cell === null ? nothing : name + JSON.stringify(codesOf(cell).map(wordOf)));
    case "code":
      return (before, cell) => before + (cell === null ? nothing : name + JSON.stringify(wordOf(cell)));
    default:
      return (before, cell) => {
        if (cell === null) return before + nothing;
        return SPECIAL.test(cell) ? before + name + JSON.stringify(cell) : `${before + opened + cell}"`;
      };
  }
}
