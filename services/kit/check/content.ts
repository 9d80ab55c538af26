/**
 * A record's identifier and the hash of its content. The verifier recomputes both from the database, so they
 * depend on canonical values alone, and adding a column does not change the hash of a record that lacks it.
 */
import { hash } from "node:crypto";
import type { FeedContract, Row, Value } from "../feed/contract.js";
import { storedFields, type StoredField } from "../feed/stored-fields.js";

/**
 * UUID text: the first 16 bytes of SHA-256 over the feed's id and the key's values. A record keeps it for
 * ever, also when the key gains a column that is empty in this record.
 */
export function recordIdOf(contract: FeedContract, row: Row): string {
  let text = contract.id;
  const [first = contract.key] = contract.formerKeys;
  for (const field of contract.key) {
    const value = row[field] ?? null;
    if (first.includes(field)) text += `\0${canonical(value)}`;
    else if (value !== null) text += `\0${field}=${canonical(value)}`;
  }
  const hex = hash("sha256", text, "hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** SHA-256 over the stored fields that have a value, in the order of their names: 32 bytes. */
export function contentHashOf(contract: FeedContract, row: Row): Buffer {
  let text = "";
  for (const { field, storedName } of hashedFields(contract)) {
    const value = row[field] ?? null;
    if (value !== null) text += `${storedName}=${canonical(value)}\0`;
  }
  // By way of a text: a Buffer of Node's pool costs less than the memory of its own that `hash` would take
  // for each row.
  return Buffer.from(hash("sha256", text, "latin1"), "latin1");
}

/** No value holds NUL or U+0001: both are folded away when a cell is read. */
function canonical(value: Value): string {
  if (typeof value === "string") return value;
  if (value === null) return "";
  return typeof value === "object" ? value.join("\u0001") : String(value);
}

const sortedFields = new WeakMap<FeedContract, readonly StoredField[]>();

function hashedFields(contract: FeedContract): readonly StoredField[] {
  const known = sortedFields.get(contract);
  if (known) return known;
  const fields = storedFields(contract).toSorted((one, other) =>
    one.storedName < other.storedName ? -1 : 1,
  );
  sortedFields.set(contract, fields);
  return fields;
}
