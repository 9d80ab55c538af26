/**
 * A filter (`{ decisionDate: { gte: "2025-01-01" }, or: […] }`) as an SQL condition over the alias `t`.
 *
 * Names come from the contract, values travel as parameters. Refused with FILTER_INVALID: unknown names, null
 * for a value (`isNull` asks for it), more nesting, conditions or values than below.
 */
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../../feed/contract.js";
import { toComparable, type Comparable, type QueryField } from "./comparable.js";
import { createParameters, type Fragment, type Parameters } from "../open/parameters.js";
import { OPERATORS, queryFieldsOf } from "./query-fields.js";

export type Where = Readonly<Record<string, unknown>>;

export const MAX_WHERE_DEPTH = 5;
export const MAX_WHERE_CONDITIONS = 50;
export const MAX_WHERE_VALUES = 500;

/** A filter that is written as JSON; null for what is no object. */
export function parseWhere(text: string): Where | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : null;
  } catch {
    return null;
  }
}

export function compileWhere(contract: FeedContract, where: Where): Fragment {
  const parameters = createParameters();
  const text = allOf(
    where,
    { fields: queryFieldsOf(contract).filters, parameters, conditions: 0, values: 0 },
    1,
  );
  return { text, values: parameters.values };
}

interface Progress {
  readonly fields: ReadonlyMap<string, QueryField>;
  readonly parameters: Parameters;
  conditions: number;
  values: number;
}

function allOf(where: Where, progress: Progress, depth: number): string {
  if (depth > MAX_WHERE_DEPTH)
    throw invalid(`嵌套超过${MAX_WHERE_DEPTH}层`, `nested more than ${MAX_WHERE_DEPTH} deep`);
  const parts: string[] = [];
  for (const [name, value] of Object.entries(where)) {
    if (value === undefined) continue;
    if (name === "and" || name === "or") parts.push(combine(name, value, progress, depth));
    // A comparison with an empty field is neither true nor false in SQL: what is not true counts as false.
    else if (name === "not") parts.push(`(${allOf(objectOf(value, name), progress, depth + 1)}) IS NOT TRUE`);
    else parts.push(...fieldConditions(name, objectOf(value, name), progress));
  }
  return parts.length === 0 ? "TRUE" : parts.join(" AND ");
}

function combine(name: "and" | "or", value: unknown, progress: Progress, depth: number): string {
  const parts = listOf(value, name).map((part) => {
    countCondition(progress);
    return `(${allOf(objectOf(part, name), progress, depth + 1)})`;
  });
  if (parts.length === 0) return name === "and" ? "TRUE" : "FALSE";
  return `(${parts.join(name === "and" ? " AND " : " OR ")})`;
}

function fieldConditions(name: string, comparisons: Where, progress: Progress): readonly string[] {
  const field = progress.fields.get(name);
  if (!field)
    throw invalid(
      `没有可筛选的字段 ${name.slice(0, 60)}`,
      `there is no field ${name.slice(0, 60)} to filter by`,
    );
  return Object.entries(comparisons)
    .filter(([, value]) => value !== undefined)
    .map(([operator, value]) => {
      countCondition(progress);
      return comparison(field, operator, value, progress);
    });
}

function comparison(field: QueryField, operator: string, value: unknown, progress: Progress): string {
  const column = `t."${field.sqlName}"`;
  const known = OPERATORS[field.kind].find((candidate) => candidate === operator);
  const one = (): string => progress.parameters.add(comparable(field, value, progress));
  const several = (): string =>
    progress.parameters.add(listOf(value, field.field).map((item) => comparable(field, item, progress)));
  switch (known) {
    case "eq":
      return `${column} = ${one()}`;
    case "gt":
      return `${column} > ${one()}`;
    case "gte":
      return `${column} >= ${one()}`;
    case "lt":
      return `${column} < ${one()}`;
    case "lte":
      return `${column} <= ${one()}`;
    case "startsWith":
      return `${column} ^@ ${one()}`;
    case "in":
      return `${column} = ANY(${several()})`;
    case "has":
      return `${column} @> ARRAY[${one()}::text]`;
    case "hasAny":
      return `${column} && ${several()}::text[]`;
    case "isNull":
      return `${column} IS ${isTrue(value, field) ? "" : "NOT "}NULL`;
    default:
      throw invalid(
        `${field.field} 不支持比较方式 ${operator.slice(0, 60)}`,
        `${field.field} has no comparison ${operator.slice(0, 60)}`,
      );
  }
}

function comparable(field: QueryField, value: unknown, progress: Progress): Comparable {
  progress.values += 1;
  if (progress.values > MAX_WHERE_VALUES)
    throw invalid(`值超过${MAX_WHERE_VALUES}个`, `more than ${MAX_WHERE_VALUES} values`);
  if (value === null)
    throw invalid(
      `${field.field} 的值为 null，查空值请用 isNull`,
      `${field.field} is compared with null: ask with isNull`,
    );
  const found = toComparable(field.kind, value);
  if (found === null)
    throw invalid(`${field.field} 的值格式不正确`, `the value of ${field.field} is malformed`);
  return found;
}

function isTrue(value: unknown, field: QueryField): boolean {
  if (typeof value !== "boolean")
    throw invalid(
      `${field.field}.isNull 应为 true 或 false`,
      `${field.field}.isNull is neither true nor false`,
    );
  return value;
}

function countCondition(progress: Progress): void {
  progress.conditions += 1;
  if (progress.conditions > MAX_WHERE_CONDITIONS)
    throw invalid(`条件超过${MAX_WHERE_CONDITIONS}个`, `more than ${MAX_WHERE_CONDITIONS} conditions`);
}

function objectOf(value: unknown, name: string): Where {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalid(`${name.slice(0, 60)} 应为对象`, `${name.slice(0, 60)} is not an object`);
  return Object.fromEntries(Object.entries(value));
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(`${name} 应为列表`, `${name} is not a list`);
  if (value.length > MAX_WHERE_VALUES)
    throw invalid(
      `${name} 的值超过${MAX_WHERE_VALUES}个`,
      `${name} has more than ${MAX_WHERE_VALUES} values`,
    );
  return value;
}

function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("FILTER_INVALID", { reason, reasonEn });
}
