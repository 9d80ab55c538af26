/**
 * Writes sample rows as the files that clerks send: CSV in UTF-8 with a byte order mark or in GBK, XLSX with
 * real dates and numbers, JSON and NDJSON. Rows are written as they are made; memory does not grow with their
 * number. The destination is ended (the standard output is not); a destination that fails rejects.
 */
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import iconv from "iconv-lite";
import type { FeedContract } from "../feed/contract.js";
import type { SampleRow } from "./sample.js";
import { writeSampleWorkbook } from "./write-sample-workbook.js";

export interface WriteSampleOptions {
  readonly format: "csv" | "xlsx" | "json" | "ndjson";
  /** Encoding of a CSV file; other formats are always UTF-8. */
  readonly encoding: "utf8" | "gbk";
}

export async function writeSample(
  contract: FeedContract,
  rows: Iterable<SampleRow>,
  options: WriteSampleOptions,
  destination: Writable,
): Promise<void> {
  if (options.format === "xlsx") return writeSampleWorkbook(contract, rows, destination);
  await pipeline(Readable.from(inChunks(encodedLines(contract, rows, options))), destination);
}

const CHUNK_BYTES = 64 * 1024;
const BYTE_ORDER_MARK = "\ufeff";
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

function* encodedLines(
  contract: FeedContract,
  rows: Iterable<SampleRow>,
  { format, encoding }: WriteSampleOptions,
): Generator<Buffer> {
  if (format === "csv" && encoding === "gbk") {
    // GB18030 is GBK where GBK has the character, and loses none where it has not
    for (const line of csvLines(contract, rows)) yield iconv.encode(line, "gb18030");
    return;
  }
  if (format === "csv") yield Buffer.from(BYTE_ORDER_MARK);
  for (const line of format === "csv"
    ? csvLines(contract, rows)
    : jsonLines(contract, rows, format === "json"))
    yield Buffer.from(line);
}

function* csvLines(contract: FeedContract, rows: Iterable<SampleRow>): Generator<string> {
  const fields = Object.keys(contract.columns);
  yield csvLine(Object.values(contract.columns).map(({ zh }) => zh));
  for (const row of rows) yield csvLine(fields.map((field) => row[field] ?? ""));
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\r\n`;
}

/** One object for each row, by Chinese header: an array (`json`), or one a line. */
function* jsonLines(contract: FeedContract, rows: Iterable<SampleRow>, isArray: boolean): Generator<string> {
  const columns = Object.entries(contract.columns);
  let before = isArray ? "[\n" : "";
  for (const row of rows) {
    yield (
      before + JSON.stringify(Object.fromEntries(columns.map(([field, { zh }]) => [zh, row[field] ?? ""])))
    );
    before = isArray ? ",\n" : "\n";
  }
  yield isArray ? `${before === "[\n" ? before : "\n"}]\n` : before;
}

function* inChunks(lines: Iterable<Buffer>): Generator<Buffer> {
  let chunk: Buffer[] = [];
  let bytes = 0;
  for (const line of lines) {
    chunk.push(line);
    bytes += line.length;
    if (bytes < CHUNK_BYTES) continue;
    yield Buffer.concat(chunk);
    chunk = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(chunk);
}
