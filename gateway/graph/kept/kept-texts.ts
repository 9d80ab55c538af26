/**
 * A store of texts that take seconds to make, by a digest of all their inputs: equal inputs give an equal
 * text. Each text has a proof; a text whose proof does not match counts as missing, and is made anew.
 */
import { hash } from "node:crypto";

export interface KeptTexts {
  /** `of`: digest of all inputs. Null: there is no text, or its proof does not match. */
  readonly find: (of: string) => Promise<string | null>;
}

export interface GrowingTexts extends KeptTexts {
  readonly keep: (of: string, text: string) => Promise<void>;
}

export const NOTHING_KEPT: GrowingTexts = {
  find: () => Promise.resolve(null),
  keep: () => Promise.resolve(),
};

/** Digests the parts in their order: SHA-256, 64 hexadecimal digits. */
export function digestOf(...parts: readonly string[]): string {
  return hash("sha256", JSON.stringify(parts), "hex");
}

/** The proof that binds a text to the digest of its inputs. */
export function proofOf(of: string, text: string): string {
  return digestOf(of, text);
}
