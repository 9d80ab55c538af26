/** One line of the log: what happened, and to what. `level` is `info`, `warn` or `error`. */
export type Log = (entry: Readonly<Record<string, unknown>>) => void;

const MOST_CHARACTERS = 100;
/** As telephones, cards and identity numbers have them. */
const DIGITS = /\d{5,}/g;

/** A name that a client chose, without what may be a person's number. */
export function plainWords(text: string): string {
  return withoutNumbers(text.slice(0, MOST_CHARACTERS));
}

export function withoutNumbers(text: string): string {
  return text.replaceAll(DIGITS, "…");
}
