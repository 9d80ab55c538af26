/**
 * Cursors: where a page ends. A cursor holds the scope that it belongs to (a digest of feed, order and
 * filter), the row's own public values of the order and its record id, and nothing else. It is a place, not a
 * right: a forged one reads what anyone may read. Refused with CURSOR_INVALID: another scope, another shape,
 * a value that the column cannot hold.
 */
import { hash } from "node:crypto";
import { HubError } from "#schema/errors.js";
import { toComparable, type Comparable, type QueryField } from "./comparable.js";

/** The values of the list's keys, in their order, and the record's id. */
export interface Position {
  readonly values: readonly (Comparable | null)[];
  readonly id: string;
}

/** The scope of a cursor: 12 characters of a hash of the question, which is plain data. */
export function cursorScope(question: unknown): string {
  return hash("sha256", JSON.stringify(question, sortKeys), "base64url").slice(0, 12);
}

export function encodeCursor(scope: string, { values, id }: Position): string {
  return writeCursor(scope, [...values, id]);
}

/** `fields` are those of the list's keys. */
export function decodeCursor(scope: string, fields: readonly QueryField[], cursor: string): Position {
  const parts = readCursor(scope, fields.length + 1, cursor);
  const id = parts.at(-1);
  const values = fields.map(({ kind }, at) => {
    const value = parts[at] ?? null;
    const comparable = value === null ? null : toComparable(kind, value);
    if (comparable === null && value !== null) throw new HubError("CURSOR_INVALID");
    return comparable;
  });
  if (!isRecordId(id)) throw new HubError("CURSOR_INVALID");
  return { values, id };
}

/** A cursor of any list: its scope, and the values by which the list goes on. */
export function writeCursor(scope: string, values: readonly (Comparable | null)[]): string {
  return Buffer.from(JSON.stringify([scope, ...values])).toString("base64url");
}

/**
 * So many values, of whatever type a stranger may have written; CURSOR_INVALID for another scope or shape.
 */
export function readCursor(scope: string, count: number, cursor: string): readonly unknown[] {
  const parts =
    cursor.length <= LONGEST_CURSOR ? parse(Buffer.from(cursor, "base64url").toString("utf8")) : null;
  if (!Array.isArray(parts) || parts.length !== count + 1 || parts[0] !== scope)
    throw new HubError("CURSOR_INVALID");
  return parts.slice(1);
}

/** UUID text in small letters, as the database writes it. */
export function isRecordId(id: unknown): id is string {
  return typeof id === "string" && RECORD_ID.test(id);
}

const RECORD_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Characters: an indexed text is at most 2,704 bytes. */
const LONGEST_CURSOR = 8_192;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Two filters that differ only in the order of their names are one filter. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
