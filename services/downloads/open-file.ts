/** The file of a question, as its bytes are made: nothing is read faster than they are taken. */
import { PassThrough, Readable } from "node:stream";
import iconv from "iconv-lite";
import { publishedBatches, publishedLines, type Queryable } from "#kit/hub";
import { fieldsOf } from "./columns.js";
import type { TextFormat, WrittenColumns } from "./formats/format.js";
import { FORMATS } from "./formats/index.js";
import type { Encoding, Question } from "./question.js";

/** `asOf`: the number of a release; `at`: the time that the file has as that of its making. */
export interface FileTimes {
  readonly asOf: number;
  readonly at: Date;
}

/** Throws FILTER_INVALID or PAGE_ARGUMENTS at once; the function that it returns begins to read. */
export function openFile(
  statements: Queryable,
  { contract, format: name, where, orderBy, columns, withCodes, encoding }: Question,
  { asOf, at }: FileTimes,
): () => Readable {
  const format = FORMATS[name];
  const list = { where, orderBy, asOf };
  if (format.kind === "text") {
    const written = { columns, withCodes };
    const batches = publishedLines(statements, contract, { ...list, line: format.line(written) });
    return () => Readable.from(bytesOf(piecesOf(format, written, batches), encoding), { objectMode: false });
  }
  const batches = publishedBatches(statements, contract, { ...list, fields: fieldsOf(columns) });
  return () => {
    const output = new PassThrough();
    format
      .write({ title: contract.title.zh, columns, withCodes, at }, batches, output)
      .catch((error: unknown) => output.destroy(asError(error)));
    return output;
  };
}

async function* piecesOf(
  { begin, between, end }: TextFormat,
  written: WrittenColumns,
  batches: AsyncIterable<readonly string[]>,
): AsyncGenerator<string> {
  let before = begin(written);
  let isEmpty = true;
  for await (const lines of batches) {
    if (lines.length === 0) continue;
    yield before + lines.join(between);
    before = between;
    isEmpty = false;
  }
  yield (isEmpty ? before : "") + end(isEmpty);
}

async function* bytesOf(pieces: AsyncIterable<string>, encoding: Encoding): AsyncGenerator<Buffer> {
  for await (const piece of pieces)
    yield encoding === "utf-8" ? Buffer.from(piece) : iconv.encode(piece.replace(/^\ufeff/, ""), encoding);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
