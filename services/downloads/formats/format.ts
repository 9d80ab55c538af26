/**
 * A way to write records: as text, which the database writes line by line, or as a file that a thread of its
 * own writes of the database's values.
 */
import type { Writable } from "node:stream";
import type { Bilingual } from "#kit";
import type { DownloadColumn } from "../columns.js";

export interface WrittenColumns {
  readonly columns: readonly DownloadColumn[];
  /** True: codes as the graph has them, and the graph's names of columns; false: their Chinese words. */
  readonly withCodes: boolean;
}

/** What a thread has to know. */
export interface FileHead {
  /** Title of the dataset, in Chinese. */
  readonly title: string;
  readonly columns: readonly ColumnHead[];
  readonly withCodes: boolean;
  /** The time that a file has as that of its making. */
  readonly at: Date;
}

export type ColumnHead = Pick<DownloadColumn, "field" | "zh" | "kind" | "scale">;

/** As JSON has it: dates and decimals are text, and words stand for codes already where they shall. */
export type Cell = string | number | boolean | readonly string[] | null;

/** Some records at a time, each with a cell for each column. */
export interface Rows {
  readonly rows: readonly (readonly Cell[])[];
  /** Their size as JSON. */
  readonly bytes: number;
}

export type WriterName = "parquet" | "workbook";

/** Ends the destination; a destination that fails rejects. */
export type WriteFile = (
  head: FileHead,
  batches: AsyncIterable<Rows>,
  destination: Writable,
) => Promise<void>;

interface Shared {
  readonly title: Bilingual;
  readonly mediaType: string;
  /** What is written where a download does not say. */
  readonly usualCodes: boolean;
}

export interface TextFormat extends Shared {
  readonly kind: "text";
  /** SQL that writes a record, without what parts it from the next one. */
  readonly line: (written: WrittenColumns) => string;
  readonly begin: (written: WrittenColumns) => string;
  readonly between: string;
  /** `isEmpty`: there was no record. */
  readonly end: (isEmpty: boolean) => string;
}

export interface BinaryFormat extends Shared {
  readonly kind: "binary";
  readonly writer: WriterName;
}

export type Format = TextFormat | BinaryFormat;
