/** One statistic: its course as a chart and a table, its towns, and how it is counted. */
import { definePage } from "../../app/page";
import { Chart } from "../../parts/chart";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { useWords } from "../../words";
import { loadStatistic, type Point, type Statistic } from "./asked";
import { barsOfTowns, chartOf } from "./charts";
import { Filter } from "./filter";
import { How } from "./how";

interface Row extends Point {
  readonly of: string;
}

export default definePage<Statistic>({
  load: loadStatistic,
  title: ({ dataset: { title, titleEn } }, { language }) => (language === "en" ? titleEn : title),
  description: ({ dataset: { title } }, { t }) => t("statistics.about", { title }),
  view: ({ data }: { readonly data: Statistic }) => {
    const words = useWords();
    const { t, number, language } = words;
    const { dataset, measure, split, choices, choice, series, towns, latest } = data;
    const what = choices.find(({ value }) => value === choice)?.text ?? withUnit(measure);
    const rows: readonly Row[] = series
      .flatMap(({ key, points }) =>
        points.map((point) => ({ ...point, of: key?.text ?? t("statistics.total") })),
      )
      .toSorted((one, other) => (one.period < other.period ? 1 : Number(one.period > other.period) * -1));
    const isIncomplete = [...series, ...towns].some(({ points }) =>
      points.some((point) => !point.isComplete),
    );
    const textOf = ({ value, isComplete }: Point): string =>
      value === null && !isComplete
        ? t("towns.hidden")
        : isComplete
          ? number(value)
          : t("towns.atLeast", { value: number(value) });
    return (
      <>
        <h1>{language === "en" ? dataset.titleEn : dataset.title}</h1>
        <p class="lead">{dataset.description}</p>
        <Filter statistic={data} />
        <h2>{what}</h2>
        {rows.length === 0 ? (
          <p>{t("statistics.none")}</p>
        ) : (
          [
            <Chart option={chartOf(data, words)} label={t("statistics.chart", { what })} />,
            <Table
              caption={t("statistics.caption", { what })}
              columns={[
                { name: t("statistics.period"), cell: ({ period }) => period },
                ...(split ? [{ name: split.label, cell: ({ of }: Row) => of }] : []),
                { name: t("statistics.value"), cell: textOf, isNumber: true },
                {
                  name: t("statistics.change"),
                  cell: ({ change }) => signed(change, number),
                  isNumber: true,
                },
                {
                  name: t("statistics.changePercent"),
                  cell: ({ changePercent }) => signed(changePercent, number),
                  isNumber: true,
                },
                {
                  name: t("statistics.changeOnYear"),
                  cell: ({ changeOnYear }) => signed(changeOnYear, number),
                  isNumber: true,
                },
                {
                  name: t("statistics.changeOnYearPercent"),
                  cell: ({ changeOnYearPercent }) => signed(changeOnYearPercent, number),
                  isNumber: true,
                },
              ]}
              rows={rows}
            />,
          ]
        )}
        {isIncomplete && <p>{t("statistics.incomplete")}</p>}
        {towns.length > 0 && [
          <h2>{t("statistics.byTown")}</h2>,
          <Chart option={barsOfTowns(towns)} label={t("statistics.chart", { what })} />,
          <Table
            caption={t("statistics.byTownCaption", { what, period: latest ?? "" })}
            columns={[
              {
                name: t("statistics.town"),
                cell: ({ key }) =>
                  key?.link ? <Link to={`/towns/${key.link.key}`}>{key.text}</Link> : key?.text,
              },
              { name: what, cell: ({ points: [point] }) => point && textOf(point), isNumber: true },
            ]}
            rows={towns}
          />,
          <p>
            <Link to={`/towns?by=${dataset.id}:${measure.name}&period=${latest ?? ""}`}>
              {t("statistics.onMap")}
            </Link>
          </p>,
        ]}
        <h2>{t("statistics.how")}</h2>
        <How dataset={dataset} />
      </>
    );
  },
});

function withUnit({ label, unit }: Statistic["measure"]): string {
  // some have it in their names
  return unit === null || unit === undefined || /[（(]/.test(label) ? label : `${label}（${unit}）`;
}

function signed(value: string | null | undefined, number: (value: string) => string): string {
  if (value === null || value === undefined) return "—";
  return Number(value) > 0 ? `+${number(value)}` : number(value);
}
