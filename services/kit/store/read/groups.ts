/**
 * Records counted and added up in groups: by indexed fields that readers see, and by calendar unit of a date.
 * One statement, for one list or for those of many parents. A field of several codes puts a record into a
 * group for each of them.
 *
 * Sums and averages are exact decimals; an average has six digits after the point at most.
 */
import { HubError } from "#schema/errors.js";
import { singular } from "../../feed/code-lists.js";
import type { FeedContract, Value } from "../../feed/contract.js";
import { snakeCase, storedFields, type StoredField } from "../../feed/stored-fields.js";
import { whereAlike } from "./alike-rows.js";
import { createParameters, type Fragment } from "../open/parameters.js";
import { allOf, anyVisible, type AsOf } from "./published-sql.js";
import { ofParents, type Parents } from "./of-parents.js";
import { DEPARTMENT_FIELD } from "./query-fields.js";
import { tableOf } from "../open/tables.js";

export const CALENDAR_UNITS = ["YEAR", "QUARTER", "MONTH", "WEEK", "DAY"] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

export const GROUP_ORDERS = ["COUNT_DESC", "KEY_ASC", "PERIOD_ASC", "PERIOD_DESC"] as const;
export type GroupOrder = (typeof GROUP_ORDERS)[number];

export const AGGREGATES = ["sum", "average", "min", "max"] as const;
export type Aggregate = (typeof AGGREGATES)[number];

export const MAX_GROUPS = 1_000;
export const DEFAULT_GROUPS = 100;
const MAX_KEYS = 4;

export interface GroupArguments {
  readonly by?: readonly string[] | null | undefined;
  /** Groups by the units of a date, too: `2026-05` for a month. */
  readonly every?: CalendarUnit | null | undefined;
  readonly date?: string | null | undefined;
  /** By the first, among equals by the next. By period unless told, without one the largest first. */
  readonly orderBy?: GroupOrder | readonly GroupOrder[] | null | undefined;
  readonly first?: number | null | undefined;
}

/** Aggregates wanted of each field. */
export type WantedAggregates = Readonly<Record<string, readonly Aggregate[]>>;

export interface Group {
  readonly count: number;
  /** In statistics about persons: true if sums omit a value because it counts too few. */
  readonly isSuppressed: boolean;
  readonly key: Readonly<Record<string, unknown>>;
  readonly period: string | null;
  /** By field, what was wanted of it. */
  readonly values: Readonly<Record<string, Readonly<Partial<Record<Aggregate, Value>>>>>;
}

export interface GroupableFields {
  readonly keys: ReadonlyMap<string, StoredField | typeof DEPARTMENT_FIELD>;
  readonly dates: readonly StoredField[];
  /** Fields that can be added up. */
  readonly measures: readonly StoredField[];
  /** Fields that have a minimum and a maximum. */
  readonly ranges: readonly StoredField[];
}

export function groupableFields(contract: FeedContract): GroupableFields {
  const exposed = storedFields(contract).filter((field) => field.exposed);
  const indexed = exposed.filter((field) => field.indexed);
  const measures = exposed.filter(({ kind }) => kind === "decimal" || kind === "integer");
  return {
    keys: new Map(
      [DEPARTMENT_FIELD, ...indexed.filter(({ kind }) => kind !== "date" && kind !== "decimal")].map(
        (field) => [field.field, field],
      ),
    ),
    dates: indexed.filter(({ kind }) => kind === "date"),
    measures,
    ranges: [...measures, ...exposed.filter(({ kind }) => kind === "date")],
  };
}

export interface GroupPlan {
  readonly keys: readonly (StoredField | typeof DEPARTMENT_FIELD)[];
  readonly every: { readonly field: StoredField; readonly unit: CalendarUnit } | null;
  readonly aggregates: readonly {
    readonly aggregate: Aggregate;
    readonly field: StoredField;
  }[];
  readonly orders: readonly GroupOrder[];
  readonly size: number;
}

