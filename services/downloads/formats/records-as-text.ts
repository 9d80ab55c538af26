/**
 * A record as a line that the database writes (record-sql.ts), and that is split again, in about the time of
 * `COPY`: its cells are parted by ASCII's own separators. No text of a record has one: what is read from a
 * file loses its control characters but line feeds. A text that has one all the same is never taken for two:
 * it breaks the file. Threads that write files load this module, and nothing of the database.
 */

/** After each record. */
export const RECORD_SEPARATOR = "\u001e";
export const UNIT_SEPARATOR = "\u001f";
/** Between two of several codes. */
export const GROUP_SEPARATOR = "\u001d";
/** In the place of a value that there is not. */
export const SUBSTITUTE = "\u001a";

/** A value as the database writes it; several codes as one text (`codesOf`). */
export type Cell = string | null;

/** The lines as one text, each ended by a separator. Throws where a line has one. */
export function textOf(lines: readonly string[]): string {
  if (lines.some(isSeveral)) throw new ControlCharacter();
  return lines.join(RECORD_SEPARATOR) + RECORD_SEPARATOR;
}

/** The lines of a text, without the last separator. */
export function linesOf(text: string): readonly string[] {
  return text.split(RECORD_SEPARATOR);
}

/** Throws where the line is not one record of so many cells. */
export function cellsOf(line: string, columns: number): Cell[] {
  const cells: Cell[] = line.split(UNIT_SEPARATOR);
  if (cells.length !== columns || isSeveral(line)) throw new ControlCharacter();
  for (let at = 0; at < columns; at += 1) if (cells[at] === SUBSTITUTE) cells[at] = null;
  return cells;
}

function isSeveral(line: string): boolean {
  return line.includes(RECORD_SEPARATOR);
}

export function codesOf(cell: string): readonly string[] {
  return cell === "" ? [] : cell.split(GROUP_SEPARATOR);
}

class ControlCharacter extends Error {
  constructor() {
    super("A text of a record has a control character, which no text may have");
  }
}
