/** The file of a question, as its bytes are made: nothing is read faster than they are taken. */
import { availableParallelism } from "node:os";
import { Readable } from "node:stream";
import iconv from "iconv-lite";
import pLimit from "p-limit";
import { publishedText, type Queryable } from "#kit/hub";
import { writtenApart } from "./formats/apart/write-apart.js";
import { columnHeads } from "./formats/column-heads.js";
import type { TextFormat, WrittenColumns } from "./formats/format.js";
import { FORMATS } from "./formats/index.js";
import { RECORD_SEPARATOR, recordSql, splitRecords } from "./formats/records-as-text.js";
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
  statements: Queryable,
  { contract, format: name, where, orderBy, columns, withCodes, encoding }: Question,
  { asOf, at }: FileTimes,
): () => Readable {
  const format = FORMATS[name];
  const list = { where, orderBy, asOf };
  const written = { columns: columnHeads(columns), withCodes };
  const inTurn: Queryable = { query: (text, values) => turn(() => statements.query(text, values)) };
  const read = (as: (text: string, records: number) => Buffer): AsyncGenerator<Buffer> =>
    publishedText(inTurn, contract, {
      ...list,
      written: { line: recordSql(columns), between: RECORD_SEPARATOR },
      as,
    });
  if (format.kind === "text") {
    const encode = ENCODERS[encoding];
    const writeLine = format.line(written);
    const lines = read((text, records) =>
      encode(splitRecords(text, columns.length, records).map(writeLine).join(format.between)),
    );
    return () => Readable.from(piecesOf(format, written, lines, encode), { objectMode: false });
  }
  const records = read((text) => Buffer.from(text + RECORD_SEPARATOR));
  return () => writtenApart({ ...written, writer: format.writer, title: contract.title.zh, at }, records);
}

type Encode = (text: string) => Buffer;

const ENCODERS: Readonly<Record<Encoding, Encode>> = {
  "utf-8": (text) => Buffer.from(text),
  // A byte order mark is Unicode's alone.
  gb18030: (text) => iconv.encode(text.replace(/^\ufeff/, ""), "gb18030"),
};

async function* piecesOf(
  { begin, between, end }: TextFormat,
  written: WrittenColumns,
  lines: AsyncIterable<Buffer>,
  encode: Encode,
): AsyncGenerator<Buffer> {
  yield encode(begin(written));
  let isEmpty = true;
  for await (const piece of lines) {
    if (!isEmpty) yield encode(between);
    yield piece;
    isEmpty = false;
  }
  yield encode(end(isEmpty));
}
