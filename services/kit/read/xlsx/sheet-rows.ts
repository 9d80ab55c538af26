/**
 * A sheet → rows of cells, streamed. A row exists when something is written in it: formats and blank cells,
 * down to row 1,048,576 as often as not, are passed over. A cell's place is its reference where it has one,
 * else the next column. Merged cells hold their text in the first one. Texts whose format changes them come
 * as they are shown. Refuses with FEED_ARCHIVE rows out of order and wrong references, and as `read-xml.ts`
 * does.
 */
import type { RawCell, RawRow, RowNote } from "../../feed/stages.js";
import { excelSerial, isRealDay } from "../../values/calendar.js";
import { cellFormat } from "../../values/cell-format.js";
import { badArchive, cellCharacters, cellTooLarge, rowTooWide, type ReadLimits } from "../refusals.js";
import type { Archive } from "./archive.js";
import { GENERAL_FORMAT, HIDES_ZERO, type NumberFormats } from "./number-formats.js";
import { plainText } from "./plain-text.js";
import { readXml } from "./read-xml.js";
import { createRuns } from "./runs.js";
import type { SharedStrings } from "./shared-strings.js";

export interface SheetContext {
  readonly archive: Archive;
  readonly sharedStrings: SharedStrings;
  readonly formats: NumberFormats;
  readonly is1904: boolean;
  readonly limits: ReadLimits;
}

const ISO_DATE = /^((\d{4})-(\d\d)-(\d\d))(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)Z?)?$/;
const DATE_FORMAT = "yyyy/m/d";
/** JavaScript reads `0x10`, and no spreadsheet writes it. */
const OTHER_BASE = /^0[xob]/i;
/** Days from the beginning of the 1900 system to that of the 1904 system. */
const DAYS_TO_1904 = 1462;

/** Layout of a sheet, known once its first rows are read, since it precedes them in the file. */
export interface SheetLayout {
  /** Columns that are not shown: first and last, from 0. */
  readonly hiddenColumns: (readonly [first: number, last: number])[];
  /** Cells that hold 0 are blank. */
  hidesZeros: boolean;
}

export function createSheetLayout(): SheetLayout {
  return { hiddenColumns: [], hidesZeros: false };
}

const HIDDEN_ROW: RowNote = { column: null, code: "ROW_HIDDEN" };

