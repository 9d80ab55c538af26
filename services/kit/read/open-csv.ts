/**
 * A CSV file: the delimiter is the one under which most of the header is known, since counting commas in
 * Chinese sentences would guess wrongly. Blank lines are left out, and counted as a spreadsheet counts them.
 * Fails as `csv-records.ts` and `file-head.ts` do, and with FEED_EMPTY.
 */
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../feed/contract.js";
import { createCsvSplitter } from "./csv-records.js";
import { createWidthCheck } from "./csv-widths.js";
import type { TextEncoding } from "./decode-text.js";
import { findHeader } from "./find-header.js";
import { indexHeaders, type HeaderIndex } from "../feed/header-index.js";
import { isBlankRow, openTable, startTable, type OpenFeed, type RowGroup } from "./open-feed.js";
import { createLineEnds } from "./line-ends.js";
import { transform } from "./pieces.js";
import type { ReadLimits } from "./refusals.js";

/** `text` is the whole file, `beginning` its first piece. */
export async function openCsv(
  contract: FeedContract,
  beginning: string,
  text: AsyncIterator<string, unknown, undefined>,
  encoding: () => TextEncoding,
  limits: ReadLimits,
): Promise<OpenFeed> {
  const find = indexHeaders(contract);
  const splitter = createCsvSplitter(delimiterOf(beginning, find), limits);
  const plainEnds = createLineEnds();
  const groups = transform<string, RowGroup>(
    text,
    (piece) => splitter.push(plainEnds(piece)).filter((row) => !isBlankRow(row)),
    () => splitter.end().filter((row) => !isBlankRow(row)),
  );
  const start = await startTable(groups);
  if (start.rows.length === 0) throw new HubError("FEED_EMPTY");
  return openTable(
    contract,
    { ...start, groups: transform(start.groups, createWidthCheck(start.rows, find)) },
    find,
    { format: "csv", encoding: encoding() },
  );
}

/** The full-width comma last: files that are typed by hand have it. */
const DELIMITERS = [",", "\t", ";", "|", "，"];
const NO_LIMITS: ReadLimits = {
  fileBytes: Infinity,
  inflatedBytes: Infinity,
  cellBytes: Infinity,
  columns: 2 ** 20,
};

function delimiterOf(beginning: string, find: HeaderIndex): string {
  const text = `${createLineEnds()(beginning)}\n`;
  let best = ",";
  let bestKnown = 0;
  for (const delimiter of DELIMITERS) {
    const rows = createCsvSplitter(delimiter, NO_LIMITS)
      .push(text)
      .filter((row) => !isBlankRow(row));
    const known = findHeader(rows, find)?.known ?? 0;
    if (known > bestKnown) [best, bestKnown] = [delimiter, known];
  }
  return best;
}
