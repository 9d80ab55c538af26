/**
 * A list goes on after a place by its keys: the conditions of the rows after it, and their order. Records
 * without a value of a key come last, whichever way the key is ordered; read backwards, all is turned round.
 */
import type { Position } from "./cursor.js";
import type { PagePlan } from "./page.js";
import type { Parameters } from "../open/parameters.js";
import { sqlTypeOf } from "../open/feed-shape.js";
import type { Order } from "./query-fields.js";

type Direction = "ASC" | "DESC";

/** Which way a key is read; the record's id, by which ties are broken, goes as the last key. */
export function directionOf({ descending }: Order, forward: boolean): Direction {
  return descending === forward ? "DESC" : "ASC";
}

/**
 * ORDER BY of rows whose columns bear the names of the fields. A key that is always there says nothing of
 * nulls, as within a segment: so ordered segments are merged, and none is sorted.
 */
export function orderOfPage({ orders, forward }: PagePlan): string {
  const keys = orders.map((order) => {
    const nulls = order.field.required ? "" : ` NULLS ${forward ? "LAST" : "FIRST"}`;
    return `"${order.field.field}" ${directionOf(order, forward)}${nulls}`;
  });
  return [...keys, `"id" ${idDirection(orders, forward)}`].join(", ");
}

/**
 * ORDER BY within a segment, where the first key is there in all rows or in none: so an index on it delivers
 * them in order.
 */
export function orderOfSegment({ orders, forward }: PagePlan): string {
  const keys = orders.map((order, at) => {
    const nulls = at === 0 || order.field.required ? "" : ` NULLS ${forward ? "LAST" : "FIRST"}`;
    return `t."${order.field.sqlName}" ${directionOf(order, forward)}${nulls}`;
  });
  return [...keys, `t.record_id ${idDirection(orders, forward)}`].join(", ");
}

/**
 * Conditions that part the rows after the position by the first key: those with a value, those without. A
 * required field always has one.
 */
export function segments(plan: PagePlan, parameters: Parameters): readonly (readonly string[])[] {
  const { orders, position, forward } = plan;
  const [{ field }] = orders;
  const column = `t."${field.sqlName}"`;
  const [hasValue, hasNone] = [`${column} IS NOT NULL`, `${column} IS NULL`];
  if (position === null) return field.required ? [[]] : [[hasValue], [hasNone]];
  if (position.values[0] === null)
    return forward
      ? [[hasNone, beyond(plan, position, 1, parameters)]]
      : [[hasNone, beyond(plan, position, 1, parameters)], [hasValue]];
  const after = afterFirst(plan, position, parameters);
  if (field.required) return [after];
  return forward ? [[hasValue, ...after], [hasNone]] : [[hasValue, ...after]];
}

/** After the position whose first key has a value, among rows that have one: the index begins there. */
function afterFirst(plan: PagePlan, position: Position, parameters: Parameters): readonly string[] {
  const { orders, forward } = plan;
  const [first, second] = orders;
  const column = `t."${first.field.sqlName}"`;
  const value = valueOf(plan, position, 0, parameters);
  const comparison = comparisonOf(first, forward);
  if (second === undefined)
    return [`(${column}, t.record_id) ${comparison} (${value}, ${parameters.add(position.id)}::uuid)`];
  return [
    `${column} ${comparison}= ${value}`,
    `(${column} <> ${value} OR ${beyond(plan, position, 1, parameters)})`,
  ];
}

/** After the position by the keys from `at` on, among rows that have those before in common with it. */
function beyond(plan: PagePlan, position: Position, at: number, parameters: Parameters): string {
  const { orders, forward } = plan;
  const order = orders[at];
  if (order === undefined) {
    const comparison = idDirection(orders, forward) === "DESC" ? "<" : ">";
    return `t.record_id ${comparison} ${parameters.add(position.id)}::uuid`;
  }
  const column = `t."${order.field.sqlName}"`;
  const rest = beyond(plan, position, at + 1, parameters);
  if (position.values[at] === null)
    return forward ? `(${column} IS NULL AND ${rest})` : `(${column} IS NOT NULL OR ${rest})`;
  const value = valueOf(plan, position, at, parameters);
  const after = `${column} ${comparisonOf(order, forward)} ${value}`;
  const last = forward && !order.field.required ? ` OR ${column} IS NULL` : "";
  return `(${after}${last} OR (${column} = ${value} AND ${rest}))`;
}

function valueOf({ orders }: PagePlan, { values }: Position, at: number, parameters: Parameters): string {
  const field = orders[at]?.field;
  if (!field) throw new Error("A position has more values than the list has keys");
  return `${parameters.add(values[at])}::${sqlTypeOf(field)}`;
}

function comparisonOf(order: Order, forward: boolean): "<" | ">" {
  return directionOf(order, forward) === "DESC" ? "<" : ">";
}

function idDirection(orders: PagePlan["orders"], forward: boolean): Direction {
  return directionOf(orders.at(-1) ?? orders[0], forward);
}
