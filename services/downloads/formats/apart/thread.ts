/** The thread that writes one file: it reads lines of JSON, and writes the file's bytes. */
import { PassThrough, type Readable } from "node:stream";
import { workerData } from "node:worker_threads";
import type { Rows, WriteFile, WriterName } from "../format.js";
import type { ThreadFile } from "./write-apart.js";

/** Each is loaded where it is needed. */
const WRITERS: Readonly<Record<WriterName, () => Promise<WriteFile>>> = {
  parquet: async () => (await import("./write-parquet.js")).writeParquet,
  workbook: async () => (await import("./write-workbook.js")).writeWorkbook,
};
const LINE_FEED = 0x0a;
/** A longer row breaks the file: a single value that fills the heap would end the whole process. */
const LONGEST_ROW = 32 * 2 ** 20;

// whoever starts this file passes exactly this
const file: ThreadFile = workerData;
const output = new PassThrough();
output.pipe(process.stdout);
const write = await WRITERS[file.writer]();
await write(file, rowsOf(process.stdin), output);

/** Lines may be cut anywhere; within JSON a line feed is escaped. */
async function* rowsOf(input: Readable): AsyncGenerator<Rows> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const piece of input as AsyncIterable<Buffer>) {
    // a stream without an encoding
    const end = piece.lastIndexOf(LINE_FEED);
    if (end < 0) {
      rest.push(piece);
      length += piece.length;
      if (length > LONGEST_ROW) throw new RangeError("A row is longer than a record can be");
    } else {
      yield parsed(Buffer.concat([...rest, piece.subarray(0, end)]));
      rest = [piece.subarray(end + 1)];
      length = piece.length - end - 1;
    }
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield parsed(last);
}

function parsed(lines: Buffer): Rows {
  const rows: Rows["rows"] = JSON.parse(`[${lines.toString().replaceAll("\n", ",")}]`);
  return { rows, bytes: lines.length };
}
