/** Where the records of one town lie from each other, on a schematic that knows no boundaries. */
import type { Ask } from "../../data/ask";
import { TownPointsDocument } from "../../graph/public/graphql";
import type { Dot } from "../../parts/town-map/map";
import type { GeoPoint } from "../../parts/point-map/frame";
import { AREA, type Choice } from "./choices";

/** By the codes of towns; none for what has no points. */
export async function dotsOf(
  ask: Ask,
  { dataset: id, pointColumn }: Choice,
): Promise<ReadonlyMap<string, readonly Dot[]>> {
  if (pointColumn === null) return new Map();
  const { dataset } = await ask(TownPointsDocument, { dataset: id, columns: [pointColumn, AREA] });
  const located = (dataset?.table?.rows ?? []).flatMap(({ cells: [place, area] }) =>
    place?.point && area?.value ? [{ point: place.point, code: area.value }] : [],
  );
  return new Map(
    [...Map.groupBy(located, ({ code }) => code)].map(([code, found]) => [
      code,
      spread(found.map(({ point }) => point)),
    ]),
  );
}

/** From -1 (west, south) to 1 (east, north) of the middle of those of one town. */
function spread(points: readonly GeoPoint[]): readonly Dot[] {
  const [longitude, latitude] = [
    middleOf(points.map((point) => point.longitude)),
    middleOf(points.map((point) => point.latitude)),
  ];
  const from = points.map((point) => ({
    east: point.longitude - longitude,
    north: point.latitude - latitude,
  }));
  const farthest = Math.max(...from.flatMap(({ east, north }) => [Math.abs(east), Math.abs(north)]));
  return from.map(({ east, north }) => ({ east: part(east, farthest), north: part(north, farthest) }));
}

function middleOf(values: readonly number[]): number {
  return (Math.min(...values) + Math.max(...values)) / 2;
}

function part(distance: number, farthest: number): number {
  return farthest === 0 ? 0 : distance / farthest;
}
