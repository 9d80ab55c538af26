/** A value as a person reads it in a cell: words for codes, 是 and 否, several parted by a semicolon. */
import { labelOf, type Value } from "#kit";
import type { DownloadColumn } from "../columns.js";

export function headerOf({ field, zh }: DownloadColumn, withCodes: boolean): string {
  return withCodes ? field : zh;
}

export function cellText({ list }: DownloadColumn, value: Value, withCodes: boolean): string {
  if (value === null) return "";
  if (typeof value === "string" && (withCodes || list === null)) return value;
  if (typeof value === "object") return value.map((code) => wordOf(list, code, withCodes)).join("；");
  if (typeof value === "boolean" && !withCodes) return value ? "是" : "否";
  return wordOf(list, String(value), withCodes);
}

function wordOf(list: DownloadColumn["list"], text: string, withCodes: boolean): string {
  return list && !withCodes ? labelOf(list, text, "ZH") : text;
}
