/**
 * Values that may be compared with a stored column. They come from filters, cursors and keys, that is from
 * strangers: what the database would refuse (the 30th of February, a NUL character, a number beyond the
 * column) is recognised here, so that no statement fails on it.
 */
import type { StoredKind } from "../../feed/contract.js";
import type { StoredField } from "../../feed/stored-fields.js";
import { isRealDay } from "../../values/calendar.js";

export type Comparable = string | number | boolean;

/** The properties of a column that a statement needs. */
export type QueryField = Pick<StoredField, "field" | "sqlName" | "kind" | "required">;

/** The value as the column holds it, or null when no row can have it. */
export function toComparable(kind: StoredKind, value: unknown): Comparable | null {
  switch (kind) {
    case "integer":
      return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
    case "boolean":
      return typeof value === "boolean" ? value : null;
    case "decimal":
      return typeof value === "string" ? canonicalDecimal(value) : null;
    case "date":
      return typeof value === "string" && isCalendarDate(value) ? value : null;
    default:
      return typeof value === "string" && !value.includes("\0") ? value : null;
  }
}

/** `YYYY-MM-DD`, a day that exists in the years 1 to 9999. */
export function isCalendarDate(text: string): boolean {
  const parts = CALENDAR_DATE.exec(text);
  return (
    parts !== null && Number(parts[1]) > 0 && isRealDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  );
}

const CALENDAR_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Without leading or trailing zeros, exponent or plus sign: `0.50` is `0.5`. Null when the text is no decimal
 * of up to 40 + 40 digits.
 */
export function canonicalDecimal(text: string): string | null {
  const parts = DECIMAL.exec(text);
  if (!parts) return null;
  const whole = (parts[2] ?? "").replace(/^0+(?=\d)/, "");
  const fraction = (parts[3] ?? "").replace(/0+$/, "");
  const digits = fraction === "" ? whole : `${whole}.${fraction}`;
  return parts[1] === "-" && digits !== "0" ? `-${digits}` : digits;
}

const DECIMAL = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/;
