/** Any dataset counted or added up: what is measured, by what, over which time; a chart and its table. */
import type { FunctionalComponent } from "vue";
import { Chart } from "../../parts/chart";
import { FilterForm } from "../../parts/filter-form";
import { Link } from "../../parts/link";
import { Table, type Column as TableColumn } from "../../parts/table";
import { Schematic, type TownFigure } from "../../parts/town-map/schematic";
import { useWords } from "../../words";
import { addressOf, AGGREGATES, COUNT, UNITS } from "./asked";
import { MOST_GROUPS, pictureOf, pointsOf, type Group, type Point } from "./chart-groups";
import { HiddenState } from "./hidden-state";
import { isRefusal, type DatasetPage } from "./load";
import { Refused } from "./records-table";

interface Choice {
  readonly value: string;
  readonly text: string;
}
interface Choices {
  readonly measures: readonly Choice[];
  readonly groups: readonly Choice[];
  readonly periods: readonly Choice[];
}

const OWN = new Set(["measure", "by", "period", "kind"]);

export const ChartMaker: FunctionalComponent<{ readonly page: DatasetPage }> = ({ page }) => {
  const { t } = useWords();
  const { dataset, asked, groups } = page;
  const { chart } = asked;
  const { id } = dataset;
  const choices = useChoices(page);
  const choose = (
    name: string,
    label: string,
    all: readonly Choice[],
    chosen: string | null,
    none: string | null,
  ) => (
    <label>
      {label}
      <select name={name}>
        {none !== null && <option value="">{none}</option>}
        {all.map(({ value, text }) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section id="chart">
      <h2>{t("dataset.chart")}</h2>
      <p class="quiet">{t("dataset.chartHint")}</p>
      <FilterForm>
        <HiddenState address={addressOf(id, asked, {})} own={OWN} />
        {choose("measure", t("dataset.measure"), choices.measures, chart.measure, null)}
        {choose("by", t("dataset.by"), choices.groups, chart.by, t("dataset.none"))}
        {choices.periods.length > 0 &&
          choose("period", t("dataset.period"), choices.periods, chart.period, t("dataset.none"))}
        {choose(
          "kind",
          t("dataset.kind"),
          [
            { value: "bar", text: t("dataset.bar") },
            { value: "line", text: t("dataset.line") },
            { value: "map", text: t("dataset.map") },
          ],
          chart.kind,
          null,
        )}
        <span class="row">
          <button type="submit" class="first">
            {t("dataset.draw")}
          </button>
          {groups !== null && (
            <Link to={addressOf(id, asked, { chart: { ...chart, measure: COUNT, by: null, period: null } })}>
              {t("dataset.noChart")}
            </Link>
          )}
        </span>
      </FilterForm>
      {groups !== null &&
        (isRefusal(groups) ? (
          <Refused refusal={groups} />
        ) : (
          <Drawn page={page} groups={groups} choices={choices} />
        ))}
    </section>
  );
};
ChartMaker.props = ["page"];

function useChoices({ dataset: { columns } }: DatasetPage): Choices {
  const { t } = useWords();
  return {
    measures: [
      { value: COUNT, text: t("dataset.records") },
      ...columns
        .filter(({ isMeasure }) => isMeasure)
        .flatMap(({ name, label }) =>
          AGGREGATES.map((aggregate) => ({
            value: `${name}.${aggregate}`,
            text: t(`dataset.${aggregate}`, { column: label }),
          })),
        ),
    ],
    groups: columns
      .filter(({ isGroupable }) => isGroupable)
      .map(({ name, label }) => ({ value: name, text: label })),
    periods: columns.flatMap(({ name, label, isDate, isPeriod }) => [
      ...(isPeriod ? [{ value: name, text: label }] : []),
      ...(isDate
        ? UNITS.map((unit) => ({ value: `${name}.${unit}`, text: t(`dataset.${unit}`, { column: label }) }))
        : []),
    ]),
  };
}

interface DrawnProps {
  readonly page: DatasetPage;
  readonly groups: readonly Group[];
  readonly choices: Choices;
}

const Drawn: FunctionalComponent<DrawnProps> = ({ page, groups, choices }) => {
  const { t, number } = useWords();
  const { chart } = page.asked;
  const points = pointsOf(chart, groups);
  const { option, isPart } = pictureOf(chart, points, t("dataset.empty"));
  const nameOf = (all: readonly Choice[], chosen: string | null): string =>
    all.find(({ value }) => value === chosen)?.text ?? "";
  const measure = nameOf(choices.measures, chart.measure);
  const period = nameOf(choices.periods, chart.period);
  const by = nameOf(choices.groups, chart.by);
  const caption = [measure, period, by].filter((text) => text !== "").join(" · ");
  const towns = townsOf(page, groups, points, (value) => number(value));
  const columns: readonly TableColumn<Point>[] = [
    ...(chart.period === null
      ? []
      : [{ name: period, cell: (point: Point) => point.period || t("dataset.empty") }]),
    ...(chart.by === null ? [] : [{ name: by, cell: ({ key }: Point) => key || t("dataset.empty") }]),
    {
      name: measure,
      isNumber: true,
      cell: ({ value, isSuppressed }) =>
        `${number(value)}${isSuppressed && chart.measure !== COUNT ? "*" : ""}`,
    },
    ...(chart.measure === COUNT
      ? []
      : [{ name: t("dataset.records"), isNumber: true, cell: ({ count }: Point) => number(count) }]),
  ];
  return (
    <>
      {points.length === 0 ? (
        <p>{t("dataset.noRows")}</p>
      ) : (
        <>
          {towns ? (
            <figure class="map">
              <Schematic towns={towns} />
            </figure>
          ) : (
            <>
              {chart.kind === "map" && <p class="late">{t("dataset.mapNeedsTowns")}</p>}
              <Chart option={option} label={caption} />
            </>
          )}
          {isPart && !towns && <p class="quiet">{t("dataset.chartPart")}</p>}
          <div class="tall">
            <Table caption={caption} columns={columns} rows={points} />
          </div>
          {points.some(({ isSuppressed }) => isSuppressed) && chart.measure !== COUNT && (
            <p class="quiet">{t("dataset.suppressed")}</p>
          )}
          {points.length === MOST_GROUPS && (
            <p class="late">{t("dataset.chartCut", { count: number(MOST_GROUPS) })}</p>
          )}
        </>
      )}
    </>
  );
};
Drawn.props = ["page", "groups", "choices"];

/** Null where the groups are none of towns, each with one figure. */
function townsOf(
  { towns, asked: { chart } }: DatasetPage,
  groups: readonly Group[],
  points: readonly Point[],
  write: (value: Point["value"]) => string,
): readonly TownFigure[] | null {
  if (!towns || chart.period !== null || !groups.some(({ keys }) => keys[0]?.link?.type === "Area"))
    return null;
  const values = new Map(groups.map(({ keys }, at) => [keys[0]?.link?.key, points[at]?.value ?? null]));
  return towns.map((town) => {
    const value = values.get(town.code) ?? null;
    return { ...town, value: value === null ? null : Number(value), text: write(value) };
  });
}
