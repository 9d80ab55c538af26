/**
 * Text → records of a CSV file, piece by piece. Quotes as spreadsheets read them: a quote opens a cell only
 * as its first character, two are one inside, what follows the closing one belongs to the cell; elsewhere a
 * quote is a character. Where something follows a quoted part that spans cells or lines, two quotes that have
 * nothing to do with each other may have made one cell of many: a note refuses the record.
 *
 * A whole line without a quote is cut by `split`; only lines with quotes, and the one that a piece ends in,
 * go through the state machine. That is why csv-parse is not used: on GBK rows of 29 columns, decoding
 * included, it reads 49,000 rows/s where this reads 275,000 (5.6 times as many). The tests hold it against
 * csv-parse on random tables.
 *
 * Memory is one piece and one record. Refuses with FEED_CELL_TOO_LARGE (a cell, or a record of eight times
 * that), FEED_QUOTE (a quote still open at the end) and FEED_COLUMNS (more columns than the limit).
 */
import { HubError } from "#schema/errors.js";
import type { RowNote } from "../feed/stages.js";
import { cellCharacters, cellTooLarge, rowTooWide, type ReadLimits } from "./refusals.js";

/**
 * `line` counts records, blank ones too, as a spreadsheet does; `textLine` is there where the line of the
 * text is another.
 */
export interface CsvRow {
  readonly line: number;
  readonly textLine?: number;
  readonly cells: string[];
  readonly notes?: readonly RowNote[];
}

export interface CsvSplitter {
  /**
   * The records that this text completed; lines without a character are none. Lines end with a line feed
   * alone.
   */
  readonly push: (text: string) => CsvRow[];
  /** The last record, when no line end follows it. */
  readonly end: () => CsvRow[];
}

const RECORD_CELLS = 8;

export function createCsvSplitter(delimiter: string, limits: ReadLimits): CsvSplitter {
  const longest = cellCharacters(limits);
  const delimiterCode = delimiter.charCodeAt(0);
  let rows: CsvRow[] = [];
  let line = 1;
  let textLine = 1;
  // The record that the last piece left open
  let cells: string[] = [];
  let cell = "";
  let state: "RECORD_START" | "CELL_START" | "PLAIN" | "QUOTED" | "AFTER_QUOTE" = "RECORD_START";
  let recordLine = 1;
  let recordCharacters = 0;
  /** What follows a quoted part that spans cells or lines. */
  let isDoubtful = false;

  return {
    push: (text) => {
      rows = [];
      let at = state === "RECORD_START" ? 0 : finishRecord(text, 0);
      let quoteAt = text.indexOf('"', at);
      while (at < text.length) {
        const end = text.indexOf(LINE_FEED, at);
        if (end < 0) {
          finishRecord(text, at);
          break;
        }
        if (quoteAt >= 0 && quoteAt < at) quoteAt = text.indexOf('"', at);
        if (quoteAt < 0 || quoteAt > end) {
          takeLine(text, at, end);
          at = end + 1;
        } else at = finishRecord(text, at);
      }
      return rows;
    },
    end: () => {
      rows = [];
      if (state === "QUOTED") throw new HubError("FEED_QUOTE", { line, textLine: recordLine });
      if (state !== "RECORD_START") endRecord();
      return rows;
    },
  };

  function takeLine(text: string, from: number, end: number): void {
    if (end > from) {
      // One more than the limit is enough to know, and no line of commas makes a million cells.
      const found = text.slice(from, end).split(delimiter, limits.columns + 1);
      if (found.length > limits.columns) throw rowTooWide(line, limits);
      if (end - from > longest && found.some(({ length }) => length > longest))
        throw cellTooLarge(line, limits);
      push(found, textLine, false);
    }
    line += 1;
    textLine += 1;
  }

  function push(found: string[], startedAt: number, isDoubtful: boolean): void {
    const row = startedAt === line ? { line, cells: found } : { line, textLine: startedAt, cells: found };
    rows.push(isDoubtful ? { ...row, notes: QUOTES_UNPAIRED } : row);
  }

  /** Goes on with the record up to its end or the end of the text, and says where. */
  function finishRecord(text: string, from: number): number {
    let at = from;
    while (at < text.length) {
      const character = text.charAt(at);
      switch (state) {
        case "RECORD_START":
          recordLine = textLine;
          recordCharacters = 0;
          state = "CELL_START";
          break;
        case "CELL_START":
          state = character === '"' ? "QUOTED" : "PLAIN";
          if (character === '"') at += 1;
          break;
        case "QUOTED":
          at = takeQuoted(text, at);
          break;
        case "AFTER_QUOTE":
          if (character === '"') {
            grow('"');
            state = "QUOTED";
            at += 1;
          } else {
            state = "PLAIN";
            const ends = character === delimiter || character === LINE_FEED;
            // A program that writes \" for a quote means another end of the cell.
            const spans = cell.includes(delimiter) || cell.includes(LINE_FEED);
            if (!ends && (spans || cell.endsWith("\\"))) isDoubtful = true;
          }
          break;
        case "PLAIN": {
          const end = endOfPlain(text, at);
          grow(text.slice(at, end));
          if (end === text.length) return end;
          at = end + 1;
          if (text.charCodeAt(end) === LINE_FEED_CODE) {
            textLine += 1;
            endRecord();
            return at;
          }
          endCell();
          state = "CELL_START";
          break;
        }
      }
    }
    return at;
  }

  function takeQuoted(text: string, from: number): number {
    const quote = text.indexOf('"', from);
    const end = quote < 0 ? text.length : quote;
    for (let at = text.indexOf(LINE_FEED, from); at >= 0 && at < end; at = text.indexOf(LINE_FEED, at + 1))
      textLine += 1;
    grow(text.slice(from, end));
    if (quote < 0) return end;
    state = "AFTER_QUOTE";
    return end + 1;
  }

  function endOfPlain(text: string, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === delimiterCode || code === LINE_FEED_CODE) return at;
    }
    return text.length;
  }

  function grow(part: string): void {
    cell += part;
    recordCharacters += part.length;
    if (cell.length > longest || recordCharacters > longest * RECORD_CELLS) throw cellTooLarge(line, limits);
  }

  function endCell(): void {
    if (cells.length === limits.columns) throw rowTooWide(line, limits);
    cells.push(cell);
    cell = "";
  }

  function endRecord(): void {
    endCell();
    if (cells.length > 1 || cells[0] !== "") push(cells, recordLine, isDoubtful);
    line += 1;
    cells = [];
    isDoubtful = false;
    state = "RECORD_START";
  }
}

const QUOTES_UNPAIRED: readonly RowNote[] = [{ column: null, code: "QUOTES_UNPAIRED" }];
const LINE_FEED = "\n";
const LINE_FEED_CODE = 0x0a;
