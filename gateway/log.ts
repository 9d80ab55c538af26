import { describeError } from "#schema/runtime/describe-error.js";

/** One line of the log: what happened, and to what. `level` is `info`, `warn` or `error`. */
export type Log = (entry: Readonly<Record<string, unknown>>) => void;

const MOST_CHARACTERS = 100;
/** As telephones, cards and identity numbers have them. */
const DIGITS = /\d{5,}/g;

/** A name that a client chose, without what may be a person's number. */
export function plainWords(text: string): string {
  return withoutNumbers(text.slice(0, MOST_CHARACTERS));
}

/**
 * What another's library writes: an error by its name and code, a sentence up to where it quotes something.
 */
export function describeLibrary(said: unknown): Readonly<Record<string, unknown>> {
  if (!(said instanceof Error))
    return {
      said: plainWords(
        String(said)
          .split(/[:"'`\n]/, 1)
          .join(),
      ),
    };
  const { reason: _, ...facts } = describeError(said);
  return facts;
}

export function withoutNumbers(text: string): string {
  return text.replaceAll(DIGITS, "…");
}
