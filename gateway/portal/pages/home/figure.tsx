/** A key figure: its last value, the change within a year, and its shape. */
import type { FunctionalComponent } from "vue";
import { Link } from "../../parts/link";
import { Sparkline } from "../../parts/sparkline";
import { useWords } from "../../words";

export interface FigureProps {
  readonly name: string;
  readonly unit: string;
  readonly series:
    | readonly {
        readonly period: string;
        readonly value: string | null;
        readonly changeOnYearPercent: string | null;
      }[]
    | undefined;
  readonly to: string;
}

export const Figure: FunctionalComponent<FigureProps> = ({ name, unit, series = [], to }) => {
  const { t, number } = useWords();
  const last = series.findLast(({ value }) => value !== null);
  return (
    <li class="card">
      <h3>
        <Link to={to}>{name}</Link>
      </h3>
      {last && (
        <>
          <p class="figure">
            {number(last.value)} <small>{unit}</small>
          </p>
          <p class="quiet">
            {last.period}
            {last.changeOnYearPercent !== null &&
              ` · ${t("home.onYear", { percent: signed(number(last.changeOnYearPercent)) })}`}
          </p>
        </>
      )}
      <Sparkline values={series.flatMap(({ value }) => (value === null ? [] : [Number(value)]))} />
    </li>
  );
};
Figure.props = ["name", "unit", "series", "to"];

function signed(text: string): string {
  return text.startsWith("-") ? text : `+${text}`;
}
