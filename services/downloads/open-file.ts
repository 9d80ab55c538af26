/** The file of a question, as its bytes are made: nothing is read faster than they are taken. */
import { availableParallelism } from "node:os";
import { Readable } from "node:stream";
import iconv from "iconv-lite";
import pLimit from "p-limit";
import { publishedLines, type RowReader } from "#kit/hub";
import { writtenApart } from "./formats/apart/write-apart.js";
import { columnHeads } from "./formats/column-heads.js";
import type { TextFormat, WrittenColumns } from "./formats/format.js";
import { FORMATS } from "./formats/index.js";
import { recordSql } from "./formats/record-sql.js";
import { cellsOf, textOf } from "./formats/records-as-text.js";
import type { Encoding, Question } from "./question.js";

/**
 * Downloads take turns: their statements keep the database busy without a pause, and half of the processors
 * are left to those who ask for a page.
 */
const turn = pLimit(Math.max(1, Math.floor(availableParallelism() / 2)));

/** `asOf`: the number of a release; `at`: the time that the file has as that of its making. */
export interface FileTimes {
  readonly asOf: number;
  readonly at: Date;
}

/** Throws FILTER_INVALID or PAGE_ARGUMENTS at once; the function that it returns begins to read. */
export function openFile(
  statements: RowReader,
  { contract, format: name, where, orderBy, columns, withCodes, encoding }: Question,
  { asOf, at }: FileTimes,
): () => Readable {
  const format = FORMATS[name];
  const list = { where, orderBy, asOf };
  const written = { columns: columnHeads(columns), withCodes };
  const inTurn: RowReader = { each: (...statement) => turn(() => statements.each(...statement)) };
  const read = (as: (lines: readonly string[]) => Buffer): AsyncGenerator<Buffer> =>
    publishedLines(inTurn, contract, { ...list, line: recordSql(columns), as });
  if (format.kind === "text") {
    const encode = ENCODERS[encoding];
    const writeLine = format.line(written);
    const pieces = read((lines) =>
      encode(lines.map((line) => writeLine(cellsOf(line, columns.length))).join(format.between)),
    );
    return () => Readable.from(fileOf(format, written, pieces, encode), { objectMode: false });
  }
  const records = read((lines) => Buffer.from(textOf(lines)));
  return () => writtenApart({ ...written, writer: format.writer, title: contract.title.zh, at }, records);
}

type Encode = (text: string) => Buffer;

const ENCODERS: Readonly<Record<Encoding, Encode>> = {
  "utf-8": (text) => Buffer.from(text),
  // A byte order mark is Unicode's alone.
  gb18030: (text) => iconv.encode(text.replace(/^\ufeff/, ""), "gb18030"),
};

async function* fileOf(
  { begin, between, end }: TextFormat,
  written: WrittenColumns,
  pieces: AsyncIterable<Buffer>,
  encode: Encode,
): AsyncGenerator<Buffer> {
  yield encode(begin(written));
  let isEmpty = true;
  for await (const piece of pieces) {
    if (!isEmpty) yield encode(between);
    yield piece;
    isEmpty = false;
  }
  yield encode(end(isEmpty));
}
