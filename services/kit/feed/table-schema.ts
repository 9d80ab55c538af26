/**
 * A contract as a Frictionless Table Schema (https://specs.frictionlessdata.io/table-schema): what a
 * department's own program, or a consumer of the files, works from. What the standard has no word for stands
 * under `tongcha`.
 */
import type { Column, FeedContract } from "./contract.js";
import { storedFields } from "./stored-fields.js";

export interface TableSchema {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly TableField[];
  /** Absent where the key has a part that is not in the file: the rest would not be unique. */
  readonly primaryKey?: readonly string[];
  readonly missingValues: readonly string[];
  readonly tongcha: Readonly<Record<string, unknown>>;
}

export interface TableField {
  readonly name: string;
  /** The header. */
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly trueValues?: readonly string[];
  readonly falseValues?: readonly string[];
  readonly constraints: Readonly<Record<string, unknown>>;
  readonly tongcha: Readonly<Record<string, unknown>>;
}

export function toTableSchema(contract: FeedContract): TableSchema {
  const {
    id,
    title,
    description,
    columns,
    key,
    rules,
    edition,
    lead,
    submitters,
    mode,
    legalBases,
    due,
    expects,
    provisions,
  } = contract;
  return {
    name: id,
    title: title.zh,
    description: `${description.zh} / ${description.en}`,
    fields: Object.entries(columns).map(([name, column]) => toField(name, column)),
    ...(key.every((field) => field in columns) ? { primaryKey: key } : {}),
    missingValues: [""],
    tongcha: {
      titleEn: title.en,
      edition,
      lead,
      submitters,
      mode,
      legalBases,
      due,
      ...(expects.length > 0 ? { expects } : {}),
      provisions,
      key,
      published: storedFields(contract)
        .filter(({ exposed }) => exposed)
        .map(({ field }) => field),
      rules: rules.map(({ code, severity, text }) => ({ code, severity, ...text })),
    },
  };
}

/** Types of Frictionless Table Schema (v1). */
export const TABLE_TYPES: Readonly<Record<Column["kind"], string>> = {
  text: "string",
  date: "date",
  decimal: "number",
  integer: "integer",
  boolean: "boolean",
  code: "string",
  codes: "string",
};

function toField(name: string, column: Column): TableField {
  const { zh, en, code, aliases, kind, list, unit, scale, show, indexed, note, example, shownThoughFew } =
    column;
  return {
    name,
    title: zh,
    description: note ? `${en}. ${note.en} / ${note.zh}` : en,
    type: TABLE_TYPES[kind],
    ...(kind === "boolean" ? { trueValues: ["是"], falseValues: ["否"] } : {}),
    constraints: constraintsOf(column),
    tongcha: {
      show: typeof show === "string" ? show : "masked",
      indexed: indexed ?? false,
      example,
      ...(typeof show === "string" ? {} : { mask: show.note }),
      ...(shownThoughFew ? { shownThoughFew } : {}),
      ...(code === undefined ? {} : { code }),
      ...(aliases === undefined ? {} : { aliases }),
      ...(unit === undefined ? {} : { unit }),
      ...(scale === undefined ? {} : { scale }),
      ...(list
        ? { codes: list.codes, other: list.other ?? null, separator: kind === "codes" ? "；" : null }
        : {}),
    },
  };
}

function constraintsOf({ required, maxLength, kind, list }: Column): Readonly<Record<string, unknown>> {
  return {
    required,
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(kind === "decimal" || kind === "integer" ? { minimum: 0 } : {}),
    // An open list also takes 其他-…, and lists of codes are joined: neither is an enumeration of cells.
    ...(kind === "code" && list && list.other === undefined ? { enum: list.codes.map(({ zh }) => zh) } : {}),
  };
}
