/** What a chart asks the graph for, and its picture of the answer: the table beside it has all of it. */
import type {
  CalendarUnit,
  DatasetGroupsQuery,
  DatasetGroupsQueryVariables,
} from "../../graph/public/graphql";
import type { ChartOption } from "../../parts/draw-chart";
import { AGGREGATES, COUNT, UNITS, type AskedChart, type Column } from "./asked";

export type Group = NonNullable<DatasetGroupsQuery["dataset"]>["groups"][number];

/** More of them nobody reads. */
export const MOST_GROUPS = 200;
/** As many as there are colours, and as many bars as can be named. */
const MOST_LINES = 4;
const MOST_BARS = 30;

/** Null where no chart is asked for. What the contract does not have the graph refuses. */
export function groupsAsked(
  { measure, by, period }: AskedChart,
  columns: readonly Column[],
): Omit<DatasetGroupsQueryVariables, "id" | "language"> | null {
  if (by === null && period === null) return null;
  const { column, unit } = periodOf(period);
  const isOwnPeriod = columns.some(({ name, isPeriod }) => isPeriod && name === column);
  const keys = [isOwnPeriod ? column : null, by].filter((name) => name !== null);
  return {
    by: keys,
    ...(column !== null && !isOwnPeriod && { date: column, every: unit }),
    measures: measure === COUNT ? [] : [partsOf(measure).column],
    orderBy: [
      column === null
        ? isPeriodColumn(columns, by)
          ? "KEY_ASC"
          : "COUNT_DESC"
        : isOwnPeriod
          ? "KEY_ASC"
          : "PERIOD_DESC",
    ],
    first: MOST_GROUPS,
  };
}

function isPeriodColumn(columns: readonly Column[], by: string | null): boolean {
  return columns.some(({ name, isPeriod }) => isPeriod && name === by);
}

function periodOf(period: string | null): {
  readonly column: string | null;
  readonly unit: CalendarUnit | null;
} {
  const { column, rest } = partsOf(period ?? "");
  return { column: column === "" ? null : column, unit: UNITS.find((unit) => unit === rest) ?? null };
}

export function partsOf(text: string): { readonly column: string; readonly rest: string } {
  const [column = "", rest = ""] = text.split(".");
  return { column, rest };
}

/** A group as a row of the chart's table. */
export interface Point {
  /** Empty without one. */
  readonly period: string;
  readonly key: string;
  /** Exact decimals are text; null where nothing has a value. */
  readonly value: string | number | null;
  readonly count: number;
  readonly isSuppressed: boolean;
}

/** In the order of time, if there is one. */
export function pointsOf({ measure, period }: AskedChart, groups: readonly Group[]): readonly Point[] {
  const aggregate = AGGREGATES.find((name) => name === partsOf(measure).rest);
  const points = groups.map((group): Point => {
    const texts = group.keys.map(({ text }) => text);
    const first = period === null ? "" : (group.period ?? texts.shift() ?? "");
    return {
      period: first,
      key: texts.join(" "),
      value: aggregate === undefined ? group.count : (group.values[0]?.[aggregate] ?? null),
      count: group.count,
      isSuppressed: group.isSuppressed,
    };
  });
  return period === null
    ? points
    : points.toSorted((one, other) => (one.period < other.period ? -1 : Number(one.period > other.period)));
}

export interface Picture {
  readonly option: ChartOption;
  /** Whether it leaves out something that the table has. */
  readonly isPart: boolean;
}

/** `nothing`: what a key without a value is called. */
export function pictureOf(
  { kind, period, by }: AskedChart,
  points: readonly Point[],
  nothing: string,
): Picture {
  const named = (key: string): string => (key === "" ? nothing : key);
  if (period === null) {
    const drawn = points.slice(0, MOST_BARS);
    return {
      option: optionOf(
        kind,
        drawn.map(({ key }) => named(key)),
        [{ name: "", values: drawn.map(({ value }) => numberOf(value)) }],
      ),
      isPart: drawn.length < points.length,
    };
  }
  const periods = [...new Set(points.map((point) => point.period))];
  const keys = largest(points);
  const drawn = keys.slice(0, MOST_LINES);
  const series = drawn.map((key) => {
    const values = new Map(
      points.filter((point) => point.key === key).map((point) => [point.period, point.value]),
    );
    return {
      name: by === null ? "" : named(key),
      values: periods.map((each) => numberOf(values.get(each) ?? null)),
    };
  });
  return { option: optionOf(kind, periods.map(named), series), isPart: drawn.length < keys.length };
}

function largest(points: readonly Point[]): readonly string[] {
  const sums = new Map<string, number>();
  for (const { key, value } of points) sums.set(key, (sums.get(key) ?? 0) + (numberOf(value) ?? 0));
  return [...sums].toSorted(([, one], [, other]) => other - one).map(([key]) => key);
}

function numberOf(value: string | number | null): number | null {
  return value === null ? null : Number(value);
}

function optionOf(
  kind: AskedChart["kind"],
  categories: readonly string[],
  series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[],
): ChartOption {
  return {
    legend: { show: series.length > 1, top: 0 },
    xAxis: { type: "category", data: [...categories] },
    yAxis: { type: "value" },
    series: series.map(({ name, values }) => ({
      type: kind === "line" ? "line" : "bar",
      name,
      data: [...values],
    })),
  };
}
