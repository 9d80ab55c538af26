/**
 * An old workbook (.xls, WPS's .et: BIFF in a compound file) → the same as XLSX, by SheetJS: values,
 * formulas, number formats, merged cells, what is hidden. Built-in formats are those of the Chinese edition.
 * A sheet that does not show zeros gets a format that does not.
 *
 * To be run where it may fail, hang or fill its memory. Answers what else the file is, when it is no
 * workbook.
 */
import { CFB, read, set_cptable, SSF, write, type WorkBook } from "@e965/xlsx";
import * as codePages from "@e965/xlsx/dist/cpexcel.full.mjs";
import { BUILT_IN_FORMATS, HIDES_ZERO } from "../xlsx/number-formats.js";

export type Converted =
  | { readonly bytes: Uint8Array }
  | { readonly fault: "PASSWORD" | "OTHER_DOCUMENT" | "DAMAGED" };

export function toXlsx(bytes: Uint8Array): Converted {
  const kind = streamOf(bytes);
  if (typeof kind === "string") return { fault: kind };
  // Workbooks before 1997 are written in the code page of their computer.
  set_cptable(codePages);
  for (const [id, code] of BUILT_IN_FORMATS) SSF.load(code, Number(id));
  let workbook: WorkBook;
  try {
    workbook = read(bytes, {
      type: "array",
      dense: true,
      cellNF: true,
      cellStyles: true,
      cellText: false,
      cellHTML: false,
    });
  } catch (error) {
    return { fault: error instanceof Error && error.message.includes("password") ? "PASSWORD" : "DAMAGED" };
  }
  hideZeros(workbook, sheetsWithoutZeros(kind));
  const written: unknown = write(workbook, { type: "buffer", bookType: "xlsx", cellStyles: true });
  return written instanceof Uint8Array ? { bytes: new Uint8Array(written) } : { fault: "DAMAGED" };
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

const BEGIN = 0x0809;
const WINDOW = 0x023e;
const SHOWS_ZEROS = 0x10;
const GLOBALS = 0x0005;

/**
 * By number of the sheet. Each part of the stream begins with a record of its kind; the first is the
 * workbook's own ([MS-XLS] 2.1.7.20).
 */
function sheetsWithoutZeros(stream: Uint8Array): ReadonlySet<number> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const found = new Set<number>();
  let sheet = -1;
  for (let at = 0; at + 4 <= view.byteLength; at += 4 + view.getUint16(at + 2, true)) {
    const type = view.getUint16(at, true);
    if (at + 8 > view.byteLength) break;
    if (type === BEGIN && view.getUint16(at + 6, true) !== GLOBALS) sheet += 1;
    else if (type === WINDOW && (view.getUint16(at + 4, true) & SHOWS_ZEROS) === 0) found.add(sheet);
  }
  return found;
}

function hideZeros({ SheetNames, Sheets }: WorkBook, without: ReadonlySet<number>): void {
  for (const number of without) {
    for (const row of Sheets[SheetNames[number] ?? ""]?.["!data"] ?? []) {
      for (const cell of row ?? []) if (cell?.t === "n" && cell.v === 0) cell.z = HIDES_ZERO;
    }
  }
}
