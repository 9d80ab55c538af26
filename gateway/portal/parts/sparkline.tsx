/** A small line beside a figure: its shape alone, for the figures stand in the table that it links to. */
import type { FunctionalComponent } from "vue";

export const Sparkline: FunctionalComponent<{ readonly values: readonly number[] }> = ({ values }) => {
  if (values.length < 2) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const points = values.map((value, at) => {
    const x = (at / (values.length - 1)) * WIDTH;
    const y = high === low ? HEIGHT / 2 : HEIGHT - ((value - low) / (high - low)) * HEIGHT;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg
      class="sparkline"
      viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <polyline points={points.join(" ")} />
    </svg>
  );
};
Sparkline.props = ["values"];

const WIDTH = 100;
const HEIGHT = 24;
