/**
 * A dataset's CSV as a Frictionless Table Schema (v1): its columns by their titles, typed, as they are
 * written where nobody asks for codes. The graph's name of each stands beside it.
 */
import { storedFields, TABLE_TYPES, type FeedContract } from "#kit";
import type { DownloadColumn } from "../columns.js";

export interface PackageField {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly trueValues?: readonly string[];
  readonly falseValues?: readonly string[];
  readonly constraints?: Readonly<Record<string, unknown>>;
  /** The graph's name; no part of the standard. */
  readonly fieldName: string;
  readonly unit?: string;
}

export function describeTable(contract: FeedContract, columns: readonly DownloadColumn[]): object {
  const stored = new Map(storedFields(contract).map((field) => [field.field, field]));
  return {
    fields: columns.map(({ field, zh, kind, list }): PackageField => {
      const { en = field, note = null, unit = null } = stored.get(field) ?? {};
      const words = list?.codes.map(({ zh: word }) => word) ?? [];
      return {
        name: zh,
        type: TABLE_TYPES[kind],
        description: [
          note === null ? en : `${en}. ${note.en} / ${note.zh}`,
          ...(words.length > 0 ? [words.join("；")] : []),
          ...(kind === "codes" ? ["several are parted by ；"] : []),
        ].join(". "),
        ...(kind === "boolean" ? { trueValues: ["是"], falseValues: ["否"] } : {}),
        ...(field === "id" ? { constraints: { required: true, unique: true } } : {}),
        fieldName: field,
        ...(unit === null ? {} : { unit }),
      };
    }),
    primaryKey: columns.filter(({ field }) => field === "id").map(({ zh }) => zh),
    missingValues: [""],
  };
}
