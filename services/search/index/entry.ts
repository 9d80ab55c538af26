/** A record as an entry of the index: the title that a reader sees, the words that it is found by, and its day. */
import { firstDayOf, storedFields, type FeedContract, type StoredField } from "#kit";
import { foldWords, GRAMS_VERSION, gramsOf } from "../words/grams.js";

export interface Entry {
  /** Within its type. */
  readonly key: string;
  /** A date, or `infinity`. */
  readonly day: string;
  /** The release that it comes from. */
  readonly release: number;
  readonly title: string;
  readonly titleKey: string;
  /** What is searched besides the title. */
  readonly body: string;
  readonly grams: readonly number[];
}

/** Characters searched of a title and of a record's other words. */
const TITLE_LENGTH = 300;
const BODY_LENGTH = 300;

export const NO_DAY = "infinity";

export interface EntryText { readonly key: string; readonly day: string; readonly release: number; readonly title: string; readonly words: readonly string[] }

export function toEntry({ key, day, release, title, words }: EntryText): Entry {
  const shown = title.slice(0, TITLE_LENGTH);
  const titleKey = foldWords(shown);
  const body = words.filter((word) => word !== "").join(" ").slice(0, BODY_LENGTH);
  return { key, day, release, title: shown, titleKey, body, grams: gramsOf(`${titleKey} ${foldWords(body)}`) };
}

/** How the records of a feed become entries. */
export interface EntryMaker {
  /** Changes when the same record would make another entry. */
  readonly shape: string;
  readonly fields: readonly StoredField[];
  /** `row` has the fields under their names, and `record_id` and `opened_in`. */
  readonly make: (row: Readonly<Record<string, unknown>>) => Entry;
}

export function entryMaker(contract: FeedContract): EntryMaker {
  const { title, text } = contract.search;
  const stored = new Map(storedFields(contract).map((field) => [field.field, field]));
  const found = (names: readonly string[]): readonly StoredField[] => names.flatMap((name) => stored.get(name) ?? []);
  const [titles, texts, order] = [found(title), found(text), stored.get(contract.order.field)];
  return {
    shape: JSON.stringify([GRAMS_VERSION, contract.type, contract.title.zh, contract.search, contract.order.field]),
    fields: [...new Set([...titles, ...texts, ...(order ? [order] : [])])],
    make: (row) => toEntry({
      key: String(row["record_id"]), release: Number(row["opened_in"]), day: dayOf(order, row[order?.field ?? ""]),
      title: titles.map((field) => shownText(field, row[field.field])).filter((part) => part !== "").join(" "),
      // By its feed's name a record is found as well: 某公司 行政处罚.
      words: [...texts.map((field) => shownText(field, row[field.field])), contract.title.zh],
    }),
  };
}

function shownText({ list }: StoredField, value: unknown): string {
  if (value === null || value === undefined) return "";
  const labelOf = (code: unknown): string => list?.codes.find(({ name }) => name === code)?.zh ?? String(code);
  return Array.isArray(value) ? value.map(labelOf).join(" ") : labelOf(value);
}

function dayOf(order: StoredField | undefined, value: unknown): string {
  if (typeof value !== "string") return NO_DAY;
  if (order?.kind === "date") return value;
  return order?.period ? firstDayOf(value) : NO_DAY;
}
