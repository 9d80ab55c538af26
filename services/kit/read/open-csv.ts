/**
 * A CSV file: the delimiter is the one under which most of the header is known, since counting commas in Chinese sentences
 * would guess wrongly. Blank lines are left out; a row keeps the number of its first line.
 * Fails as `csv-records.ts` and `file-head.ts` do, and with FEED_EMPTY.
 */
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../feed/contract.js";
import { createCsvSplitter, type CsvDialect } from "./csv-records.js";
import type { TextEncoding } from "./decode-text.js";
import { findHeader } from "./find-header.js";
import { indexHeaders, type HeaderIndex } from "./header-index.js";
import { isBlankRow, openTable, startTable, type OpenFeed, type RowGroup } from "./open-feed.js";
import { transform } from "./pieces.js";
import type { ReadLimits } from "./refusals.js";

/** `text` is the whole file, `beginning` its first piece. */
export async function openCsv(contract: FeedContract, beginning: string, text: AsyncIterator<string, unknown, undefined>, encoding: () => TextEncoding, limits: ReadLimits): Promise<OpenFeed> {
  const find = indexHeaders(contract);
  const splitter = createCsvSplitter(dialectOf(beginning, find), limits);
  const groups = transform<string, RowGroup>(text, (piece) => splitter.push(piece).filter((row) => !isBlankRow(row)), () => splitter.end().filter((row) => !isBlankRow(row)));
  const start = await startTable(groups);
  if (start.rows.length === 0) throw new HubError("FEED_EMPTY");
  return openTable(contract, start, find, { format: "csv", encoding: encoding() });
}

/** The full-width comma last: files that are typed by hand have it. */
const DELIMITERS = [",", "\t", ";", "|", "，"];
const NO_LIMITS: ReadLimits = { fileBytes: Infinity, inflatedBytes: Infinity, cellBytes: Infinity, columns: 2 ** 20 };

function dialectOf(beginning: string, find: HeaderIndex): CsvDialect {
  const lineEnd = beginning.includes("\n") || !beginning.includes("\r") ? "\n" : "\r";
  let best: CsvDialect = { delimiter: ",", lineEnd };
  let bestKnown = 0;
  for (const delimiter of DELIMITERS) {
    const dialect: CsvDialect = { delimiter, lineEnd };
    const rows = createCsvSplitter(dialect, NO_LIMITS).push(`${beginning}${lineEnd}`).filter((row) => !isBlankRow(row));
    const known = findHeader(rows, find)?.known ?? 0;
    if (known > bestKnown) [best, bestKnown] = [dialect, known];
  }
  return best;
}
