/** The thread that writes files: it reads records as text, and writes a file's bytes. */
import { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { Records, WriteFile, WriterName } from "../format.js";
import { cellsOf, linesOf, RECORD_SEPARATOR } from "../records-as-text.js";
import type { FileTask } from "./write-apart.js";

/** Each is loaded where it is needed. */
const WRITERS: Readonly<Record<WriterName, () => Promise<WriteFile>>> = {
  parquet: async () => (await import("./write-parquet.js")).writeParquet,
  workbook: async () => (await import("./write-workbook.js")).writeWorkbook,
};
const SEPARATOR = RECORD_SEPARATOR.charCodeAt(0);
/** A longer record breaks the file: a single value that fills the heap would end the whole process. */
const LONGEST_RECORD = 32 * 2 ** 20;

export default async function writeFile({ file, records, bytes }: FileTask): Promise<void> {
  const write = await WRITERS[file.writer]();
  const output = Writable.fromWeb(bytes);
  const isTaken = finished(output);
  // Whoever writes is told of it, too.
  isTaken.catch(() => undefined);
  await write(file, recordsOf(records, file.columns.length), output);
  await isTaken;
}

/** Records may be cut anywhere. */
async function* recordsOf(input: FileTask["records"], columns: number): AsyncGenerator<Records> {
  let rest: Uint8Array[] = [];
  let length = 0;
  for await (const piece of input) {
    const end = piece.lastIndexOf(SEPARATOR);
    if (end < 0) {
      rest.push(piece);
      length += piece.length;
      if (length > LONGEST_RECORD) throw new RangeError("A record is longer than a file may have one");
    } else {
      const text = Buffer.concat([...rest, piece.subarray(0, end)]).toString();
      yield { records: linesOf(text).map((line) => cellsOf(line, columns)), characters: text.length };
      rest = [piece.subarray(end + 1)];
      length = piece.length - end - 1;
    }
  }
}