/** Refuses with PAGE_ARGUMENTS what the feed has not, or too much of it. */
export function planGroups(
  contract: FeedContract,
  given: GroupArguments,
  wanted: WantedAggregates,
): GroupPlan {
  const fields = groupableFields(contract);
  const names = given.by ?? [];
  if (names.length > MAX_KEYS || new Set(names).size !== names.length)
    throw wrong(`by 最多${MAX_KEYS}个不同的字段`, `by has at most ${MAX_KEYS} fields, each once`);
  const size = given.first ?? DEFAULT_GROUPS;
  if (!Number.isInteger(size) || size < 1 || size > MAX_GROUPS)
    throw wrong(`first 为1至${MAX_GROUPS}`, `first is 1 to ${MAX_GROUPS}`);
  const keys = names.map((name) => fields.keys.get(name) ?? unknown(name));
  const { every = null, date = null } = given;
  if ((every === null) !== (date === null))
    throw wrong("按日期分组，日期和统计周期须同时填写", "every and date go together");
  return {
    keys,
    size,
    orders: ordersOf([given.orderBy ?? []].flat(), every !== null),
    every:
      every === null
        ? null
        : { field: fields.dates.find(({ field }) => field === date) ?? unknown(String(date)), unit: every },
    aggregates: Object.entries(wanted).flatMap(([name, aggregates]) =>
      aggregates.map((aggregate) => ({
        aggregate,
        field: fields.ranges.find(({ field }) => field === name) ?? unknown(name),
      })),
    ),
  };
}

function ordersOf(orders: readonly GroupOrder[], hasPeriod: boolean): readonly GroupOrder[] {
  if (!hasPeriod && orders.some(isOfPeriod))
    throw wrong("没有统计周期，不能按时期排序", "without a period groups have no order by it");
  if (orders.length === 0) return [hasPeriod ? "PERIOD_ASC" : "COUNT_DESC"];
  return orders;
}

function isOfPeriod(order: GroupOrder): boolean {
  return order.startsWith("PERIOD");
}

export function groupStatement(
  contract: FeedContract,
  where: Fragment,
  plan: GroupPlan,
  asOf: AsOf,
  parents: Parents | null,
): Fragment {
  const parameters = createParameters(where);
  const sources: string[] = [];
  const keys: string[] = plan.keys.map((field, at) => {
    if (field.kind !== "codes") return `t."${field.sqlName}"`;
    sources.push(` CROSS JOIN LATERAL unnest(t."${field.sqlName}") AS u${at}(code)`);
    return `u${at}.code`;
  });
  if (plan.every) keys.push(PERIODS[plan.every.unit](`t."${plan.every.field.sqlName}"`));
  const related = parents && ofParents(parents, parameters);
  if (related) sources.push(related.source);
  const parent = related ? [`${related.parent} AS "$parent"`] : [];
  const named = keys.map((key, at) => `${key} AS "$key${at}"`);
  const aggregates = plan.aggregates.map(
    ({ aggregate, field }, at) => `${expressionOf(aggregate, field)} AS "$value${at}"`,
  );
  const condition = allOf([anyVisible(asOf, parameters), where.text, related?.condition ?? "TRUE"]);
  const places = [...parent, ...named].map((_, at) => String(at + 1));
  const hidden = contract.smallCells ? [`bool_or(t.is_suppressed) AS "$suppressed"`] : [];
  const columns = [...parent, ...named, `count(*) AS "$count"`, ...hidden, ...aggregates].join(", ");
  // Without a key and without a parent there is one group, of all; GROUP BY nothing would give it for no rows
  // too, and so it should.
  const grouped = `SELECT ${columns} FROM ${tableOf(contract)} t${sources.join("")} WHERE ${condition}${places.length === 0 ? "" : ` GROUP BY ${places.join(", ")}`}`;
  const order = orderOf(plan, named.length);
  const limit = parameters.add(plan.size);
  const text = parents
    ? `SELECT * FROM (SELECT g.*, row_number() OVER (PARTITION BY "$parent" ORDER BY ${order}) AS "$place" FROM (${grouped}) g) p WHERE "$place" <= ${limit} ORDER BY "$place"`
    : `SELECT * FROM (${grouped}) g ORDER BY ${order} LIMIT ${limit}`;
  return { text, values: parameters.values };
}

