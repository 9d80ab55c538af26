/** The charts of a statistic. Each has its table beside it. */
import type { ChartOption } from "../../parts/draw-chart";
import type { Words } from "../../words";
import type { Series, Statistic } from "./asked";

export function chartOf({ series, chart }: Pick<Statistic, "chart" | "series">, { t }: Words): ChartOption {
  return {
    legend: { show: series.length > 1, top: 0 },
    xAxis: { type: "category", data: series[0]?.points.map(({ period }) => period) ?? [] },
    yAxis: { type: "value", scale: chart === "line" },
    series: series.map(({ key, points }) => ({
      type: chart,
      name: key?.text ?? t("statistics.total"),
      data: points.map(({ value }) => numberOf(value)),
    })),
  };
}

/** Lying bars, so that the names are read on a telephone too. */
export function barsOfTowns(towns: readonly Series[]): ChartOption {
  return {
    xAxis: { type: "value" },
    yAxis: {
      type: "category",
      data: towns.map(({ key }) => key?.text ?? ""),
      inverse: true,
      axisLabel: { interval: 0, fontSize: 11 },
    },
    series: [{ type: "bar", data: towns.map(({ points: [point] }) => numberOf(point?.value)) }],
  };
}

function numberOf(value: string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
