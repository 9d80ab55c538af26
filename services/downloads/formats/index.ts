/** The formats by the ending of a file's name. */
import { parquet, xlsx } from "./apart/binary.js";
import { csv } from "./csv.js";
import type { Format } from "./format.js";
import { json, ndjson } from "./json.js";

export const FORMATS = { csv, xlsx, json, ndjson, parquet } as const satisfies Readonly<
  Record<string, Format>
>;

export type FormatName = keyof typeof FORMATS;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
