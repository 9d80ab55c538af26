/**
 * The identifier of a document: the hash of its text, or an id that the client's tools generated. It is a
 * table key, and never part of a path.
 */
import { hash } from "node:crypto";

const WELL_FORMED = /^[A-Za-z0-9_:.-]{1,128}$/;
const SHA256 = /^(?:sha256:)?([0-9a-f]{64})$/i;

/**
 * Normalises an id; null when it is invalid. A SHA-256 may have the prefix `sha256:` (GraphQL over HTTP) or
 * not (Apollo's manifests, automatic persisted queries); it is normalised to its 64 lower-case digits.
 */
export function readDocumentId(given: string): string | null {
  if (!WELL_FORMED.test(given)) return null;
  return SHA256.exec(given)?.[1]?.toLowerCase() ?? (given.startsWith("sha256:") ? null : given);
}

/** True when the id is a hash of the text. `id` is normalised. */
export function isTextHash(id: string): boolean {
  return SHA256.test(id);
}

export function hashText(text: string): string {
  return hash("sha256", text, "hex");
}
