/**
 * A measure over time: the sums of one column for each period of a feed that has periods, in total or by one
 * field, with the change against the period before and the same one of the year before. One statement; the
 * changes are computed here, exactly.
 *
 * A total leaves out what is hidden or was not reported, and says that it is not complete.
 */
import Big from "big.js";
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../../feed/contract.js";
import { storedFields, type StoredField } from "../../feed/stored-fields.js";
import { kindOfPeriod, parsePeriod, shiftPeriod, yearBefore } from "../../values/periods.js";
import { whereAlike } from "./alike-rows.js";
import { groupableFields, keyEntries } from "./groups.js";
import { createParameters, type Fragment } from "../open/parameters.js";
import { allOf, anyVisible, type AsOf } from "./published-sql.js";
import { ofParents, type Parents } from "./of-parents.js";
import { tableOf } from "../open/tables.js";

/** Ten years of months for each of fifty areas. */
const MAX_PERIODS = 120;
const MAX_LINES = 200;

export interface SeriesArguments {
  readonly measure: string;
  /** Periods as the column has them, both included; without them the latest twelve. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly by?: string | null | undefined;
}

export interface SeriesPlan {
  readonly period: StoredField;
  readonly measure: StoredField;
  readonly by: StoredField | null;
  readonly from: string | null;
  readonly to: string | null;
}

export interface Series {
  readonly key: Readonly<Record<string, unknown>>;
  readonly points: readonly SeriesPoint[];
}

/** Values are exact decimals; null where nothing was published. */
export interface SeriesPoint {
  readonly period: string;
  readonly value: string | null;
  readonly isComplete: boolean;
  readonly change: string | null;
  readonly changePercent: string | null;
  readonly changeOnYear: string | null;
  readonly changeOnYearPercent: string | null;
}

/** The field that holds a feed's periods; null for a feed without series. */
export function periodFieldOf(contract: FeedContract): StoredField | null {
  return (
    storedFields(contract).find(
      (field) => field.period !== null && field.indexed && contract.key.includes(field.field),
    ) ?? null
  );
}

/** The fields by which a series can be split: every groupable field but the period itself. */
export function seriesKeys(contract: FeedContract): readonly StoredField[] {
  const period = periodFieldOf(contract);
  return [...groupableFields(contract).keys.values()].filter(
    (field): field is StoredField =>
      "list" in field && field.field !== period?.field && field.kind !== "codes",
  );
}

/** Refuses with PAGE_ARGUMENTS what the feed has not, periods of another kind, and too many of them. */
export function planSeries(
  contract: FeedContract,
  { measure, from = null, to = null, by = null }: SeriesArguments,
): SeriesPlan {
  const period = periodFieldOf(contract);
  const measured = groupableFields(contract).measures.find(({ field }) => field === measure);
  const split = by === null ? null : seriesKeys(contract).find(({ field }) => field === by);
  if (!period?.period || !measured || split === undefined)
    throw wrong("没有这个指标或分组", "there is no such measure or key");
  for (const text of [from, to]) {
    const parsed = text === null ? null : parsePeriod(period.period, text);
    if (parsed && (!parsed.ok || parsed.value !== text))
      throw wrong(`时期应如 ${EXAMPLES[period.period]}`, `a period is written as ${EXAMPLES[period.period]}`);
  }
  if (from !== null && to !== null && (from > to || shiftPeriod(from, MAX_PERIODS) <= to))
    throw wrong(
      `起始时期不得晚于截止时期，且最多${MAX_PERIODS}个`,
      `periods go from early to late, ${MAX_PERIODS} at most`,
    );
  return { period, measure: measured, by: split, from, to };
}

/**
 * Rows of (`$parent`, `key`, `period`, `value`, `missing`), by key and period; the year before the first
 * period is read for its changes.
 */
export function seriesStatement(
  contract: FeedContract,
  where: Fragment,
  { period, measure, by, from, to }: SeriesPlan,
  asOf: AsOf,
  parents: Parents | null,
): Fragment {
  const parameters = createParameters(where);
  const column = `t."${period.sqlName}"`;
  const conditions = [anyVisible(asOf, parameters), where.text];
  const related = parents && ofParents(parents, parameters);
  const parent = related?.parent ?? "NULL";
  if (related) conditions.push(related.condition);
  const table = `${tableOf(contract)} t${related?.source ?? ""}`;
  const latest = `(SELECT max(${column}) FROM ${table} WHERE ${allOf(conditions)})`;
  const until = to === null ? latest : parameters.add(to);
  // Without a beginning as many periods as may be asked for are read back from the end: it is known only when
  // the rows are.
  if (from !== null) conditions.push(`${column} >= ${parameters.add(yearBefore(from))}`);
  else if (to !== null) conditions.push(`${column} >= ${parameters.add(shiftPeriod(to, -MAX_PERIODS))}`);
  conditions.push(`${column} <= ${until}`);
  const key = by ? `t."${by.sqlName}"` : "NULL";
  const sum = `trim_scale(sum(t."${measure.sqlName}")::numeric)::text`;
  const text = `SELECT ${parent} AS "$parent", ${key} AS "key", ${column} AS "period", ${whereAlike(measure, sum)} AS "value", count(*) FILTER (WHERE t."${measure.sqlName}" IS NULL) AS "missing"
    FROM ${table} WHERE ${allOf(conditions)} GROUP BY 1, 2, 3 ORDER BY 2 NULLS LAST, 3`;
  return { text, values: parameters.values };
}

export type SeriesRow = Readonly<Record<string, unknown>>;

export function toSeries({ by, from, to }: SeriesPlan, rows: readonly SeriesRow[]): readonly Series[] {
  const last =
    to ?? rows.reduce((latest, row) => (String(row["period"]) > latest ? String(row["period"]) : latest), "");
  if (last === "") return [];
  const first = from ?? shiftPeriod(last, 1 - DEFAULT_PERIODS);
  const lines = new Map<unknown, Map<string, SeriesRow>>();
  for (const row of rows) {
    const line = lines.get(row["key"]) ?? new Map<string, SeriesRow>();
    lines.set(row["key"], line.set(String(row["period"]), row));
  }
  if (lines.size > MAX_LINES) throw wrong(`分组超过${MAX_LINES}个`, `more than ${MAX_LINES} keys`);
  return [...lines].map(([value, line]) => ({
    key: by ? Object.fromEntries(keyEntries(by, value)) : {},
    points: periodsBetween(first, last).map((period) => toPoint(period, line)),
  }));
}

const DEFAULT_PERIODS = 12;
const EXAMPLES = { month: "2026-05", quarter: "2026-Q2", schoolYear: "2025-2026", year: "2026" } as const;

function periodsBetween(first: string, last: string): readonly string[] {
  const periods: string[] = [];
  for (let period = first; period <= last && periods.length < MAX_PERIODS; period = shiftPeriod(period, 1))
    periods.push(period);
  return periods;
}

function toPoint(period: string, line: ReadonlyMap<string, SeriesRow>): SeriesPoint {
  const value = valueAt(line, period);
  const before = valueAt(line, shiftPeriod(period, -1));
  // Where a period is a year, the one before and the one of the year before are the same.
  const onYear =
    kindOfPeriod(period) === "year" || kindOfPeriod(period) === "schoolYear"
      ? before
      : valueAt(line, yearBefore(period));
  return {
    period,
    value: value?.toFixed() ?? null,
    isComplete: value !== null && line.get(period)?.["missing"] === 0,
    change: difference(value, before),
    changePercent: percent(value, before),
    changeOnYear: difference(value, onYear),
    changeOnYearPercent: percent(value, onYear),
  };
}

function valueAt(line: ReadonlyMap<string, SeriesRow>, period: string): Big | null {
  const value = line.get(period)?.["value"];
  return typeof value === "string" ? new Big(value) : null;
}

function difference(value: Big | null, before: Big | null): string | null {
  return value && before ? value.minus(before).toFixed() : null;
}

/** Two digits after the point; null where there was nothing before. */
function percent(value: Big | null, before: Big | null): string | null {
  if (!value || !before || before.eq(0)) return null;
  const rounded = value.minus(before).times(100).div(before).round(2);
  return new Big(rounded.eq(0) ? 0 : rounded).toFixed();
}

function wrong(reason: string, reasonEn: string): HubError {
  return new HubError("PAGE_ARGUMENTS", { reason, reasonEn });
}
