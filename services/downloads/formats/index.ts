/** The formats by the ending of a file's name. */
import { hasPoints, type FeedContract } from "#kit";
import { parquet, xlsx } from "./apart/binary.js";
import { csv } from "./csv.js";
import type { Format } from "./format.js";
import { geojson } from "./geojson.js";
import { json, ndjson } from "./json.js";

export const FORMATS = { csv, xlsx, json, ndjson, parquet, geojson } as const satisfies Readonly<
  Record<string, Format>
>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS).filter(isFormatName);

function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}

/** Those in which a dataset can be had: GeoJSON where it says where its records are. */
export function formatsOf(contract: FeedContract): readonly FormatName[] {
  return hasPoints(contract) ? FORMAT_NAMES : FORMAT_NAMES.filter((name) => name !== "geojson");
}
