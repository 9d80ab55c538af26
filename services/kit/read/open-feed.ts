/**
 * A file as every reader opens it: its head, the rows above the data, and the data in the order of the file.
 */
import type { FeedContract } from "../feed/contract.js";
import type { FileHead, RawRow } from "../feed/stages.js";
import { fileHead, noHeader } from "./file-head.js";
import { findHeader, HEADER_ROWS, type FoundHeader } from "./find-header.js";
import { refuseGarbled } from "./garbled.js";
import type { HeaderIndex } from "../feed/header-index.js";
import { resume, transform } from "./pieces.js";
import { recordsAbove } from "./rows-above.js";
import { withTitleUnits } from "./title-units.js";

/** The rows that one piece of a file completed. */
export type RowGroup = readonly RawRow[];

export interface OpenFeed {
  readonly head: FileHead;
  /** Title rows and header rows, as they are; empty for JSON. */
  readonly above: readonly RawRow[];
  /** Must be read to its end or returned: it holds the source. */
  readonly groups: AsyncIterableIterator<RowGroup>;
}

/**
 * The beginning of a table: enough rows to find the header in, and the sequence with these rows in it again.
 */
export interface TableStart {
  readonly rows: readonly RawRow[];
  readonly groups: AsyncIterableIterator<RowGroup>;
}

export async function startTable(groups: AsyncIterableIterator<RowGroup>): Promise<TableStart> {
  let rows: readonly RawRow[] = [];
  // One more than the header may take: it may have a second line
  while (rows.length <= HEADER_ROWS) {
    const next = await groups.next();
    if (next.done === true) break;
    rows = rows.concat(next.value);
  }
  return { rows, groups: resume([rows], groups) };
}

export interface TableFile extends Pick<FileHead, "format" | "encoding"> {
  readonly sheetName?: string;
}

/** The table below its header. Cells that are blank and beyond the header are cut off. */
export function openTable(
  contract: FeedContract,
  start: TableStart,
  find: HeaderIndex,
  file: TableFile,
): OpenFeed {
  const found: FoundHeader | null = findHeader(start.rows, find);
  if (!found?.isSure) refuseGarbled(start.rows, found?.known ?? 0, find);
  const above = start.rows.slice(0, (found?.last ?? -1) + 1);
  const headerLine = above.at(-1)?.line;
  if (!found || headerLine === undefined) throw noHeader(contract);
  const { format, encoding, sheetName = null } = file;
  const titled = withTitleUnits(
    contract,
    fileHead(contract, { format, encoding, headerLine, headers: found.headers, matches: found.matches }),
    above,
    sheetName,
  );
  const head = { ...titled, findings: [...titled.findings, ...recordsAbove(contract, titled, above)] };
  const width = head.fields.length;
  let toSkip = above.length;
  return {
    head,
    above,
    groups: transform(start.groups, (group) => {
      const below = group.slice(toSkip);
      toSkip = 0;
      return below.map((row) => withinWidth(row, width));
    }),
  };
}

/** True if no cell of the row has text. */
export function isBlankRow(row: RawRow): boolean {
  return row.cells.every((cell) => typeof cell === "string" && cell.trim() === "");
}

function withinWidth(row: RawRow, width: number): RawRow {
  if (row.cells.length <= width) return row;
  const written = row.cells.findLastIndex((cell) => typeof cell !== "string" || cell.trim() !== "") + 1;
  return { ...row, cells: row.cells.slice(0, Math.max(written, width)) };
}
