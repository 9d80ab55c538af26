/**
 * A record's fields as people read them, in the order of its contract: whoever shows them need not know its
 * type.
 */
import { labelOf, type Language } from "../feed/code-lists.js";
import type { CodeList, FeedContract, StoredKind, Value } from "../feed/contract.js";
import { storedFields, type StoredField } from "../feed/stored-fields.js";
import { blocksOf, type TextBlock } from "../values/structured-text.js";

/** A field of a contract, in the words of one language. */
export interface NamedField {
  readonly field: StoredField;
  readonly name: string;
  readonly label: string;
  readonly kind: Uppercase<StoredKind>;
  readonly unit: string | null;
  readonly note: string | null;
}

export interface ShownField extends Omit<NamedField, "field"> {
  /** Words of codes, 是 and 否; several parted by a semicolon. */
  readonly text: string;
  /** As it is stored; several codes are joined by commas. */
  readonly value: string;
  readonly link: Link | null;
  /** Of a structured text its paragraphs, headings, lists and tables; of others none. */
  readonly blocks: readonly TextBlock[];
}

/** What a field names: an entity by its key. */
export interface Link {
  readonly type: string;
  readonly key: string;
}

type Values = Readonly<Record<string, unknown>>;

/** Those that readers see. */
export function namedFields(contract: FeedContract, language: Language): readonly NamedField[] {
  return storedFields(contract)
    .filter(({ exposed }) => exposed)
    .map((field) => ({
      field,
      name: field.field,
      label: language === "EN" ? field.en : field.zh,
      kind: kindName(field.kind),
      unit: field.unit,
      note: field.note && (language === "EN" ? field.note.en : field.note.zh),
    }));
}

/**
 * Those that have something, but for the key of what is named beside it. Their notes are for readers: those
 * for whoever fills them in are the columns'.
 */
export function shownFields(
  contract: FeedContract,
  record: Values,
  language: Language,
): readonly ShownField[] {
  return namedFields(contract, language).flatMap(({ field, ...named }) => {
    const value = record[field.field] ?? null;
    return isFilled(value) && !isNamedBeside(contract, field.field, record)
      ? [
          {
            ...named,
            note: field.readersNote && (language === "EN" ? field.readersNote.en : field.readersNote.zh),
            text: shownText(field.list, value, language),
            value: String(value),
            link: linkOf(contract, field.field, record),
            blocks: field.isStructured ? blocksOf(String(value)) : [],
          },
        ]
      : [];
  });
}

/** True of a key whose entity another field names. */
function isNamedBeside(contract: FeedContract, field: string, record: Values): boolean {
  const label = contract.derived[field]?.link?.label;
  return label !== undefined && isFilled(record[label] ?? null);
}

function isFilled(value: unknown): value is NonNullable<Value> {
  return isValue(value) && value !== null && !isBlank(value);
}

/** Empty for nothing. */
export function shownText(list: CodeList | null, value: Value, language: Language): string {
  if (value === null) return "";
  const word = (code: string): string => (list ? labelOf(list, code, language) : code);
  if (typeof value === "object") return value.map(word).join(language === "EN" ? "; " : "；");
  if (typeof value === "boolean") {
    if (language === "EN") return value ? "yes" : "no";
    return value ? "是" : "否";
  }
  return typeof value === "string" ? word(value) : String(value);
}

/** The entity that a field is the key of, or has the name of, where readers see the key. */
export function linkOf(contract: FeedContract, field: string, record: Values): Link | null {
  const found = Object.entries(contract.derived).find(
    ([key, { link, exposed }]) => link && exposed !== false && (key === field || link.label === field),
  );
  const [from = "", derived] = found ?? [];
  const key = record[from];
  return derived?.link && typeof key === "string" ? { type: derived.link.type, key } : null;
}

export function isValue(value: unknown): value is Value {
  return (
    value === null ||
    ["string", "number", "boolean"].includes(typeof value) ||
    (Array.isArray(value) && value.every((one) => typeof one === "string"))
  );
}

function isBlank(value: Value): boolean {
  return value === "" || (Array.isArray(value) && value.length === 0);
}

const KINDS = {
  text: "TEXT",
  date: "DATE",
  decimal: "DECIMAL",
  integer: "INTEGER",
  boolean: "BOOLEAN",
  code: "CODE",
  codes: "CODES",
} as const satisfies { readonly [Kind in StoredKind]: Uppercase<Kind> };

function kindName(kind: StoredKind): Uppercase<StoredKind> {
  return KINDS[kind];
}
