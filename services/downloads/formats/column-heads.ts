import type { DownloadColumn } from "../columns.js";
import type { ColumnHead } from "./format.js";

/** The columns as what writes them knows them. */
export function columnHeads(columns: readonly DownloadColumn[]): readonly ColumnHead[] {
  return columns.map(({ field, zh, kind, scale, coordinates, list }) => ({
    field,
    zh,
    kind,
    scale,
    coordinates,
    words: list && new Map(list.codes.map(({ name, zh: word }) => [name, word])),
  }));
}
