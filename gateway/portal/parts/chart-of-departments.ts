/** The departments as lying bars: what was in time, late and not there. The board has the same numbers. */
import type { ChartOption } from "./draw-chart";
import type { ShownDepartment } from "./duty-board";
import type { Words } from "../words";

/** As many as are read at a glance: those that are worst off. */
const MOST = 12;

export function chartOfDepartments(departments: readonly ShownDepartment[], { t }: Words): ChartOption {
  const worst = departments
    .filter(({ duties }) => duties > 0)
    .toSorted((one, other) => badOf(other) - badOf(one))
    .slice(0, MOST);
  const bars = [
    { name: t("duties.met"), value: ({ met }: ShownDepartment) => met },
    { name: t("duties.metLate"), value: ({ metLate }: ShownDepartment) => metLate },
    { name: t("duties.exempt"), value: ({ exempt }: ShownDepartment) => exempt },
    { name: t("duties.notThere"), value: ({ overdue, partly }: ShownDepartment) => overdue + partly },
  ];
  return {
    legend: { top: 0 },
    xAxis: { type: "value", minInterval: 1 },
    yAxis: {
      type: "category",
      data: worst.map(({ name }) => name.replace(/^北京市密云区/, "")),
      inverse: true,
      axisLabel: { interval: 0, fontSize: 11 },
    },
    series: bars.map(({ name, value }) => ({ type: "bar", stack: "all", name, data: worst.map(value) })),
  };
}

function badOf({ overdue, partly, metLate }: ShownDepartment): number {
  return 1_000 * (overdue + partly) + metLate;
}
