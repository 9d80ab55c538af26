/** A file in parts, each of which is known by its hash. */
import { createHash } from "node:crypto";

/** Bytes of a part; the last one has what is left. */
export const PART_BYTES = 2 ** 20;

export function partsOf(content: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(content.length / PART_BYTES) }, (_, part) =>
    content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
  );
}

export function partHashes(content: Uint8Array): readonly string[] {
  return partsOf(content).map(sha256Of);
}

/** In hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
