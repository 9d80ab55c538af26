/** Points by longitude and latitude alone. Who does not see them has a table with the same records. */
import type { FunctionalComponent } from "vue";
import { Link } from "../link";
import { frameOf, type GeoPoint } from "./frame";

export interface ShownPoint {
  readonly name: string;
  readonly permalink: string;
  readonly point: GeoPoint;
}

/** Of more points only the dots are drawn. */
const MOST_NAMES = 15;
const RADIUS = 6;
/** Nearer to the edge a line has no label, which would be cut off or meet another. */
const LABEL = 30;

export const PointMap: FunctionalComponent<{ readonly points: readonly ShownPoint[] }> = ({ points }) => {
  const { width, height, place, meridians, parallels } = frameOf(points.map(({ point }) => point));
  const isNamed = points.length <= MOST_NAMES;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" class="points">
      {meridians.map((longitude) => {
        const { x } = place({ longitude, latitude: 0 });
        return (
          <>
            <line class="line" x1={round(x)} x2={round(x)} y1={0} y2={height} />
            {x > LABEL && x < width - LABEL && (
              <text class="degrees" x={round(x)} y={height - 4}>{`${longitude}°E`}</text>
            )}
          </>
        );
      })}
      {parallels.map((latitude) => {
        const { y } = place({ longitude: 0, latitude });
        return (
          <>
            <line class="line" x1={0} x2={width} y1={round(y)} y2={round(y)} />
            {y > LABEL / 2 && y < height - LABEL && (
              <text class="degrees left" x={2} y={round(y - 3)}>{`${latitude}°N`}</text>
            )}
          </>
        );
      })}
      {points.map(({ name, permalink, point }) => {
        const { x, y } = place(point);
        const isRight = x > width / 2;
        return (
          <Link to={permalink} tabindex={-1}>
            <circle class="dot" cx={round(x)} cy={round(y)} r={RADIUS}>
              <title>{name}</title>
            </circle>
            {isNamed && (
              <text
                class={isRight ? "name right" : "name left"}
                x={round(x + (isRight ? -RADIUS - 3 : RADIUS + 3))}
                y={round(y + 4)}
              >
                {name}
              </text>
            )}
          </Link>
        );
      })}
    </svg>
  );
};
PointMap.props = ["points"];

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
