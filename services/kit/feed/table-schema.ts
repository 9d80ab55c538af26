/** A contract as a Frictionless Table Schema: what a department's own program, or a consumer of the files, works from. */
import { storedFields, type Column, type FeedContract } from "./contract.js";

export interface TableSchema {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly TableField[];
  readonly primaryKey: readonly string[];
  readonly missingValues: readonly string[];
  /** What the standard has no word for. */
  readonly tongcha: Readonly<Record<string, unknown>>;
}

export interface TableField {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly constraints: Readonly<Record<string, unknown>>;
  readonly tongcha: Readonly<Record<string, unknown>>;
}

const TYPES: Readonly<Record<Column["kind"], string>> = { text: "string", date: "date", decimal: "number", integer: "integer", boolean: "boolean", code: "string", codes: "string" };

export function toTableSchema(contract: FeedContract): TableSchema {
  return {
    name: contract.id,
    title: contract.title.zh,
    description: `${contract.description.zh} / ${contract.description.en}`,
    fields: Object.entries(contract.columns).map(([name, column]) => toField(name, column)),
    // Derived parts of the key are not in the file.
    primaryKey: contract.key.filter((field) => field in contract.columns),
    missingValues: [""],
    tongcha: {
      edition: contract.edition, lead: contract.lead, submitters: contract.submitters, mode: contract.mode, legalBasis: contract.legalBasis, due: contract.due,
      published: storedFields(contract).filter(({ exposed }) => exposed).map(({ field }) => field),
      rules: contract.rules.map(({ code, severity, text }) => ({ code, severity, ...text })),
    },
  };
}

function toField(name: string, column: Column): TableField {
  const { zh, en, code, aliases, kind, list, required, maxLength, unit, scale, show, indexed, note, example } = column;
  return {
    name, title: zh, description: note ? `${en}. ${note.en} / ${note.zh}` : en, type: TYPES[kind],
    constraints: {
      required,
      ...(maxLength === undefined ? {} : { maxLength }),
      // An open list also takes 其他-…, and lists of codes are joined: neither is an enumeration of cells.
      ...(kind === "code" && list && list.other === undefined ? { enum: list.codes.map(({ zh: word }) => word) } : {}),
    },
    tongcha: {
      show: typeof show === "string" ? show : "masked", indexed: indexed ?? false, example,
      ...(code === undefined ? {} : { code }), ...(aliases === undefined ? {} : { aliases }), ...(unit === undefined ? {} : { unit }), ...(scale === undefined ? {} : { scale }),
      ...(list ? { codes: list.codes } : {}),
    },
  };
}
