/** SQL that gives the words of codes. A code that the list does not have stays what it is. */
import type { CodeList } from "#kit";
import { literal } from "#kit/hub";

/** Codes of a record that are looked up one by one: four times as fast as a query within the query. */
const FEW = 4;

/** Of one code; null where there is none. `wordOf` gives the word as the file has it. */
export function wordSql(list: CodeList, code: string, wordOf: (word: string) => string): string {
  const words = Object.fromEntries(list.codes.map(({ name, zh }) => [name, wordOf(zh)]));
  return `(${literal(JSON.stringify(words))}::jsonb ->> ${code})`;
}

/** Of several codes, an array in their order; an empty one where there are none. */
export function wordsSql(list: CodeList, codes: string): string {
  return `ARRAY(SELECT ${knownOr(list, "u.code")} FROM unnest(${codes}) WITH ORDINALITY u(code, place) ORDER BY place)`;
}

/** Of several codes, one text; an empty one where there are none. */
export function joinedWordsSql(list: CodeList, codes: string, parted: string): string {
  const few = Array.from({ length: FEW }, (_, at) => knownOr(list, `${codes}[${at + 1}]`));
  return `CASE WHEN cardinality(${codes}) > ${FEW} THEN array_to_string(${wordsSql(list, codes)}, '${parted}') ELSE concat_ws('${parted}', ${few.join(", ")}) END`;
}

function knownOr(list: CodeList, code: string): string {
  return `coalesce(${wordSql(list, code, (word) => word)}, ${code})`;
}
