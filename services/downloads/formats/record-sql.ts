/** SQL that writes a record as a line, which records-as-text.ts splits again. */
import { literal } from "#kit/hub";
import type { DownloadColumn } from "../columns.js";
import { GROUP_SEPARATOR, SUBSTITUTE, UNIT_SEPARATOR } from "./records-as-text.js";

/** Arguments of one call; the database takes a hundred. */
const MOST = 90;

export function recordSql(columns: readonly DownloadColumn[]): string {
  return joined(columns.map(({ sql, kind }) => `coalesce(${textSql(sql, kind)}, ${literal(SUBSTITUTE)})`));
}

function textSql(sql: string, kind: DownloadColumn["kind"]): string {
  if (kind === "text" || kind === "code") return sql;
  return kind === "codes" ? `array_to_string(${sql}, ${literal(GROUP_SEPARATOR)})` : `${sql}::text`;
}

function joined(fields: readonly string[]): string {
  if (fields.length > MOST) return joined([joined(fields.slice(0, MOST)), ...fields.slice(MOST)]);
  return `concat_ws(${[literal(UNIT_SEPARATOR), ...fields].join(", ")})`;
}
