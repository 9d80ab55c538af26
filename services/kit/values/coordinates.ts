/**
 * Points as departments write them (`116.84,40.37`: longitude, latitude), in what satellites measure
 * (WGS-84). Maps that are published in China shift points by some hundred metres (GCJ-02, GB 20263); the
 * shift has no published formula, and what follows is the one that map programs use for it: a sum of sines
 * around (105° E, 35° N) on the ellipsoid of Krasovsky. It agrees with such maps to within a few metres.
 */
export const COORDINATES = ["WGS-84", "GCJ-02"] as const;
export type Coordinates = (typeof COORDINATES)[number];

/** In degrees, WGS-84. */
export interface GeoPoint {
  readonly longitude: number;
  readonly latitude: number;
}

/** Longitude, latitude. */
const POINT = /^(-?(?:1[0-7]\d|180|\d{1,2})(?:\.\d{1,10})?), ?(-?(?:[0-8]?\d|90)(?:\.\d{1,10})?)$/;

export function isPoint(text: string): boolean {
  return POINT.test(text);
}

/** Null for what is no point. */
export function pointOf(text: string, coordinates: Coordinates): GeoPoint | null {
  const [, longitude, latitude] = POINT.exec(text) ?? [];
  if (longitude === undefined || latitude === undefined) return null;
  const given = { longitude: Number(longitude), latitude: Number(latitude) };
  return coordinates === "GCJ-02" ? fromGcj02(given) : given;
}

/** Metres. */
const SEMI_MAJOR_AXIS = 6_378_245;
const SQUARED_ECCENTRICITY = 0.006693421622965943;
/** Each round makes the error some thousand times less: after these it is below a millimetre. */
const ROUNDS = 4;

/** The point that is shifted to this one. */
function fromGcj02(shifted: GeoPoint): GeoPoint {
  let found = shifted;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { longitude, latitude } = shiftOf(found);
    found = { longitude: shifted.longitude - longitude, latitude: shifted.latitude - latitude };
  }
  return { longitude: rounded(found.longitude), latitude: rounded(found.latitude) };
}

/** Degrees by which GCJ-02 is east and north of a point of China. */
function shiftOf({ longitude, latitude }: GeoPoint): GeoPoint {
  const [x, y] = [longitude - 105, latitude - 35];
  const ripple = 20 * Math.sin(6 * Math.PI * x) + 20 * Math.sin(2 * Math.PI * x);
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    (2 / 3) * (ripple + wave(20, y, 1) + wave(40, y, 3) + wave(160, y, 12) + wave(320, y, 30));
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    (2 / 3) * (ripple + wave(20, x, 1) + wave(40, x, 3) + wave(150, x, 12) + wave(300, x, 30));
  const radians = (latitude * Math.PI) / 180;
  const flattened = 1 - SQUARED_ECCENTRICITY * Math.sin(radians) ** 2;
  const meridian = (SEMI_MAJOR_AXIS * (1 - SQUARED_ECCENTRICITY)) / flattened ** 1.5;
  const parallel = (SEMI_MAJOR_AXIS / Math.sqrt(flattened)) * Math.cos(radians);
  return { longitude: inDegrees(east / parallel), latitude: inDegrees(north / meridian) };
}

function wave(height: number, at: number, length: number): number {
  return height * Math.sin((at * Math.PI) / length);
}

function inDegrees(radians: number): number {
  return (radians * 180) / Math.PI;
}

/** A tenth of a metre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