export async function* readSheetRows(
  context: SheetContext,
  path: string,
  layout: SheetLayout,
): AsyncGenerator<readonly RawRow[], void, undefined> {
  const { limits } = context;
  const longest = cellCharacters(limits);
  let rows: RawRow[] = [];
  let line = 0;
  let lineText = "";
  let cells: RawCell[] = [];
  let column = -1;
  let reference: string | null = null;
  let type = "n";
  let style = 0;
  let value = "";
  let formula: string | null = null;
  let reading: "value" | "formula" | null = null;
  let isPhonetic = false;
  let isHidden = false;
  /** Rows that say nothing of it are hidden. */
  let hidesRows = false;
  let notes: RowNote[] = [];
  let sharedCharacters = 0;
  const runs = createRuns();

  const handlers = {
    open: (name: string, attributes: Readonly<Record<string, string>>) => {
      runs.open(name, attributes);
      switch (name) {
        case "c":
          reference = attributes["r"] ?? null;
          column = reference === null ? column + 1 : columnOf(reference);
          type = attributes["t"] ?? "n";
          style = Number(attributes["s"] ?? 0);
          value = "";
          formula = null;
          break;
        case "v":
          reading = "value";
          break;
        case "t":
          reading = isPhonetic ? null : "value";
          break;
        case "f":
          formula = "";
          reading = "formula";
          break;
        case "rPh":
          isPhonetic = true;
          break;
        case "row":
          startRow(attributes["r"]);
          isHidden =
            isTrue(attributes["hidden"] ?? (hidesRows && attributes["ht"] === undefined ? "1" : undefined)) ||
            Number(attributes["ht"] ?? 1) === 0;
          break;
        case "col":
          if (isTrue(attributes["hidden"]) || Number(attributes["width"] ?? 1) === 0)
            layout.hiddenColumns.push([Number(attributes["min"]) - 1, Number(attributes["max"]) - 1]);
          break;
        case "sheetFormatPr":
          hidesRows = isTrue(attributes["zeroHeight"]);
          break;
        case "sheetView":
          layout.hidesZeros = attributes["showZeros"] !== undefined && !isTrue(attributes["showZeros"]);
          break;
      }
    },
    text: (text: string) => {
      if (reading === null) return;
      if (reading === "value") value += runs.shown(text);
      else formula = (formula ?? "") + text;
      if (value.length > longest || (formula?.length ?? 0) > longest) throw cellTooLarge(line, limits);
    },
    close: (name: string) => {
      switch (name) {
        case "v":
        case "t":
        case "f":
          reading = null;
          break;
        case "rPh":
          isPhonetic = false;
          break;
        case "c":
          endCell();
          break;
        case "row":
          if (isHidden) notes.push(HIDDEN_ROW);
          if (cells.length > 0) rows.push(notes.length > 0 ? { line, cells, notes } : { line, cells });
          cells = [];
          if (notes.length > 0) notes = [];
          break;
      }
    },
  };

  for await (const _ of readXml(
    context.archive.read(path),
    { characters: longest, refuse: () => cellTooLarge(line, limits) },
    handlers,
  )) {
    yield rows;
    rows = [];
  }

  function startRow(reference: string | undefined): void {
    const next = reference === undefined ? line + 1 : Number(reference);
    if (!(next > line)) throw badArchive("行号混乱", "its rows are out of order");
    line = next;
    lineText = String(line);
    column = -1;
  }

  /** The number behind the letters is that of the row. */
  function isInRow(written: string | null): boolean {
    if (written === null) return true;
    const letters = column < 26 ? 1 : column < 702 ? 2 : 3;
    return written.length === letters + lineText.length && written.endsWith(lineText);
  }

  function endCell(): void {
    const cell = formula === null ? cellOf() : ({ type: "formula", formula } as const);
    if (cell === "") return;
    if (column >= limits.columns) throw rowTooWide(line, limits);
    if (column < 0 || !isInRow(reference) || (cells[column] ?? "") !== "")
      throw badArchive("单元格编号有误", "a cell has no proper reference");
    while (cells.length < column) cells.push("");
    cells[column] = cell;
    if (context.formats[style]?.isStruck) notes.push({ column, code: "CELL_STRUCK" });
  }

  function cellOf(): RawCell {
    if (value === "") return "";
    switch (type) {
      case "s":
        return sharedString(Number(value));
      case "b":
        return value === "1" || value === "true" ? "TRUE" : "FALSE";
      case "e":
        return { type: "fault", text: value };
      case "n":
        return numberCell(value);
      case "d":
        return dateCell(value);
      case "inlineStr":
        return runs.isStruck
          ? { type: "fault", text: value, code: "TEXT_STRUCK" }
          : shownText(plainText(value));
      default:
        return shownText(plainText(value));
    }
  }

  function shownText(text: string): RawCell {
    const format = context.formats[style];
    if (!format?.changesText) return text;
    const shown = cellFormat(format.code).show(text) ?? text;
    return shown === "" && text.trim() !== "" ? { type: "fault", text, code: "VALUE_HIDDEN" } : shown;
  }

  function sharedString(index: number): RawCell {
    const text = context.sharedStrings.get(index);
    if (text === null) throw badArchive("缺少共享字符串", "a shared string is missing");
    sharedCharacters += text.length;
    // A few bytes of a file may name a long string a million times.
    if (sharedCharacters * 2 > limits.inflatedBytes)
      throw badArchive("重复引用的文本总量过大", "its shared strings are too much text together");
    return context.sharedStrings.isStruck(index)
      ? { type: "fault", text, code: "TEXT_STRUCK" }
      : shownText(text);
  }

  /** ISO 8601 in the place of a serial number, as some programs write dates. */
  function dateCell(written: string): RawCell {
    const [, date = "", year, month, day, time = "00:00"] = ISO_DATE.exec(written) ?? [];
    const milliseconds = Date.parse(`${date}T${time}Z`);
    if (Number.isNaN(milliseconds) || !isRealDay(Number(year), Number(month), Number(day)))
      return plainText(written);
    const { code } = context.formats[style] ?? GENERAL_FORMAT;
    const format = cellFormat(code).kind === "general" ? DATE_FORMAT : code;
    return { type: "number", value: excelSerial(milliseconds), format };
  }

  function numberCell(digits: string): RawCell {
    if (digits.trim() === "") return "";
    const number = Number(digits);
    if (!Number.isFinite(number) || OTHER_BASE.test(digits)) return digits;
    const { code } = context.formats[style] ?? GENERAL_FORMAT;
    if (number === 0 && layout.hidesZeros) return { type: "number", value: 0, format: HIDES_ZERO };
    if (!context.is1904) return { type: "number", value: number, format: code };
    return cellFormat(code).kind === "day"
      ? { type: "number", value: number + DAYS_TO_1904, format: code }
      : { type: "number", value: number, format: code, is1904: true };
  }
}

function isTrue(attribute: string | undefined): boolean {
  return attribute === "1" || attribute === "true";
}

/** `AB12` is column 27, from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
