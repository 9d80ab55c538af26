/** The file of a question, as its bytes are made: nothing is read faster than they are taken. */
import { availableParallelism } from "node:os";
import { Readable } from "node:stream";
import iconv from "iconv-lite";
import pLimit from "p-limit";
import { publishedText, type Queryable } from "#kit/hub";
import { ROW_END, rowSql, writtenApart } from "./formats/apart/write-apart.js";
import type { TextFormat, WrittenColumns } from "./formats/format.js";
import { FORMATS } from "./formats/index.js";
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
  const written = { columns, withCodes };
  const inTurn: Queryable = { query: (text, values) => turn(() => statements.query(text, values)) };
  if (format.kind === "text") {
    const encode = ENCODERS[encoding];
    const lines = publishedText(inTurn, contract, {
      ...list,
      written: { line: format.line(written), between: format.between },
      as: encode,
    });
    return () => Readable.from(piecesOf(format, written, lines, encode), { objectMode: false });
  }
  const rows = publishedText(inTurn, contract, {
    ...list,
    written: { line: rowSql(written), between: ROW_END },
    as: (text) => Buffer.from(text + ROW_END),
  });
  const heads = columns.map(({ field, zh, kind, scale }) => ({ field, zh, kind, scale }));
  return () =>
    writtenApart({ writer: format.writer, title: contract.title.zh, columns: heads, withCodes, at }, rows);
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
