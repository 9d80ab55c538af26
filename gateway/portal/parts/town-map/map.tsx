/** The schematic of towns. Who does not see it has the table with the same figures below. */
import type { FunctionalComponent } from "vue";
import { Link } from "../link";
import type { Cell } from "./layout";

export interface Tile {
  readonly code: string;
  readonly name: string;
  readonly text: string;
  readonly step: number;
  readonly cell: Cell;
  /** Records within the town. */
  readonly dots?: readonly Dot[];
}

/** From -1 to 1 of the middle. */
export interface Dot {
  readonly east: number;
  readonly north: number;
}

const SIZE = 44;
const WIDTH = Math.sqrt(3) * SIZE;
const HEIGHT = 1.5 * SIZE;
const MARGIN = 2;
/** Where dots are, below the name and the figure. */
const DOTS = { down: 27, across: 16, along: 6, radius: 2.5 } as const;

export const TownMap: FunctionalComponent<{ readonly tiles: readonly Tile[] }> = ({ tiles }) => {
  const middles = tiles.map(({ cell: { column, row } }) => ({
    x: WIDTH * (column + row / 2),
    y: HEIGHT * row,
  }));
  const [xs, ys] = [middles.map(({ x }) => x), middles.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - WIDTH / 2 - MARGIN, Math.min(...ys) - SIZE - MARGIN];
  const [width, height] = [
    Math.max(...xs) + WIDTH / 2 + MARGIN - left,
    Math.max(...ys) + SIZE + MARGIN - top,
  ];
  return (
    <svg viewBox={[left, top, width, height].map(round).join(" ")} aria-hidden="true">
      {tiles.map(({ code, name, text, step, dots = [] }, at) => {
        const { x, y } = middles[at] ?? { x: 0, y: 0 };
        return (
          <Link to={`/towns/${code}`} tabindex={-1}>
            <polygon class={["tile", `step-${step}`]} points={hexagon(x, y)} data-town={code} />
            <text x={round(x)} y={round(y - 4)}>
              {name}
            </text>
            <text x={round(x)} y={round(y + 15)} class="value">
              {text}
            </text>
            {dots.map(({ east, north }) => (
              <circle
                class="dot"
                cx={round(x + east * DOTS.across)}
                cy={round(y + DOTS.down - north * DOTS.along)}
                r={DOTS.radius}
              />
            ))}
          </Link>
        );
      })}
    </svg>
  );
};
TownMap.props = ["tiles"];

function hexagon(x: number, y: number): string {
  const [half, quarter] = [WIDTH / 2, SIZE / 2];
  return [
    [x, y - SIZE],
    [x + half, y - quarter],
    [x + half, y + quarter],
    [x, y + SIZE],
    [x - half, y + quarter],
    [x - half, y - quarter],
  ]
    .map((point) => point.map(round).join(","))
    .join(" ");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
