/** An attack, and how it must end. */
import type { Target } from "./target.js";

export interface Attack {
  /** As it stands in the table. */
  readonly name: string;
  /** Where it comes from: an advisory, a scanner's check, or null for our own. */
  readonly source: string | null;
  /**
   * How one such request may end: a code of `schema/errors.ts`, `answered`, `closed` when the connection is
   * ended without an answer, or `given up` when the attacker goes away.
   */
  readonly ends: readonly string[];
  /** Requests at a time; 4 unless told. */
  readonly atOnce?: number;
  /** How many there are of the kind, one after the other; 1 unless told. */
  readonly forms?: number;
  /** Sends one; no two with different numbers are alike. Resolves with how it ended. */
  readonly send: (target: Target, number: number) => Promise<string>;
}

/** A question over POST, by its text or its whole body. */
export function asks(
  name: string,
  source: string | null,
  ends: readonly string[],
  body: (number: number) => string | object,
): Attack {
  return { name, source, ends, send: (target, number) => target.ask(body(number)) };
}

/** The text `count` times, each with its place. */
export const many = (count: number, make: (at: number) => string, between = " "): string =>
  Array.from({ length: count }, (_, at) => make(at)).join(between);

/** The same attack, which `send` has so many forms of. */
export const inForms = (forms: number, attack: Attack): Attack => ({ ...attack, forms });
