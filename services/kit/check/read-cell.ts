/**
 * One cell → its value in the row, or a finding. What a contract and a file's header say of a column is
 * gathered once, so that a clean cell costs a fold, a parse and an assignment.
 */
import type { CellContext, Column, FeedContract, RowContext, Value } from "../feed/contract.js";
import type { FileHead, RawCell, RawRow } from "../feed/stages.js";
import { wordsOn } from "../feed/terms.js";
import { cleanText } from "./clean-text.js";
import type { FindingList } from "./findings.js";
import { numberText } from "./number-text.js";

/** A column of the contract at its place in this file. */
export interface PlacedColumn {
  readonly index: number;
  readonly field: string;
  /** The field that says which 其他, where the column's list is open. */
  readonly otherField: string | null;
  readonly column: Column;
  /** UTF-16 units up to which a text is neither too long nor cut. */
  readonly safeLength: number;
  readonly context: CellContext;
}

export function placeColumns(
  contract: FeedContract,
  head: FileHead,
  { today, rows, file }: Pick<RowContext, "today" | "rows" | "file">,
): readonly PlacedColumn[] {
  const words = wordsOn(today, { rows });
  return head.fields.flatMap((field, index): readonly PlacedColumn[] => {
    const column = field === null ? undefined : contract.columns[field];
    if (field === null || !column) return [];
    return [
      {
        index,
        field,
        column,
        otherField: column.list?.other === undefined ? null : `${field}Other`,
        safeLength: Math.min(column.maxLength ?? Infinity, FIRST_CUT_LENGTH - 1),
        context: { headerUnit: head.units[index] ?? null, today, words, ...(file ? { file } : {}) },
      },
    ];
  });
}

/** Puts the cell's value into the row, where blank cells stay null. False when the row cannot be used. */
export function readCell(
  raw: RawRow,
  place: PlacedColumn,
  row: Record<string, Value>,
  list: FindingList,
): boolean {
  const { field, column } = place;
  const cell = raw.cells[place.index] ?? "";
  const written = typeof cell === "string" ? cell : textOfCell(raw.line, field, column, cell, list);
  const text = written === null ? null : cleanText(raw.line, field, column, written, list);
  if (text === null) return false;
  if (text === "") {
    if (column.required) list.add(raw.line, field, null, "VALUE_REQUIRED");
    return !column.required;
  }
  // No character has more than two UTF-16 units: what is too long in any case is not looked at further.
  if (column.kind === "text" && text.length > 2 * (column.maxLength ?? Infinity)) {
    keepsLength(raw.line, place, text, list);
    return false;
  }
  const parsed = column.parse(text, place.context);
  if (!parsed.ok) {
    list.add(raw.line, field, text, parsed.fault.code, parsed.fault.details);
    return false;
  }
  if (parsed.notice) list.add(raw.line, field, text, parsed.notice.code, parsed.notice.details);
  row[field] = parsed.value;
  if (place.otherField !== null) row[place.otherField] = parsed.extra ?? null;
  const measured = typeof parsed.value === "string" && column.kind === "text" ? parsed.value : text;
  return measured.length <= place.safeLength || keepsLength(raw.line, place, measured, list);
}

/** Of well-formed text. */
function charactersOf(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if ((text.charCodeAt(at) & 0xfc00) !== 0xdc00) count += 1;
  return count;
}

/** Where programs cut long texts. */
const CUT_LENGTHS: readonly number[] = [2_000, 4_000];
const FIRST_CUT_LENGTH = 2_000;

function keepsLength(
  line: number,
  { field, column: { maxLength = Infinity } }: PlacedColumn,
  text: string,
  list: FindingList,
): boolean {
  const length = charactersOf(text);
  if (length > maxLength) {
    list.add(line, field, text, "VALUE_TOO_LONG", { limit: maxLength, length });
    return false;
  }
  if (CUT_LENGTHS.includes(length) || (length === maxLength && length >= FIRST_CUT_LENGTH))
    list.add(line, field, text, "VALUE_CUT", { length });
  return true;
}

/**
 * The displayed text of a cell that a workbook or JSON holds as something other than text; null when it is
 * refused.
 */
function textOfCell(
  line: number,
  field: string,
  column: Column,
  cell: Exclude<RawCell, string>,
  list: FindingList,
): string | null {
  if (cell.type === "number") {
    const { text, finding } = numberText(cell, column);
    if (finding) list.add(line, field, finding.shown ?? text, finding.code, finding.details);
    return text;
  }
  if (cell.type === "formula") list.add(line, field, null, "VALUE_FORMULA");
  else list.add(line, field, cell.text, cell.code ?? "VALUE_FAULT");
  return null;
}
