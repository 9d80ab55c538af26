/** One setting: how its text is read, and what is told of it. */
import * as v from "valibot";
import type { Kind, Words } from "./kinds.js";

/** Description of a setting. */
export interface Told {
  readonly variable: string;
  /** The text that is read where none is given; null: then there is no value. */
  readonly fallback: string | null;
  readonly wanted: Words;
  readonly help: Words;
  /** It may stand in the file that the variable with `_FILE` behind names, and is never shown. */
  readonly isSecret: boolean;
}

export function setting<T extends {}>(
  variable: string,
  { schema, wanted }: Kind<T>,
  fallback: string,
  zh: string,
  en: string,
) {
  const told: Told = { variable, fallback, wanted, help: { zh, en }, isSecret: false };
  return v.pipe(v.nullable(schema, fallback), v.metadata({ told }));
}

export function optional<T extends {}>(variable: string, kind: Kind<T>, zh: string, en: string) {
  return nullable({ variable, wanted: kind.wanted, help: { zh, en }, isSecret: false }, kind);
}

export function secret<T extends {}>(variable: string, kind: Kind<T>, zh: string, en: string) {
  return nullable({ variable, wanted: kind.wanted, help: { zh, en }, isSecret: true }, kind);
}

function nullable<T extends {}>(told: Omit<Told, "fallback">, { schema }: Kind<T>) {
  return v.pipe(v.nullable(schema), v.metadata({ told: { ...told, fallback: null } satisfies Told }));
}
