/** What of a feed's columns reaches storage: table, GraphQL type, filters and content hash follow from it. */
import type { Coordinates } from "../values/coordinates.js";
import type { PeriodKind } from "../values/periods.js";
import type { Bilingual } from "./bilingual.js";
import type { AlikeRows, CodeList, Column, FeedContract, StoredKind } from "./contract.js";

/**
 * A field of the stored record: public and masked columns, `<field>Other` of open code lists, derived
 * columns.
 */
export interface StoredField {
  readonly field: string;
  /** The name that the content hash has of it. */
  readonly storedName: string;
  /** snake_case column of the table. */
  readonly sqlName: string;
  readonly kind: StoredKind;
  readonly list: CodeList | null;
  readonly scale: number | null;
  readonly unit: string | null;
  readonly period: PeriodKind | null;
  /** The system of a point. */
  readonly coordinates: Coordinates | null;
  readonly isStructured: boolean;
  readonly isFiles: boolean;
  readonly alike: AlikeRows | null;
  readonly required: boolean;
  readonly indexed: boolean;
  readonly exposed: boolean;
  readonly zh: string;
  readonly en: string;
  readonly note: Bilingual | null;
  /** Said beside each value: how it was masked, or what a reader has to know. */
  readonly readersNote: Bilingual | null;
}

/**
 * The fields that reach storage, in order: they alone make the table, the GraphQL type and the content hash.
 */
export function storedFields(contract: FeedContract): readonly StoredField[] {
  const known = storedFieldsOf.get(contract);
  if (known) return known;
  const fields: StoredField[] = [];
  for (const [field, column] of Object.entries(contract.columns)) {
    if (column.show === "withheld") continue;
    const storedName = column.storedAs ?? field;
    fields.push({
      field,
      storedName,
      sqlName: snakeCase(storedName),
      kind: column.kind,
      list: column.list ?? null,
      scale: column.scale ?? null,
      unit: column.unit ?? null,
      period: column.period ?? null,
      coordinates: column.coordinates ?? null,
      isStructured: column.structured ?? false,
      isFiles: column.files ?? false,
      alike: column.alike ?? null,
      // What a mask leaves nothing of is absent from records, however much a file must have it.
      required: column.required && (column.show === "public" || column.show.as !== undefined),
      indexed: column.indexed ?? false,
      exposed: true,
      zh: column.zh,
      en: column.en,
      note: column.show === "public" ? (column.note ?? null) : column.show.note,
      readersNote: column.show === "public" ? (column.readersNote ?? null) : column.show.note,
    });
    if (column.list?.other) fields.push(otherField(field, column));
  }
  for (const [field, derived] of Object.entries(contract.derived)) {
    fields.push({
      field,
      storedName: field,
      sqlName: snakeCase(field),
      kind: derived.kind,
      list: derived.list ?? null,
      scale: derived.scale ?? null,
      unit: null,
      period: null,
      coordinates: null,
      isStructured: false,
      isFiles: false,
      alike: null,
      required: derived.required ?? false,
      indexed: derived.indexed ?? false,
      exposed: derived.exposed ?? true,
      zh: derived.zh,
      en: derived.en,
      note: null,
      readersNote: null,
    });
  }
  storedFieldsOf.set(contract, fields);
  return fields;
}

/** Whether its records say where they are, to everybody. */
export function hasPoints(contract: FeedContract): boolean {
  return storedFields(contract).some(({ exposed, coordinates }) => exposed && coordinates !== null);
}

const storedFieldsOf = new WeakMap<FeedContract, readonly StoredField[]>();

function otherField(field: string, column: Column): StoredField {
  return {
    field: `${field}Other`,
    storedName: `${field}Other`,
    sqlName: snakeCase(`${field}Other`),
    kind: "text",
    list: null,
    scale: null,
    unit: null,
    period: null,
    coordinates: null,
    isStructured: false,
    isFiles: false,
    alike: null,
    required: false,
    indexed: false,
    exposed: true,
    zh: `${column.zh}（其他的说明）`,
    en: `${column.en}: which other`,
    note: null,
    readersNote: null,
  };
}

/** The field that has the hashes of the files that another names. */
export function hashesField(field: string): string {
  return `${field}Hashes`;
}

export function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
