/**
 * The identifier of a document: the hash of its text, or whatever its client's tools made of it. It is a key
 * of a table, and never a part of a path.
 */
import { hash } from "node:crypto";

const WELL_FORMED = /^[A-Za-z0-9_:.-]{1,128}$/;
const SHA256 = /^(?:sha256:)?([0-9a-f]{64})$/i;

/**
 * The one spelling under which it is kept; null when it cannot be one. A SHA-256 is its 64 digits, with the
 * prefix `sha256:` of the GraphQL over HTTP specification or without it, as in Apollo's manifests and
 * automatic persisted queries: all three name the same document.
 */
export function readDocumentId(given: string): string | null {
  if (!WELL_FORMED.test(given)) return null;
  return SHA256.exec(given)?.[1]?.toLowerCase() ?? (given.startsWith("sha256:") ? null : given);
}

/** True when the id is a hash of the text. `id` is in the one spelling. */
export function isTextHash(id: string): boolean {
  return SHA256.test(id);
}

export function hashText(text: string): string {
  return hash("sha256", text, "hex");
}
