/** The thread that writes one file: it reads records as text, and writes the file's bytes. */
import { PassThrough, type Readable } from "node:stream";
import { workerData } from "node:worker_threads";
import type { Records, WriteFile, WriterName } from "../format.js";
import { cellsOf, linesOf, RECORD_SEPARATOR } from "../records-as-text.js";
import type { ThreadFile } from "./write-apart.js";

/** Each is loaded where it is needed. */
const WRITERS: Readonly<Record<WriterName, () => Promise<WriteFile>>> = {
  parquet: async () => (await import("./write-parquet.js")).writeParquet,
  workbook: async () => (await import("./write-workbook.js")).writeWorkbook,
};
const SEPARATOR = RECORD_SEPARATOR.charCodeAt(0);
/** A longer record breaks the file: a single value that fills the heap would end the whole process. */
const LONGEST_RECORD = 32 * 2 ** 20;

// whoever starts this file passes exactly this
const file: ThreadFile = workerData;
const output = new PassThrough();
output.pipe(process.stdout);
const write = await WRITERS[file.writer]();
await write(file, recordsOf(process.stdin), output);

/** Records may be cut anywhere. */
async function* recordsOf(input: Readable): AsyncGenerator<Records> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const piece of input as AsyncIterable<Buffer>) {
    // a stream without an encoding
    const end = piece.lastIndexOf(SEPARATOR);
    if (end < 0) {
      rest.push(piece);
      length += piece.length;
      if (length > LONGEST_RECORD) throw new RangeError("A record is longer than a file may have one");
    } else {
      const text = Buffer.concat([...rest, piece.subarray(0, end)]).toString();
      yield {
        records: linesOf(text).map((line) => cellsOf(line, file.columns.length)),
        characters: text.length,
      };
      rest = [piece.subarray(end + 1)];
      length = piece.length - end - 1;
    }
  }
}
