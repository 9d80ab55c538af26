/**
 * A record's leaf in the Merkle tree of the release that publishes it: SHA-256 (RFC 6962) over a random salt
 * and the record as readers see it. Whoever has salt and record recomputes it; whoever has the leaf alone can
 * guess nothing.
 */
import { hash } from "node:crypto";
import type { FeedContract, Row, Value } from "../feed/contract.js";
import { storedFields, type StoredField } from "../feed/stored-fields.js";

/**
 * The record as canonical JSON (RFC 8785): its id and every field that readers see and that has a value,
 * under the name that the field had first. Integers are numbers; dates and decimals are text.
 */
export function contentTextOf(contract: FeedContract, recordId: string, row: Row): string {
  let text = "";
  for (const { field, prefix, quote } of fieldsOf(contract)) {
    const value = field === ID ? recordId : (row[field] ?? null);
    if (value !== null) text += `${text === "" ? "{" : ","}${prefix}${quote(value)}`;
  }
  return `${text}}`;
}

/** `salt` is the text of a random UUID. 32 bytes. */
export function leafOf(salt: string, content: string): Buffer {
  // By way of a text, as of `contentHashOf`.
  return Buffer.from(hash("sha256", `\0${salt}${content}`, "latin1"), "latin1");
}

/** SQL of the leaf by which a release says that the record of a `record_id` is public no longer. */
export const REMOVED_LEAF = `sha256('\\x00'::bytea || convert_to('{"id":"' || record_id || '","removed":true}', 'UTF8'))`;

/** The same in this process. */
export function removedLeafOf(recordId: string): Buffer {
  return leafOf("", `{"id":"${recordId}","removed":true}`);
}

const ID = "id";

interface HashedField {
  readonly field: string;
  /** `"name":`. */
  readonly prefix: string;
  readonly quote: (value: Value) => string;
}

const sortedFields = new WeakMap<FeedContract, readonly HashedField[]>();

function fieldsOf(contract: FeedContract): readonly HashedField[] {
  const known = sortedFields.get(contract);
  if (known) return known;
  const shown = storedFields(contract).filter(({ exposed }) => exposed);
  const fields = [{ field: ID, storedName: ID, kind: "text" } as const, ...shown]
    .toSorted((one, other) => (one.storedName < other.storedName ? -1 : 1))
    .map(({ field, storedName, kind }) => ({
      field,
      prefix: `${JSON.stringify(storedName)}:`,
      quote: QUOTES[kind] ?? quoted,
    }));
  sortedFields.set(contract, fields);
  return fields;
}

const QUOTES: Readonly<Partial<Record<StoredField["kind"], (value: Value) => string>>> = {
  integer: String,
  boolean: String,
  codes: (value) => JSON.stringify(value),
};

function quoted(value: Value): string {
  return JSON.stringify(String(value));
}
