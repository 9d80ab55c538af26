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
/** Height by width, at most and at least: points in a line have room beside them. */
const TALLEST = 0.9;
const FLATTEST = 0.35;
/** Degrees between two lines. */
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 45] as const;
const MOST_LINES = 6;

/** A frame around these points, in which a kilometre is as long to the east as to the north. */
export function frameOf(points: readonly GeoPoint[]): Frame {
  const across = spanOf(points.map(({ longitude }) => longitude));
  const along = spanOf(points.map(({ latitude }) => latitude));
  const shorter = Math.cos((((along[0] + along[1]) / 2) * Math.PI) / 180);
  const [width, height] = [(across[1] - across[0]) * shorter, along[1] - along[0]];
  const [west, east] = widened(across, (height / TALLEST - width) / shorter);
  const [south, north] = widened(along, width * FLATTEST - height);
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

type Span = readonly [least: number, most: number];

/** As much on both sides; what is no more is nothing. */
function widened([least, most]: Span, more: number): Span {
  const side = Math.max(more, 0) / 2;
  return [least - side, most + side];
}

function spanOf(values: readonly number[]): Span {
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
