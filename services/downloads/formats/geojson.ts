/**
 * GeoJSON (RFC 7946) for programs of maps: a feature for each record, whose properties are those of JSON. Its
 * place is the first column of points, in WGS-84, as the standard wants it; what was written in GCJ-02 is
 * converted (`coordinates.ts`), and stands among the properties as it was published.
 */
import { pointOf, type Coordinates } from "#kit";
import type { ColumnHead, LineWriter, TextFormat, WrittenColumns } from "./format.js";
import { objectLine } from "./json.js";
import type { Cell } from "./records-as-text.js";

export const geojson: TextFormat = {
  kind: "text",
  title: { zh: "GeoJSON 点位文件", en: "GeoJSON" },
  mediaType: "application/geo+json",
  usualCodes: true,
  line: featureLine,
  begin: () => '{"type":"FeatureCollection","features":[\n',
  between: ",\n",
  end: (isEmpty) => (isEmpty ? "]}\n" : "\n]}\n"),
};

/** The first column of points; null where there is none. */
export function placeColumn(
  columns: readonly Pick<ColumnHead, "field" | "coordinates">[],
): { readonly at: number; readonly coordinates: Coordinates } | null {
  for (const [at, { coordinates }] of columns.entries()) if (coordinates) return { at, coordinates };
  return null;
}

/** A dataset may have had no such column at an earlier release: then its features have no place. */
function featureLine(written: WrittenColumns): LineWriter {
  const properties = objectLine(written);
  const id = written.columns.findIndex(({ field }) => field === "id");
  const place = placeColumn(written.columns);
  return (cells) => {
    const named = id < 0 ? "" : `"id":${JSON.stringify(cells[id] ?? null)},`;
    const geometry = place === null ? null : geometryOf(cells[place.at] ?? null, place.coordinates);
    return `{"type":"Feature",${named}"geometry":${JSON.stringify(geometry)},"properties":${properties(cells)}}`;
  };
}

function geometryOf(cell: Cell, coordinates: Coordinates): object | null {
  const point = cell === null ? null : pointOf(cell, coordinates);
  return point && { type: "Point", coordinates: [point.longitude, point.latitude] };
}
