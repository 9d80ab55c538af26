/** Towns on a schematic, coloured by a figure, with its legend. Who does not see it has a table beside it. */
import type { FunctionalComponent } from "vue";
import { useWords } from "../../words";
import type { Cell } from "./layout";
import { TownMap, type Dot } from "./map";
import { stepOf, stepsOf } from "./steps";

export interface TownFigure {
  readonly code: string;
  readonly name: string;
  readonly cell: Cell;
  /** Null where there is none. */
  readonly value: number | null;
  /** The figure as it is read. */
  readonly text: string;
  readonly dots?: readonly Dot[];
}

export const Schematic: FunctionalComponent<{ readonly towns: readonly TownFigure[] }> = ({ towns }) => {
  const { t, number } = useWords();
  const steps = stepsOf(towns.flatMap(({ value }) => (value === null ? [] : [value])));
  return (
    <>
      <p class="quiet">
        {t("towns.schematic")}
        {towns.some(({ dots }) => dots !== undefined && dots.length > 0) && ` ${t("towns.dots")}`}
      </p>
      <TownMap tiles={towns.map((town) => ({ ...town, step: stepOf(steps, town.value) }))} />
      <ul class="row plain-row" aria-label={t("towns.legend")}>
        {steps.map(({ step, least, most }) => (
          <li>
            <span class={["swatch", `step-${step}`]} />{" "}
            {least === most ? number(least) : t("towns.range", { least: number(least), most: number(most) })}
          </li>
        ))}
        {towns.some(({ value }) => value === null) && (
          <li>
            <span class="swatch" /> {t("towns.nothing")}
          </li>
        )}
      </ul>
    </>
  );
};
Schematic.props = ["towns"];
