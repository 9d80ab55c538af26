/**
 * Pseudonyms of natural persons: HMAC-SHA256 under a key that is kept outside the data, so that nobody can
 * try out all citizen IDs.
 */
import { createHmac } from "node:crypto";
import type { RowSecrets } from "../feed/contract.js";

export function createRowSecrets(key: Uint8Array): RowSecrets {
  return { pseudonym: (text) => createHmac("sha256", key).update(text).digest("base64url") };
}
