/**
 * The criteria of a standing query. A record must have one value of each list and all of the words; a null
 * criterion is ignored.
 */
import { foldWords, hashOf, isSearchable, wantedGrams } from "#kit";
import { HubError } from "#schema/errors.js";

/** The lists, the most selective first. */
export const KINDS = ["parties", "areas", "persons", "departments"] as const;
export type Kind = (typeof KINDS)[number];

export type Criteria = Readonly<Record<Kind | "feeds" | "words", readonly string[] | null>>;

/** As it was typed. */
export type GivenCriteria = Readonly<Partial<Record<Kind | "feeds", readonly string[] | null>>> & {
  readonly words?: string | null;
};

export const MOST_VALUES = 50;
const LONGEST_VALUE = 100;

/**
 * Refused with STANDING_QUERY_INVALID: no condition, too many or too long values, words that nothing is found
 * by.
 */
export function readCriteria(given: GivenCriteria): Criteria {
  const { parties, areas, persons, departments, feeds, words } = given;
  const criteria: Criteria = {
    parties: readValues(parties?.map((id) => id.toUpperCase())),
    areas: readValues(areas),
    persons: readValues(persons),
    departments: readValues(departments),
    feeds: readValues(feeds),
    words: readWords(words ?? null),
  };
  if (Object.values(criteria).every((values) => values === null))
    throw invalid("至少要有一个条件", "it needs one condition at least");
  return criteria;
}

function readValues(given: readonly string[] | null | undefined): readonly string[] | null {
  if (given === null || given === undefined) return null;
  const values = [...new Set(given.map((value) => value.trim()))];
  if (values.length === 0 || values.length > MOST_VALUES)
    throw invalid(`每项1至${MOST_VALUES}个值`, `a condition has 1 to ${MOST_VALUES} values`);
  // The database too would refuse such a value (NUL, half a surrogate pair), and no record can match it.
  if (
    values.some(
      (value) =>
        value === "" || value.length > LONGEST_VALUE || /\p{Cc}/u.test(value) || !value.isWellFormed(),
    )
  )
    throw invalid(`值须为1至${LONGEST_VALUE}个字符`, `a value has 1 to ${LONGEST_VALUE} characters`);
  return values;
}

function readWords(given: string | null): readonly string[] | null {
  if (given === null) return null;
  if (given.length > LONGEST_VALUE)
    throw invalid(`搜索词最多${LONGEST_VALUE}个字符`, `words have at most ${LONGEST_VALUE} characters`);
  const folded = foldWords(given);
  if (!isSearchable(folded)) throw invalid("搜索词至少2个字符", "words have two characters at least");
  return folded.split(" ");
}

export function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("STANDING_QUERY_INVALID", { reason, reasonEn });
}

/**
 * A value as the number by which queries are looked up. Two that share one cost a look at a query, never a
 * wrong match.
 */
export function termOf(kind: Kind | "feeds", value: string): number {
  return hashOf(`${kind}:${value}`);
}

/**
 * The terms of which a record must have one to match: by them a query is found. `rarest` chooses among the
 * pieces of the longest word, of which a record must have each.
 */
export async function hooksOf(
  criteria: Criteria,
  rarest: (pieces: readonly number[]) => Promise<number>,
): Promise<readonly number[]> {
  const { parties, words } = criteria;
  if (parties === null && words !== null)
    return [await rarest(wantedGrams(words.toSorted((one, other) => other.length - one.length)[0] ?? ""))];
  const kind = KINDS.find((candidate) => criteria[candidate] !== null) ?? "feeds";
  return [...new Set((criteria[kind] ?? []).map((value) => termOf(kind, value)))];
}
