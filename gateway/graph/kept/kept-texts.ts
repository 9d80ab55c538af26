/**
 * Texts that take seconds to make, kept by a digest of all that they were made of: the same parts give the
 * same text. Each has a proof beside it, and one whose proof is another's, or of another text, counts as not
 * there: then it is made anew.
 */
import { hash } from "node:crypto";

export interface KeptTexts {
  /** `of`: digest of all that it was made of. Null: there is none, or none that is proved. */
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

/** That this text was made of that. */
export function proofOf(of: string, text: string): string {
  return digestOf(of, text);
}
