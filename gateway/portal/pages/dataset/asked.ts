/**
 * What an address asks of a dataset: a part of its table, and a chart. Names of columns come from the
 * contract or are refused by the graph; values go there as they are. Nothing here knows any dataset.
 *
 * `<column>.<comparison>=` filters, `where=` holds what else a filter says (JSON, as in the graph), `order=`,
 * `columns=` (several), `size=`, `after=`, `before=`, `asOf=` (a day); `measure=`, `by=`, `period=`, `kind=`
 * make the chart.
 */
import type { Visit } from "../../app/page";
import type { CalendarUnit, DatasetQuery } from "../../graph/public/graphql";

export type Column = NonNullable<DatasetQuery["dataset"]>["columns"][number];

export interface Condition {
  readonly column: string;
  /** One of the column's comparisons. */
  readonly comparison: string;
  readonly value: string;
}

export interface Asked {
  readonly conditions: readonly Condition[];
  /** What no condition says, as JSON; null for nothing. */
  readonly rest: string | null;
  readonly order: string | null;
  /** The columns that are asked for; null for the usual ones. */
  readonly columns: readonly string[] | null;
  readonly size: number;
  readonly after: string | null;
  readonly before: string | null;
  /** A day; null for now. */
  readonly asOf: string | null;
  readonly chart: AskedChart;
}

export interface AskedChart {
  /** `count`, or `<column>.<sum|average|min|max>`. */
  readonly measure: string;
  readonly by: string | null;
  /** `<column>.<unit>`. */
  readonly period: string | null;
  readonly kind: ChartKind;
}

export const KINDS = ["bar", "line", "map"] as const;
export type ChartKind = (typeof KINDS)[number];

export const SIZES = [20, 50, 100] as const;
export const UNITS: readonly CalendarUnit[] = ["YEAR", "QUARTER", "MONTH", "WEEK", "DAY"];
export const AGGREGATES = ["sum", "average", "min", "max"] as const;
export type Aggregate = (typeof AGGREGATES)[number];
export const COUNT = "count";

/** So many columns are read without moving sideways. */
const USUAL_COLUMNS = 8;

/** Those that can be filtered by, which the standard found worth finding records by, in its order. */
export function usualColumns(columns: readonly Column[]): readonly string[] {
  const names = (some: readonly Column[]): readonly string[] => some.map(({ name }) => name);
  if (columns.length <= USUAL_COLUMNS) return names(columns);
  const first = columns.filter(({ filters }) => filters.length > 0).slice(0, USUAL_COLUMNS);
  return names(columns.filter((column) => first.includes(column)));
}

export function readAsked(
  columns: readonly Column[],
  { query, queries }: Pick<Visit, "query" | "queries">,
): Asked {
  const { conditions, rest } = readWhere(columns, query("where"));
  const chosen = queries("columns");
  const size = Number(query("size"));
  return {
    conditions: [
      ...conditions,
      ...columns.flatMap(({ name, filters }) =>
        filters
          .filter((comparison) => !LISTS.has(comparison))
          .flatMap((comparison) => {
            const value = query(`${name}.${comparison}`);
            return value === null ? [] : [{ column: name, comparison, value }];
          }),
      ),
    ],
    rest,
    order: query("order"),
    columns: chosen.length === 0 || isSame(chosen, usualColumns(columns)) ? null : chosen,
    size: SIZES.find((one) => one === size) ?? SIZES[0],
    after: query("after"),
    before: query("before"),
    asOf: query("asOf"),
    chart: {
      measure: query("measure") ?? COUNT,
      by: query("by"),
      period: query("period"),
      kind: KINDS.find((kind) => kind === query("kind")) ?? "bar",
    },
  };
}

/** Comparisons with several values, which only `where` has. */
const LISTS: ReadonlySet<string> = new Set(["in", "hasAny"]);

/** A filter of the graph, as conditions as far as they can say it. */
function readWhere(columns: readonly Column[], text: string | null): Pick<Asked, "conditions" | "rest"> {
  if (text === null) return { conditions: [], rest: null };
  const where = objectOf(text);
  // the graph says what is wrong with it
  if (where === null) return { conditions: [], rest: text };
  const conditions: Condition[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, comparisons] of Object.entries(where)) {
    const column = columns.find((one) => one.name === name);
    const simple = column ? simpleConditions(column, comparisons) : null;
    if (simple) conditions.push(...simple);
    else rest[name] = comparisons;
  }
  return { conditions, rest: Object.keys(rest).length === 0 ? null : JSON.stringify(rest) };
}

function simpleConditions(column: Column, comparisons: unknown): readonly Condition[] | null {
  if (typeof comparisons !== "object" || comparisons === null || Array.isArray(comparisons)) return null;
  const values: readonly [string, unknown][] = Object.entries(comparisons);
  const isSimple = values.every(
    ([comparison, value]) =>
      column.filters.includes(comparison) && !LISTS.has(comparison) && typeof value !== "object",
  );
  return isSimple
    ? values.map(([comparison, value]) => ({ column: column.name, comparison, value: String(value) }))
    : null;
}

/** The filter as the graph reads it; null for none. */
export function whereOf(
  columns: readonly Column[],
  { conditions, rest }: Pick<Asked, "conditions" | "rest">,
): string | null {
  if (conditions.length === 0) return rest;
  const kinds = new Map(columns.map(({ name, kind }) => [name, kind]));
  const own: Record<string, Record<string, unknown>> = {};
  for (const { column, comparison, value } of conditions)
    own[column] = { ...own[column], [comparison]: comparable(kinds.get(column), comparison, value) };
  if (rest === null) return JSON.stringify(own);
  const others = objectOf(rest);
  return others === null ? rest : JSON.stringify({ ...own, and: [others] });
}

function comparable(kind: Column["kind"] | undefined, comparison: string, value: string): unknown {
  if (kind === "BOOLEAN" || comparison === "isNull")
    return value === "true" ? true : value === "false" ? false : value;
  return kind === "INTEGER" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

/** The last moment of the day in the district's time; null for now. */
export function momentOf(asOf: string | null): string | null {
  return asOf === null ? null : `${asOf}T23:59:59.999+08:00`;
}

/** The address that asks for the same, but for what is changed; the page of the table is its first again. */
export function addressOf(id: string, asked: Asked, changes: Partial<Asked>): string {
  const { conditions, rest, order, columns, size, asOf, chart } = { ...asked, ...changes };
  const parameters = new URLSearchParams();
  for (const { column, comparison, value } of conditions) parameters.append(`${column}.${comparison}`, value);
  const others = {
    where: rest,
    order,
    size: size === SIZES[0] ? null : String(size),
    asOf,
    measure: chart.measure === COUNT ? null : chart.measure,
    by: chart.by,
    period: chart.period,
    kind: chart.kind === "bar" ? null : chart.kind,
  };
  for (const [name, value] of Object.entries(others)) if (value !== null) parameters.set(name, value);
  for (const column of columns ?? []) parameters.append("columns", column);
  const text = parameters.toString();
  return `/datasets/${id}${text === "" ? "" : `?${text}`}`;
}

function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    return Object.fromEntries(Object.entries(value));
  } catch {
    return null;
  }
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}
