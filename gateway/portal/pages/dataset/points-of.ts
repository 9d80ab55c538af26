/** The points of a dataset's records, by the column that has them. */
import type { DatasetPointsQuery } from "../../graph/public/graphql";
import type { ShownPoint } from "../../parts/point-map/point-map";
import type { Column } from "./asked";

export interface Points {
  readonly shown: readonly ShownPoint[];
  /** Records that the conditions find, and those of them that were looked at. */
  readonly total: number;
  readonly read: number;
  /** The system in which the department writes them. */
  readonly coordinates: string;
}

export interface PointColumns extends Pick<Points, "coordinates"> {
  /** The column of the points, and after it those that name a record. */
  readonly shown: readonly string[];
}

/** So many texts name a record: its number, and what it is called. */
const NAMES = 2;

/** Null for a dataset without a column of points. */
export function pointColumns(columns: readonly Column[]): PointColumns | null {
  const found = columns.find(({ coordinates }) => coordinates !== null);
  if (!found || found.coordinates === null) return null;
  const names = columns
    .filter(({ kind, coordinates, codeList }) => kind === "TEXT" && coordinates === null && codeList === null)
    .slice(0, NAMES);
  return { coordinates: found.coordinates, shown: [found.name, ...names.map(({ name }) => name)] };
}

export function pointsIn(
  { table }: NonNullable<DatasetPointsQuery["dataset"]>,
  { coordinates }: PointColumns,
): Points {
  return {
    coordinates,
    total: table?.totalCount ?? 0,
    read: table?.rows.length ?? 0,
    shown: (table?.rows ?? []).flatMap(({ permalink, cells: [cell, ...names] }) =>
      cell?.point ? [{ permalink, point: cell.point, name: names.map(({ text }) => text).join(" ") }] : [],
    ),
  };
}
