/**
 * How a mark looks: red for errors, amber for warnings, and the sentences in a comment that begins with 【校验】.
 */
import type exceljs from "exceljs";
import type { Severity } from "../feed/contract.js";
import type { Mark } from "./marks.js";

/** Number format of text, in which digits stay as they are typed. */
export const TEXT_FORMAT = "@";
const NOTE_TITLE = "【校验】";
/** Titles with which comments of earlier versions begin. */
const FORMER_TITLES: readonly string[] = ["【核对】"];
const FILLS: Readonly<Record<Severity, string | null>> = {
  ERROR: "FFFFC7CE",
  WARNING: "FFFFEB9C",
  INFO: null,
};
/** Excel shows no more of a comment without scrolling. */
const NOTE_CHARACTERS = 1_000;

export function markCell(cell: exceljs.Cell, { severity, sentences }: Mark): void {
  const colour = FILLS[severity];
  // A style is shared by all cells of its format: it is replaced, never changed
  if (colour !== null)
    cell.style = { ...cell.style, fill: { type: "pattern", pattern: "solid", fgColor: { argb: colour } } };
  cell.note = `${NOTE_TITLE}\n${sentences.join("\n")}`.slice(0, NOTE_CHARACTERS);
}

/** A mark of an earlier report, in a workbook that was corrected and came back. */
export function clearOldMark(cell: exceljs.Cell): void {
  const note = noteText(cell);
  if (![NOTE_TITLE, ...FORMER_TITLES].some((title) => note.startsWith(title))) return;
  cell.style = { ...cell.style, fill: { type: "pattern", pattern: "none" } };
  cell.note = `${NOTE_TITLE}\n已无问题。`;
}

function noteText({ note }: exceljs.Cell): string {
  if (typeof note === "string") return note;
  return note?.texts?.map(({ text }) => text).join("") ?? "";
}
