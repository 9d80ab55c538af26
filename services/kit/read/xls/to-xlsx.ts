/**
 * An old workbook (.xls, WPS's .et: BIFF in a compound file) → the same as XLSX, by SheetJS: values,
 * formulas, number formats, merged cells, what is hidden. Built-in formats are those of the Chinese edition.
 * A sheet that does not show zeros gets a format that does not.
 *
 * To be run where it may fail, hang or fill its memory. Answers what else the file is, when it is no
 * workbook.
 */
import { CFB, read, set_cptable, SSF, utils, write, type WorkBook, type WorkSheet } from "@e965/xlsx";
import * as codePages from "@e965/xlsx/dist/cpexcel.full.mjs";
import { biffSheets } from "./biff-sheets.js";
import { BUILT_IN_FORMATS, HIDES_ZERO } from "../xlsx/number-formats.js";

export type Converted =
  | { readonly bytes: Uint8Array }
  | { readonly fault: "PASSWORD" | "OTHER_DOCUMENT" | "DAMAGED" };

export function toXlsx(bytes: Uint8Array): Converted {
  const stream = streamOf(bytes);
  if (typeof stream === "string") return { fault: stream };
  // Workbooks before 1997 are written in the code page of their computer.
  set_cptable(codePages);
  for (const [id, code] of BUILT_IN_FORMATS) SSF.load(code, Number(id));
  try {
    const workbook = read(bytes, {
      type: "array",
      dense: true,
      cellNF: true,
      cellStyles: true,
      cellText: false,
      cellHTML: false,
    });
    const { isWhole, withoutZeros } = biffSheets(stream);
    if (!isWhole) return { fault: "DAMAGED" };
    hideZeros(workbook, withoutZeros);
    for (const sheet of Object.values(workbook.Sheets)) tighten(sheet);
    const written: unknown = write(workbook, { type: "buffer", bookType: "xlsx", cellStyles: true });
    return written instanceof Uint8Array ? { bytes: new Uint8Array(written) } : { fault: "DAMAGED" };
  } catch (error) {
    // A text that is longer than any: too large
    if (error instanceof RangeError) throw error;
    return { fault: error instanceof Error && error.message.includes("password") ? "PASSWORD" : "DAMAGED" };
  }
}

/** The records of the workbook, or why there are none. */
function streamOf(bytes: Uint8Array): Uint8Array | "PASSWORD" | "OTHER_DOCUMENT" | "DAMAGED" {
  try {
    const file = CFB.read(bytes, { type: "array" });
    if (CFB.find(file, "/EncryptedPackage")) return "PASSWORD";
    const content = (CFB.find(file, "/Workbook") ?? CFB.find(file, "/Book"))?.content;
    return content === undefined ? "OTHER_DOCUMENT" : Uint8Array.from(content);
  } catch {
    return "DAMAGED";
  }
}

function hideZeros({ SheetNames, Sheets }: WorkBook, without: ReadonlySet<number>): void {
  for (const number of without) {
    for (const row of Sheets[SheetNames[number] ?? ""]?.["!data"] ?? []) {
      for (const cell of row ?? []) if (cell?.t === "n" && cell.v === 0) cell.z = HIDES_ZERO;
    }
  }
}

/**
 * Rows without a cell are there, since the writer stumbles over them, and the size is that of the cells: what
 * a file says of its size may be every row that a sheet can have.
 */
function tighten(sheet: WorkSheet): void {
  const rows = sheet["!data"] ?? [];
  let columns = 0;
  for (let row = 0; row < rows.length; row += 1) columns = Math.max(columns, (rows[row] ??= []).length);
  if (columns === 0) delete sheet["!ref"];
  else sheet["!ref"] = utils.encode_range({ r: 0, c: 0 }, { r: rows.length - 1, c: columns - 1 });
}