/** Ties are broken by the keys, then by the period, which is the last of them. */
function orderOf({ orders, keys, every }: GroupPlan, count: number): string {
  const all = Array.from({ length: count }, (_, at) => `"$key${at}" NULLS LAST`);
  const period = `"$key${keys.length}"`;
  const parts = orders.flatMap((order): readonly string[] => {
    if (order === "COUNT_DESC") return [`"$count" DESC`];
    if (order === "KEY_ASC") return all.slice(0, keys.length);
    return every === null
      ? []
      : [order === "PERIOD_ASC" ? `${period} NULLS LAST` : `${period} DESC NULLS LAST`];
  });
  return [...parts, ...all].join(", ") || `"$count"`;
}

export function toGroup(plan: GroupPlan, row: Readonly<Record<string, unknown>>): Group {
  const values: Record<string, Partial<Record<Aggregate, Value>>> = {};
  for (const [at, { aggregate, field }] of plan.aggregates.entries())
    (values[field.field] ??= {})[aggregate] = valueOf(row[`$value${at}`]);
  const period = plan.every ? row[`$key${plan.keys.length}`] : null;
  return {
    count: Number(row["$count"]),
    isSuppressed: row["$suppressed"] === true,
    period: typeof period === "string" ? period : null,
    key: Object.fromEntries(plan.keys.flatMap((field, at) => keyEntries(field, row[`$key${at}`]))),
    values,
  };
}

/** A department and an area are entities: whoever asks goes on from there. */
export function keyEntries(
  field: StoredField | typeof DEPARTMENT_FIELD,
  value: unknown,
): readonly (readonly [string, unknown])[] {
  const name = keyName(field);
  if (name === DEPARTMENT_FIELD.field) return [[name, { code: value }]];
  return name === AREA_CODE
    ? [
        [name, value],
        ["area", value === null ? null : { code: value }],
      ]
    : [[name, value]];
}

/** A group has one of the codes that a record has several of: `penaltyCategory`. */
export function keyName({
  field,
  kind,
}: Pick<StoredField | typeof DEPARTMENT_FIELD, "field" | "kind">): string {
  return kind === "codes" ? singular(field) : field;
}

/** The derived field by which records join their town (`feed/area.ts`). */
export const AREA_CODE = "areaCode";

/** `PARTY_KIND` for `partyKind`. */
export function groupFieldName(field: string): string {
  return snakeCase(field).toUpperCase();
}

const PERIODS: Readonly<Record<CalendarUnit, (column: string) => string>> = {
  YEAR: (column) => `to_char(${column}, 'YYYY')`,
  QUARTER: (column) => `to_char(${column}, 'YYYY-"Q"Q')`,
  MONTH: (column) => `to_char(${column}, 'YYYY-MM')`,
  WEEK: (column) => `to_char(${column}, 'IYYY-"W"IW')`,
  DAY: (column) => `to_char(${column}, 'YYYY-MM-DD')`,
};

function expressionOf(aggregate: Aggregate, field: StoredField): string {
  return whereAlike(field, aggregateOf(aggregate, field));
}

function aggregateOf(aggregate: Aggregate, { kind, sqlName }: StoredField): string {
  const column = `t."${sqlName}"`;
  if (aggregate === "min" || aggregate === "max") return `${aggregate}(${column})`;
  if (aggregate === "average") return `trim_scale(round(avg(${column}), 6))`;
  return kind === "integer" ? `sum(${column})::bigint` : `trim_scale(sum(${column}))`;
}

function valueOf(value: unknown): Value {
  return typeof value === "string" || typeof value === "number" ? value : null;
}

function unknown(name: string): never {
  throw wrong(
    `不能按 ${name.slice(0, 60)} 分组或汇总`,
    `${name.slice(0, 60)} can be neither grouped by nor added up`,
  );
}

function wrong(reason: string, reasonEn: string): HubError {
  return new HubError("PAGE_ARGUMENTS", { reason, reasonEn });
}
