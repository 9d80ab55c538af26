/**
 * Rows with what their merged cells show. A text merged over several rows belongs to each of them, and a
 * warning says so; a number over several rows, anything across several columns, what joins the header with
 * data, and a header over several columns that have content, is refused by its name. The content of a covered
 * cell is seen by nobody and is dropped. Rows are to come in their order; memory is the ranges under way.
 * Refuses with FEED_ARCHIVE ranges that overlap.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { FileHead, RawCell, RawRow, RowNote } from "../../feed/stages.js";
import { badArchive } from "../refusals.js";
import type { MergedRange } from "./merged-ranges.js";

interface OpenRange {
  readonly range: MergedRange;
  /** Columns of the contract that it covers. */ readonly columns: readonly number[];
  value: RawCell;
}

/** Null for a row that has nothing but what is merged into it. */
export type FillMerged = (row: RawRow) => RawRow | null;

export function createMergedFiller(
  contract: FeedContract,
  head: FileHead,
  ranges: readonly MergedRange[],
): FillMerged {
  let next = 0;
  let open: OpenRange[] = [];
  /** Headers over more columns than the one that they name. */
  let wide = ranges.filter(
    ({ bottom, left, right }) => bottom === head.headerLine && right > left && isKnown(left),
  );
  return (row) => {
    open = open.filter(({ range }) => range.bottom >= row.line);
    for (; next < ranges.length; next += 1) {
      const range = ranges[next];
      if (range === undefined || range.top > row.line) break;
      if (range.bottom < row.line) continue;
      if (open.some((other) => other.range.left <= range.right && other.range.right >= range.left))
        throw badArchive("合并单元格重叠", "merged cells overlap");
      open.push({ range, columns: columnsOf(range), value: "" });
    }
    const filled = open.length === 0 ? row : fill(row);
    return filled === null || wide.length === 0 ? filled : underWide(filled);
  };

  function isKnown(column: number): boolean {
    return (head.fields[column] ?? null) !== null;
  }

  /** Said once of each. */
  function underWide(row: RawRow): RawRow {
    const used = wide.filter(({ left, right }) =>
      row.cells
        .slice(left + 1, right + 1)
        .some((cell, at) => !isBlank(cell) && !isKnown(left + 1 + at) && row.line > head.headerLine),
    );
    if (used.length === 0) return row;
    wide = wide.filter((range) => !used.includes(range));
    const notes = used.map(({ left, name }) => ({
      column: left,
      code: "MERGED_ACROSS",
      details: { range: name },
    }));
    return { ...row, notes: [...(row.notes ?? []), ...notes] };
  }

  function columnsOf({ left, right }: MergedRange): readonly number[] {
    return head.fields.flatMap((field, column) =>
      field !== null && column >= left && column <= right ? [column] : [],
    );
  }

  function fill(row: RawRow): RawRow | null {
    const cells = [...row.cells];
    const notes: RowNote[] = [...(row.notes ?? [])];
    const covered = new Set<number>();
    for (const each of open) {
      const { range, columns } = each;
      if (range.top === row.line) each.value = row.cells[range.left] ?? "";
      const note = noteOf(each, row.line);
      if (note) notes.push(note);
      for (let column = range.left; column <= range.right; column += 1) {
        if (range.top === row.line && column === range.left) continue;
        covered.add(column);
        if (column < cells.length) cells[column] = "";
      }
      const [only] = columns;
      if (only !== undefined && columns.length === 1 && range.top > head.headerLine)
        put(cells, only, each.value);
    }
    const hasOwn = row.cells.some((cell, column) => !covered.has(column) && !isBlank(cell));
    return hasOwn ? { ...row, cells, ...(notes.length === 0 ? {} : { notes }) } : null;
  }

  /** Said once, of the range's first row below the header. */
  function noteOf({ range, columns, value }: OpenRange, line: number): RowNote | null {
    const [column = null] = columns;
    const details = { range: range.name };
    if (column === null) return null;
    if (range.top <= head.headerLine)
      return line > head.headerLine && range.bottom > head.headerLine
        ? { column, code: "MERGED_HEADER", details }
        : null;
    if (line !== range.top || isBlank(value)) return null;
    if (columns.length > 1) return { column, code: "MERGED_ACROSS", details };
    if (range.bottom === range.top) return null;
    return { column, code: isMeasure(column, value) ? "MERGED_MEASURE" : "MERGED_FILLED", details };
  }

  function isMeasure(column: number, value: RawCell): boolean {
    const kind = contract.columns[head.fields[column] ?? ""]?.kind;
    return (
      kind === "decimal" || kind === "integer" || (typeof value !== "string" && value.type === "formula")
    );
  }
}

function put(cells: RawCell[], column: number, value: RawCell): void {
  while (cells.length < column) cells.push("");
  cells[column] = value;
}

function isBlank(cell: RawCell): boolean {
  return typeof cell === "string" && cell.trim() === "";
}
