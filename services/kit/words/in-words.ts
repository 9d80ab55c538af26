/**
 * A stored value as the clerk's file says it: codes by their Chinese label, several joined by `；`, 是 and 否.
 */
import type { CodeList, Value } from "../feed/contract.js";
import type { StoredField } from "../feed/stored-fields.js";

/** Null where there is nothing. Numbers and dates stand as they are stored; their unit is the field's. */
export function inWords({ list }: Pick<StoredField, "list">, value: Value): string | null {
  if (value === null) return null;
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "object") return value.map((code) => labelOf(list, code)).join("；");
  return typeof value === "string" ? labelOf(list, value) : String(value);
}

/** The label of a code; a text that is no code of the list is itself. */
export function labelOf(list: CodeList | null, code: string): string {
  return list?.codes.find(({ name }) => name === code)?.zh ?? code;
}
