/** What an address asks of a statistic, and the figures that answer it. */
import { PageUnknown, type Visit } from "../../app/page";
import {
  StatisticsDatasetDocument,
  StatisticsSeriesDocument,
  type StatisticsDatasetQuery,
  type StatisticsSeriesQuery,
} from "../../graph/public/graphql";
import { STATISTICS, type Figures } from "../../parts/figures";
import { graphLanguage } from "../../words/graph-language";

export type Dataset = NonNullable<StatisticsDatasetQuery["dataset"]>;
export type Series = NonNullable<StatisticsSeriesQuery["dataset"]>["series"][number];
export type Point = Series["points"][number];
export type Column = Dataset["columns"][number];

export interface Statistic {
  readonly dataset: Dataset;
  readonly measure: Column;
  readonly measures: readonly Column[];
  readonly split: Column | null;
  readonly splits: readonly Column[];
  /** The words of which one is shown at a time, where a value alone does not say what it is of. */
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  readonly choice: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly chart: "bar" | "line";
  readonly series: readonly Series[];
  /** Of the latest period; none where the records are of no towns. */
  readonly towns: readonly Series[];
  readonly latest: string | null;
}

const AREA = "areaCode";

export async function loadStatistic({ ask, param, query, language }: Visit): Promise<Statistic> {
  const figures = STATISTICS.find(({ dataset }) => dataset === param("series"));
  if (!figures) throw new PageUnknown();
  const common = { id: figures.dataset, language: graphLanguage(language) };
  const { dataset } = await ask(StatisticsDatasetDocument, common);
  if (!dataset) throw new PageUnknown();
  const named = (names: readonly string[]): readonly Column[] =>
    names.flatMap((name) => dataset.columns.find((column) => column.name === name) ?? []);
  const measures = named(figures.measures);
  const splits = named(figures.splits);
  const measure = measures.find(({ name }) => name === query("measure")) ?? measures[0];
  if (!measure) throw new PageUnknown();
  const split = splits.find(({ name }) => name === query("split")) ?? null;
  const [from, to] = [query("from"), query("to")];
  const read = async (by: string | null, range: Range): Promise<readonly Series[]> => {
    const variables = { ...common, ...range, measure: measure.name, by, where: whereOf(figures) };
    return (await ask(StatisticsSeriesDocument, variables)).dataset?.series ?? [];
  };
  const found = await read(figures.choice ?? split?.name ?? null, { from, to });
  const choices = figures.choice === null ? [] : found.flatMap(({ key }) => wordOf(key));
  const choice = choices.find(({ value }) => value === query("of"))?.value ?? choices[0]?.value ?? null;
  const shown = choice === null ? found : found.filter(({ key }) => key?.value === choice);
  const series = from === null ? fromFirst(shown) : shown;
  const latest = series[0]?.points.at(-1)?.period ?? null;
  const hasTowns = figures.choice === null && named([AREA]).length > 0 && latest !== null;
  return {
    dataset,
    measure,
    measures,
    split,
    splits,
    choices,
    choice,
    from,
    to,
    chart: query("chart") === "bar" ? "bar" : "line",
    series,
    towns: hasTowns ? await read(AREA, { from: latest, to: latest }) : [],
    latest,
  };
}

interface Range {
  readonly from: string | null;
  readonly to: string | null;
}

function whereOf({ whole }: Figures): string | null {
  return whole && JSON.stringify(whole);
}

function wordOf(key: Series["key"]): Statistic["choices"] {
  const { value = null, text = "" } = key ?? {};
  return value === null ? [] : [{ value, text }];
}

/** Without the periods before the first figure of any. */
function fromFirst(series: readonly Series[]): readonly Series[] {
  const starts = series.map(({ points }) => points.findIndex(({ value }) => value !== null));
  const first = Math.min(...starts.filter((at) => at >= 0));
  return Number.isFinite(first)
    ? series.map(({ key, points }) => ({ key, points: points.slice(first) }))
    : [];
}
