/**
 * A record as an entry of the index: the title that a reader sees, the words that it is found by, and its
 * day.
 */
import {
  foldWords,
  GRAMS_VERSION,
  gramsOf,
  recordWords,
  searchedText,
  storedFields,
  type FeedContract,
  type StoredField,
} from "#kit";

export interface Entry {
  /** Within its type. */
  readonly key: string;
  /** A date, or `infinity`. */
  readonly day: string;
  /** The release that it comes from. */
  readonly release: number;
  readonly title: string;
  readonly titleKey: string;
  /** Searched text besides the title. */
  readonly body: string;
  readonly grams: readonly number[];
  /** Codes of the department that handed it in, and of its town. */
  readonly department: string | null;
  readonly area: string | null;
}

export const NO_DAY = "infinity";

export interface EntryText {
  readonly key: string;
  readonly day: string;
  readonly release: number;
  readonly title: string;
  readonly words: readonly string[];
  /** What is searched from beginning to end. */
  readonly whole?: string;
  readonly department?: string | null;
  readonly area?: string | null;
}

export function toEntry({
  key,
  day,
  release,
  title,
  words,
  whole = "",
  department = null,
  area = null,
}: EntryText): Entry {
  const { title: shown, body } = searchedText(title, words, whole);
  const titleKey = foldWords(shown);
  return {
    key,
    day,
    release,
    title: shown,
    titleKey,
    body,
    grams: gramsOf(`${titleKey} ${foldWords(body)}`),
    department,
    area,
  };
}

/** How the records of a feed become entries. */
export interface EntryMaker {
  /** Changes when the same record would make another entry. */
  readonly shape: string;
  readonly fields: readonly StoredField[];
  /** `row` has the fields under their names, and `record_id`, `opened_in` and `$department`. */
  readonly make: (row: Readonly<Record<string, unknown>>) => Entry;
}

export function entryMaker(contract: FeedContract): EntryMaker {
  const { fields, wholeFields, titleOf, wordsOf, wholeOf, dayOf } = recordWords(contract);
  const area = areaFieldOf(contract);
  return {
    shape: JSON.stringify([
      GRAMS_VERSION,
      contract.type,
      contract.title.zh,
      contract.search,
      contract.order.field,
      "department",
      area?.field ?? null,
      ...storedFields(contract).flatMap(({ field, isFiles }) => (isFiles ? [field] : [])),
    ]),
    fields: [...new Set([...fields, ...wholeFields, ...(area ? [area] : [])])],
    make: (row) =>
      toEntry({
        key: String(row["record_id"]),
        release: Number(row["opened_in"]),
        day: dayOf(row) ?? NO_DAY,
        title: titleOf(row),
        words: wordsOf(row),
        whole: wholeOf(row),
        department: textOf(row["$department"]),
        area: area ? textOf(row[area.field]) : null,
      }),
  };
}

/** The field that has the code of a record's town. */
function areaFieldOf(contract: FeedContract): StoredField | undefined {
  return storedFields(contract).find(
    ({ field, exposed }) => exposed && contract.derived[field]?.link?.type === "Area",
  );
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
