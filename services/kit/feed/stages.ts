/**
 * The types that are handed along: bytes → RawRow → CheckedRow or Finding → published. Each is made only from
 * the one before.
 */
import type { Row, Severity } from "./contract.js";

export type FileFormat = "csv" | "xlsx" | "xls" | "json" | "ndjson";

/** A cell as the file holds it. CSV gives strings only; a blank cell is "". */
export type RawCell = string | NumberCell | FormulaCell | FaultCell;
/**
 * `format` is the cell's number format, as the workbook writes it; null in JSON. Days count from 1900, but
 * for `is1904`: a number without a date's format, of a workbook whose days count from 1904.
 */
export interface NumberCell {
  readonly type: "number";
  readonly value: number;
  readonly format: string | null;
  readonly is1904?: true;
}
export interface FormulaCell {
  readonly type: "formula";
  readonly formula: string;
}
/** `#REF!` and its like; or of JSON an object, a list, or a number that has lost digits. */
export interface FaultCell {
  readonly type: "fault";
  readonly text: string;
  readonly code?: string;
}

/** A reader's note on a row or on one of its cells: a code of `check/finding-texts.ts`. */
export interface RowNote {
  readonly column: number | null;
  readonly code: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

/**
 * One data row. `line` is the row number that the clerk's program shows (1-based; of a CSV file the record,
 * as a spreadsheet counts; of JSON the element, of NDJSON the line); `textLine` the line of the text file,
 * where it is another.
 */
export interface RawRow {
  readonly line: number;
  readonly cells: readonly RawCell[];
  readonly textLine?: number;
  readonly notes?: readonly RowNote[];
}

/**
 * The head of a file, above its data. `fields[i]` is the contract's field of the i-th column, or null when it
 * is ignored.
 */
export interface FileHead {
  readonly format: FileFormat;
  readonly encoding: "utf-8" | "gb18030" | "utf-16le" | "utf-16be" | null;
  /** Row number of the header; 0 for JSON. */
  readonly headerLine: number;
  readonly headers: readonly string[];
  readonly fields: readonly (string | null)[];
  /** Unit written in the header of the i-th column, or null. */
  readonly units: readonly (string | null)[];
  readonly findings: readonly Finding[];
}

export interface Finding {
  /** Null when the finding is about the file. */
  readonly row: number | null;
  /** Field name; null when the finding is about the row. */
  readonly field: string | null;
  /** Header as in the file. */
  readonly header: string | null;
  /**
   * Text of the cell, cut to 100 characters. Null for masked and withheld columns: their content is never
   * repeated.
   */
  readonly value: string | null;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly english: string;
}

declare const checked: unique symbol;
/** A row that passed: masked, without withheld columns, ready to be staged. Made only by `checkRows`. */
export interface CheckedRow {
  readonly [checked]: true;
  readonly line: number;
  /** UUID text made from feed and key (first 16 bytes of SHA-256). */
  readonly recordId: string;
  /** SHA-256 over the stored fields in canonical form, 32 bytes. */
  readonly contentHash: Buffer;
  /** Text of a random UUID. */
  readonly salt: string;
  /** The record's leaf in a release's tree, 32 bytes. */
  readonly leaf: Buffer;
  /** Stored fields by name. */
  readonly values: Row;
}
