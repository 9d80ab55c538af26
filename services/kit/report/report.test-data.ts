/** Reports written to memory, opened again with exceljs. */
import { PassThrough, type Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import exceljs from "exceljs";
import type { Finding } from "../feed/stages.js";

export async function bytesOf(write: (destination: Writable) => Promise<void>): Promise<Buffer> {
  const file = new PassThrough();
  const [bytes] = await Promise.all([buffer(file), write(file)]);
  return bytes;
}

export async function open(bytes: Uint8Array): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  return workbook;
}

export async function workbookBytes(fill: (workbook: exceljs.Workbook) => void): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  fill(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export function finding(
  row: number | null,
  field: string | null,
  header: string | null,
  more: Partial<Finding> = {},
): Finding {
  return {
    row,
    field,
    header,
    value: null,
    code: "VALUE_REQUIRED",
    severity: "ERROR",
    message: `第${row}行“${header}”：此项必填，请填写。`,
    english: "A value is required.",
    ...more,
  };
}

export function noteOf(cell: exceljs.Cell | undefined): string {
  const note = cell?.note;
  return typeof note === "string" ? note : (note?.texts?.map(({ text }) => text).join("") ?? "");
}

export function colourOf(cell: exceljs.Cell | undefined): string | undefined {
  const fill = cell?.fill;
  return fill?.type === "pattern" && fill.pattern === "solid" ? fill.fgColor?.argb : undefined;
}

/** Texts of a sheet's rows. */
export function textsOf(sheet: exceljs.Worksheet | undefined): readonly (readonly string[])[] {
  const rows: string[][] = [];
  sheet?.eachRow((row) =>
    rows.push(Array.from({ length: row.cellCount }, (_, at) => row.getCell(at + 1).text)),
  );
  return rows;
}
