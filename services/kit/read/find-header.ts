/**
 * The header among the first rows of a file: under title rows, over one line or two. A header row is the
 * first in which most cells are known headers; failing that, the one with the most, so that its faults can be
 * told. Nothing here fails.
 *
 * In a header of two lines the upper cell may be merged over several columns, or over both lines: a column's
 * header is then its lower cell, the two together, or the upper one alone. A lower line that has nothing but
 * units gives each column its own.
 *
 * A form, in which each value stands beside its label, has no header: its labels are no columns.
 */
import type { RawCell, RawRow } from "../feed/stages.js";
import { unitAlone } from "../values/units.js";
import type { HeaderIndex, HeaderMatch } from "../feed/header-index.js";

/** How many rows are looked at. */
export const HEADER_ROWS = 20;

export interface FoundHeader {
  /** Index of its last row: data begins below. */
  readonly last: number;
  readonly headers: readonly string[];
  readonly matches: readonly (HeaderMatch | null)[];
  /** How many fields are known. */
  readonly known: number;
  /** Most of its cells are known; otherwise it is only the best guess. */
  readonly isSure: boolean;
}

export function findHeader(rows: readonly RawRow[], find: HeaderIndex): FoundHeader | null {
  let best: FoundHeader | null = null;
  for (const [at, row] of rows.slice(0, HEADER_ROWS).entries()) {
    if (isForm(row, rows[at + 1], find)) continue;
    const found = headerAt(rows, row, at, find);
    if (found.isSure) return found;
    if (found.known > (best?.known ?? KNOWN_BY_CHANCE)) best = found;
  }
  return best;
}

/** A row of data may hold one cell that is a header: 法人 is a kind of party, and an alias of a column. */
const KNOWN_BY_CHANCE = 1;

/** 编号|A1|名称|某停车场 over 地址|某路1号|联系人|某人: known labels and what they say in turn, then labels again. */
function isForm(row: RawRow, below: RawRow | undefined, find: HeaderIndex): boolean {
  const texts = row.cells.map(textOf).filter((text) => text !== "");
  const lower = below?.cells.map(textOf).filter((text) => text !== "") ?? [];
  return (
    texts.length > FEWEST_OF_FORM &&
    texts.every((text, at) => (find(text) !== null) === (at % 2 === 0)) &&
    lower.length > FEWEST_OF_FORM &&
    lower.every((text, at) => at % 2 === 1 || LABEL.test(text))
  );
}

const FEWEST_OF_FORM = 2;
const LABEL = /^[\u4e00-\u9fff（）()／/、]{2,12}[:：]?$/;

/** Two lines only where each of them alone tells less: a title above a header is not its first line. */
function headerAt(rows: readonly RawRow[], row: RawRow, at: number, find: HeaderIndex): FoundHeader {
  const one = oneLine(row, at, find);
  const below = rows[at + 1];
  const withUnits = below && one.isSure ? unitLine(row, below, at + 1, find) : null;
  if (withUnits) return withUnits;
  const two = below ? twoLines(row, below, at + 1, find) : null;
  return below && two && two.known > Math.max(one.known, oneLine(below, at + 1, find).known) ? two : one;
}

function oneLine(row: RawRow, last: number, find: HeaderIndex): FoundHeader {
  const headers = withoutBlankEnd(row.cells.map(textOf));
  return counted(last, headers, headers.map(find));
}

function twoLines(upperRow: RawRow, lowerRow: RawRow, last: number, find: HeaderIndex): FoundHeader | null {
  const upper = upperRow.cells.map(textOf);
  const lower = lowerRow.cells.map(textOf);
  const headers: string[] = [];
  const matches: (HeaderMatch | null)[] = [];
  let group = "";
  let lowerKnown = 0;
  for (let column = 0; column < Math.max(upper.length, lower.length); column += 1) {
    const above = upper[column] ?? "";
    const below = lower[column] ?? "";
    if (above !== "") group = above;
    const match = below === "" ? find(above) : (find(below) ?? find(group + below));
    if (below !== "" && match) lowerKnown += 1;
    headers.push(below === "" ? above : below);
    matches.push(match);
  }
  // A row of data under a header of one line is no second line, whatever one of its cells looks like.
  const isHeader = lowerKnown * 2 > lower.filter((text) => text !== "").length;
  const trimmed = withoutBlankEnd(headers);
  return isHeader ? counted(last, trimmed, matches.slice(0, trimmed.length)) : null;
}

function unitLine(upperRow: RawRow, lowerRow: RawRow, last: number, find: HeaderIndex): FoundHeader | null {
  const units = lowerRow.cells.map((cell) => unitAlone(textOf(cell)));
  const isUnits = lowerRow.cells.every((cell, at) => units[at] !== null || NO_UNIT.test(textOf(cell)));
  if (!isUnits || units.every((unit) => unit === null)) return null;
  const headers = upperRow.cells.map((cell, at) => {
    const unit = units[at] ?? null;
    return unit === null ? textOf(cell) : `${textOf(cell)}（${unit}）`;
  });
  const trimmed = withoutBlankEnd(headers);
  return counted(last, trimmed, trimmed.map(find));
}

const NO_UNIT = /^[-—/]*$/;

function counted(
  last: number,
  headers: readonly string[],
  matches: readonly (HeaderMatch | null)[],
): FoundHeader {
  const known = new Set(matches.flatMap((match) => match?.field ?? [])).size;
  return {
    last,
    headers,
    matches,
    known,
    isSure: known > KNOWN_BY_CHANCE && known * 2 > headers.filter((header) => header !== "").length,
  };
}

function textOf(cell: RawCell): string {
  return typeof cell === "string" ? cell.trim() : "";
}

function withoutBlankEnd(texts: readonly string[]): readonly string[] {
  return texts.slice(0, texts.findLastIndex((text) => text !== "") + 1);
}
