/** The driver's rows of published records, made into records and pages. */
import type { DriverRow } from "../open/queryable.js";
import type { Comparable } from "./comparable.js";
import { encodeCursor, type Position } from "./cursor.js";
import type { PagePlan } from "./page.js";
import type { Page, PublishedRecord } from "./published-record.js";

export function inOrderOf(
  keys: readonly Comparable[],
  rows: readonly DriverRow[],
  name: string,
): readonly (PublishedRecord | null)[] {
  const records = new Map(rows.map((row) => [row[name], row]));
  return keys.map((key) => {
    const row = records.get(key);
    return row ? toRecord(row) : null;
  });
}

/** The row itself becomes the record: its columns already bear the names of the fields. */
export function toRecord(row: DriverRow): PublishedRecord {
  if ("department" in row) row["department"] = { code: row["department"] };
  if ("$release" in row) row["provenance"] = { release: { id: String(row["$release"]) }, row: row["$row"] };
  return row as PublishedRecord; // the statement selected exactly these columns, and the database's types are those of the contract
}

/** `rows` are those of a `pageStatement`, for one parent where it had some. */
export function toPage(plan: PagePlan, rows: readonly DriverRow[]): Page {
  const found = rows.filter(({ id }) => id !== null).map(toRecord);
  const count = rows[0]?.["$count"];
  const hasMore = found.length > plan.size;
  const kept = hasMore ? found.slice(0, plan.size) : found;
  return {
    records: plan.forward ? kept : kept.toReversed(),
    hasNextPage: plan.forward ? hasMore : plan.position !== null,
    hasPreviousPage: plan.forward ? plan.position !== null : hasMore,
    cursorOf: (record) => encodeCursor(plan.scope, positionOf(plan, record)),
    total: typeof count === "number" ? count : null,
  };
}

/** Where the list goes on after the record. */
export function positionOf(
  { orders }: Pick<PagePlan, "orders">,
  record: Readonly<Record<string, unknown>>,
): Position {
  return { values: orders.map(({ field }) => orderValue(record[field.field])), id: String(record["id"]) };
}

function orderValue(value: unknown): Comparable | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
