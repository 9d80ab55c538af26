/**
 * The searchable words of a record: the title that a reader sees, its other words, and its day, as its
 * contract says (`SearchFields`).
 */
import type { FeedContract } from "../feed/contract.js";
import { storedFields, type StoredField } from "../feed/stored-fields.js";
import { firstDayOf } from "../values/periods.js";
import { plainText } from "../values/structured-text.js";
import { labelOf } from "./in-words.js";

/** Characters that count of a title, and of the other words. */
const LENGTH = 300;
/** Of what is searched as a whole: a longer text is a book. */
const MOST = 200_000;

export interface RecordWords {
  /** Fields that are read from a row, which has them under their names. */
  readonly fields: readonly StoredField[];
  /** Those of the title; the field that has the day, if there is one. */
  readonly titleFields: readonly StoredField[];
  readonly dayField: StoredField | undefined;
  readonly titleOf: (row: StoredValues) => string;
  /** Words besides the title. By its feed's name a record is found as well: 某公司 行政处罚. */
  readonly wordsOf: (row: StoredValues) => readonly string[];
  /** Fields that are searched from beginning to end, and their words; empty where a contract names none. */
  readonly wholeFields: readonly StoredField[];
  readonly wholeOf: (row: StoredValues) => string;
  /** The day that its lists are ordered by; null for what has none, such as a school. */
  readonly dayOf: (row: StoredValues) => string | null;
}

export type StoredValues = Readonly<Record<string, unknown>>;

export function recordWords(contract: FeedContract): RecordWords {
  const { title, text, whole = [] } = contract.search;
  const stored = new Map(storedFields(contract).map((field) => [field.field, field]));
  const found = (names: readonly string[]): readonly StoredField[] =>
    names.flatMap((name) => stored.get(name) ?? []);
  const [titles, texts, wholes] = [found(title), found(text), found(whole)];
  const order = stored.get(contract.order.field);
  return {
    fields: [...new Set([...titles, ...texts, ...(order ? [order] : [])])],
    titleFields: titles,
    wholeFields: wholes,
    dayField: order,
    titleOf: (row) => joined(titles.map((field) => shownText(field, row[field.field]))),
    wordsOf: (row) => [...texts.map((field) => shownText(field, row[field.field])), contract.title.zh],
    wholeOf: (row) =>
      joined([...wholes.map((field) => wholeText(field, row[field.field])), wholeOfFiles(row[FILES_TEXT])]),
    dayOf: (row) => dayOf(order, row[order?.field ?? ""]),
  };
}

/** The parts of a title and of other words that are searched and shown, and what is searched as a whole. */
export function searchedText(
  title: string,
  words: readonly string[],
  whole = "",
): { readonly title: string; readonly body: string } {
  return {
    title: title.slice(0, LENGTH),
    body: joined([joined(words).slice(0, LENGTH), whole.slice(0, MOST)]),
  };
}

/** The row's name for the text of its attachments, which is kept beside the records. */
export const FILES_TEXT = "$files";

function wholeOfFiles(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function joined(words: readonly string[]): string {
  return words.filter((word) => word !== "").join(" ");
}

function shownText({ list }: StoredField, value: unknown): string {
  if (value === null || value === undefined) return "";
  const label = (code: unknown): string => labelOf(list, String(code));
  return Array.isArray(value) ? value.map(label).join(" ") : label(value);
}

function wholeText({ isStructured }: StoredField, value: unknown): string {
  const text = typeof value === "string" ? value : "";
  return isStructured ? plainText(text) : text;
}

function dayOf(order: StoredField | undefined, value: unknown): string | null {
  if (typeof value !== "string") return null;
  if (order?.kind === "date") return value;
  return order?.period ? firstDayOf(value) : null;
}
