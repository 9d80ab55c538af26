/** A way to write records: as text, which the database writes line by line, or as a workbook. */
import type { Writable } from "node:stream";
import type { Bilingual, PublishedRecord } from "#kit";
import type { DownloadColumn } from "../columns.js";

export type Batches = AsyncIterable<readonly PublishedRecord[]>;

export interface Written {
  /** Title of the dataset, in Chinese. */
  readonly title: string;
  readonly columns: readonly DownloadColumn[];
  /** True: codes as the graph has them, and the graph's names of columns; false: their Chinese words. */
  readonly withCodes: boolean;
  /** The time that a file has as that of its making. */
  readonly at: Date;
}

export type WrittenColumns = Pick<Written, "columns" | "withCodes">;

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
  /** Ends the destination; a destination that fails rejects. */
  readonly write: (written: Written, batches: Batches, destination: Writable) => Promise<void>;
}

export type Format = TextFormat | BinaryFormat;
