/** How requests were answered in the year: a bar for each kind of result. The table has the numbers. */
import type { AnnualReportQuery } from "../../graph/public/graphql";
import type { ChartOption } from "../../parts/draw-chart";

type Part = NonNullable<AnnualReportQuery["annualReport"]>["parts"][number];

/** Null where no request was handled, or none was reported. */
export function chartOfRequests(parts: readonly Part[]): ChartOption | null {
  const rows = parts.find(({ number }) => number === "三")?.table?.rows ?? [];
  // what was handled stands between what came in and the total
  const handled = rows.slice(2, -2).flatMap(({ label, values }) => {
    const total = Number(values.at(-1) ?? 0);
    return total > 0 ? [{ label: label.replace(/（区分.*$/, ""), total }] : [];
  });
  if (handled.length === 0) return null;
  return {
    xAxis: { type: "value", minInterval: 1 },
    yAxis: {
      type: "category",
      data: handled.map(({ label }) => label),
      inverse: true,
      axisLabel: { interval: 0, fontSize: 11, width: 180, overflow: "truncate" },
    },
    series: [{ type: "bar", data: handled.map(({ total }) => total) }],
  };
}
