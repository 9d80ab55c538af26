/**
 * A driver's row as the kit has it: field names, and canonical values (dates, decimals and codes are text,
 * lists are arrays of text).
 */
import type { FeedContract, Row, Value } from "../../feed/contract.js";
import { storedFields } from "../../feed/stored-fields.js";

/** `prefix` stands before the columns' names in the driver's row. */
export function toStoredRow(
  contract: FeedContract,
  driverRow: Readonly<Record<string, unknown>>,
  prefix = "",
): Row {
  const row: Record<string, Value> = {};
  for (const { field, sqlName } of storedFields(contract)) row[field] = toValue(driverRow[prefix + sqlName]);
  return row;
}

function toValue(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(String);
  throw new TypeError(`A stored field has a value of type ${typeof value}`);
}
