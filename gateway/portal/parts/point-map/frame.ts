/** The part of the earth that a map of points shows, and its lines of longitude and latitude. */
export interface GeoPoint {
  readonly longitude: number;
  readonly latitude: number;
}

export interface Frame {
  /** Of the drawing. */
  readonly width: number;
  readonly height: number;
  readonly place: (point: GeoPoint) => { readonly x: number; readonly y: number };
  readonly meridians: readonly number[];
  readonly parallels: readonly number[];
}

const WIDTH = 640;
/** Degrees: what is nearer is drawn no larger. */
const LEAST = 0.04;
const MARGIN = 0.12;
/** Degrees between two lines. */
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 45] as const;
const MOST_LINES = 6;

/** A frame around these points, in which a kilometre is as long to the east as to the north. */
export function frameOf(points: readonly GeoPoint[]): Frame {
  const [west, east] = spanOf(points.map(({ longitude }) => longitude));
  const [south, north] = spanOf(points.map(({ latitude }) => latitude));
  const shorter = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = WIDTH / ((east - west) * shorter);
  return {
    width: WIDTH,
    height: Math.round((north - south) * scale),
    place: ({ longitude, latitude }) => ({
      x: (longitude - west) * shorter * scale,
      y: (north - latitude) * scale,
    }),
    meridians: linesIn(west, east),
    parallels: linesIn(south, north),
  };
}

function spanOf(values: readonly number[]): readonly [least: number, most: number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const around = Math.max(most - least, LEAST) * MARGIN + Math.max(LEAST - (most - least), 0) / 2;
  return [least - around, most + around];
}

function linesIn(least: number, most: number): readonly number[] {
  const step = STEPS.find((one) => (most - least) / one <= MOST_LINES) ?? STEPS[STEPS.length - 1] ?? 1;
  const first = Math.ceil(least / step);
  return Array.from({ length: Math.floor(most / step) - first + 1 }, (_, at) => rounded((first + at) * step));
}

function rounded(degrees: number): number {
  return Math.round(degrees * 100) / 100;
}
