/**
 * Rows of a CSV file that have another number of cells than the others: a comma that was not quoted has moved
 * its cells to other columns, a line break that was not quoted has split it. Each is noted ROW_WIDTH, an
 * error, whether or not the cells are blank.
 *
 * How many cells a row has is the header's number; where none of the first rows has it, since a program
 * writes one delimiter more or fewer at the end of each, theirs.
 */
import type { RawRow } from "../feed/stages.js";
import { findHeader } from "./find-header.js";
import type { HeaderIndex } from "../feed/header-index.js";

/** `first` are the rows that the header is among. Rows down to the header are left alone. */
export function createWidthCheck(
  first: readonly RawRow[],
  find: HeaderIndex,
): (group: readonly RawRow[]) => readonly RawRow[] {
  const found = findHeader(first, find);
  const header = first[found?.last ?? -1];
  if (!found || !header) return (group) => group;
  const columns = widthOf(first.slice(found.last + 1), header.cells.length, found.headers.length);
  return (group) =>
    group.map((row) =>
      row.line <= header.line || row.cells.length === columns
        ? row
        : {
            ...row,
            notes: [{ column: null, code: "ROW_WIDTH", details: { cells: row.cells.length, columns } }],
          },
    );
}

function widthOf(rows: readonly RawRow[], headerCells: number, named: number): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  if (counts.size === 0 || counts.has(headerCells)) return headerCells;
  const [most = headerCells] = [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? [];
  return most >= named ? most : headerCells;
}
