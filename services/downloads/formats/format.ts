/**
 * A way to write records: as text, line by line, or as a file that a thread of its own writes.
 */
import type { Writable } from "node:stream";
import type { Bilingual } from "#kit";
import type { DownloadColumn } from "../columns.js";
import type { Cell } from "./records-as-text.js";

/** What has to be known to write a column; a thread can be sent it. */
export interface ColumnHead extends Pick<DownloadColumn, "field" | "zh" | "kind" | "scale" | "coordinates"> {
  /** Chinese words by their codes; null where there are no codes. */
  readonly words: ReadonlyMap<string, string> | null;
}

export interface WrittenColumns {
  readonly columns: readonly ColumnHead[];
  /** True: codes as the graph has them, and the graph's names of columns; false: their Chinese words. */
  readonly withCodes: boolean;
}

export interface FileHead extends WrittenColumns {
  /** Title of the dataset, in Chinese. */
  readonly title: string;
  /** The time that a file has as that of its making. */
  readonly at: Date;
}

/** Some records at a time. */
export interface Records {
  readonly records: readonly (readonly Cell[])[];
  /** Their size as text. */
  readonly characters: number;
}

export type WriterName = "parquet" | "workbook";

/** Ends the destination; a destination that fails rejects. */
export type WriteFile = (
  head: FileHead,
  batches: AsyncIterable<Records>,
  destination: Writable,
) => Promise<void>;

/** Writes the cells of a record, in the order of the columns, without what parts it from the next one. */
export type LineWriter = (cells: readonly Cell[]) => string;

interface Shared {
  readonly title: Bilingual;
  readonly mediaType: string;
  /** What is written where a download does not say. */
  readonly usualCodes: boolean;
}

export interface TextFormat extends Shared {
  readonly kind: "text";
  readonly line: (written: WrittenColumns) => LineWriter;
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
