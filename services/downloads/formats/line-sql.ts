/** SQL that writes a line of a record. */
import { literal } from "#kit/hub";

/** Between texts that are looked at together. One that has it itself is looked at with more care, no less. */
const PARTED = String.fromCodePoint(0x7f);
/** Arguments of one call; the database takes a hundred. */
const MOST = 50;

/** Two ways to write a text: as it is, or with care for what is special in it. */
export interface TextSql {
  /** What is special, as a regular expression of texts of which each stands between two U+007F. */
  readonly special: string;
  readonly plain: (sql: string) => string;
  readonly careful: (sql: string) => string;
}

/**
 * Looks at all texts of the line at once, and at each only where one of them is special: that takes a third
 * of the time. `lineOf` gives the line, of which each text is written by the function that it is given.
 */
export function lineSql(
  { special, plain, careful }: TextSql,
  lineOf: (textOf: (sql: string) => string) => string,
): string {
  const texts: string[] = [];
  const line = lineOf((sql) => {
    texts.push(sql);
    return careful(sql);
  });
  if (texts.length === 0) return line;
  const isSpecial = `${joined(["''", ...texts, "''"])} ~ ${literal(special)}`;
  return `CASE WHEN ${isSpecial} THEN ${line} ELSE ${lineOf(plain)} END`;
}

function joined(texts: readonly string[]): string {
  if (texts.length > MOST) return joined([joined(texts.slice(0, MOST)), ...texts.slice(MOST)]);
  return `concat_ws(${literal(PARTED)}, ${texts.join(", ")})`;
}
