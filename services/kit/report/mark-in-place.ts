/**
 * The clerk's own workbook with its bad cells marked: formats, widths and other sheets stay. Every formula of every sheet
 * becomes text, neutralised; nothing else is changed. Marks of an earlier report are cleared where nothing is wrong now.
 *
 * exceljs holds a workbook whole, some twenty times its XML: only a small one is marked so, and only after all of it was
 * unpacked once under that limit. What exceljs cannot read is not marked in place: this answers null.
 */
import { buffer } from "node:stream/consumers";
import { HubError } from "#schema/errors.js";
import exceljs from "exceljs";
import type { FeedContract } from "../feed/contract.js";
import type { FileHead, Finding } from "../feed/stages.js";
import type { ReadLimits } from "../read/refusals.js";
import { openArchive } from "../read/xlsx/archive.js";
import { openSpooledWorkbook } from "../read/xlsx/open-workbook.js";
import type { SpooledFile } from "../read/xlsx/spool.js";
import { neutraliseFormula } from "../values/text.js";
import { clearOldMark, markCell } from "./mark-cell.js";
import { marksOf } from "./marks.js";
import { addResultSheet, RESULT_SHEET, resultRows } from "./result-sheet.js";

const FILE_BYTES = 4 * 2 ** 20;
const INFLATED_BYTES = 24 * 2 ** 20;

/** The marked file, or null when it must be copied instead. */
export async function markInPlace(contract: FeedContract, file: SpooledFile, findings: readonly Finding[], limits: ReadLimits): Promise<Buffer | null> {
  if ((await file.handle.stat()).size > FILE_BYTES || !(await isSmall(file, limits))) return null;
  const { head, sheetName, groups } = await openSpooledWorkbook(contract, { handle: file.handle, close: async () => undefined }, limits);
  await groups.return?.();
  const workbook = await load(await buffer(file.handle.createReadStream({ start: 0, autoClose: false })));
  const sheet = workbook?.getWorksheet(sheetName);
  if (!workbook || !sheet) return null;
  for (const each of workbook.worksheets) neutraliseFormulas(each);
  markSheet(sheet, head, findings);
  const old = workbook.getWorksheet(RESULT_SHEET);
  if (old) workbook.removeWorksheet(old.id);
  const result = addResultSheet(workbook);
  for (const row of resultRows(findings, null)) result.addRow(row);
  return save(workbook);
}

async function isSmall(file: SpooledFile, limits: ReadLimits): Promise<boolean> {
  try {
    await (await openArchive(file, { ...limits, inflatedBytes: INFLATED_BYTES })).measure();
    return true;
  } catch (error) {
    if (error instanceof HubError) return false;
    throw error;
  }
}

/** exceljs throws errors of every kind on workbooks that it does not expect, such as those with prefixed names. */
async function load(bytes: Buffer): Promise<exceljs.Workbook | null> {
  try {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
    return workbook;
  } catch {
    return null;
  }
}

async function save(workbook: exceljs.Workbook): Promise<Buffer | null> {
  try {
    return Buffer.from(await workbook.xlsx.writeBuffer());
  } catch {
    return null;
  }
}

function neutraliseFormulas(sheet: exceljs.Worksheet): void {
  const formulas: { readonly cell: exceljs.Cell; readonly formula: string }[] = [];
  sheet.eachRow((row) => row.eachCell((cell) => {
    if (cell.type === exceljs.ValueType.Formula) formulas.push({ cell, formula: cell.formula });
  }));
  // Only once all are known: a shared formula is told from its first cell
  for (const { cell, formula } of formulas) cell.value = neutraliseFormula(`=${formula}`);
}

function markSheet(sheet: exceljs.Worksheet, head: FileHead, findings: readonly Finding[]): void {
  sheet.eachRow((row) => row.eachCell(clearOldMark));
  for (const [line, marks] of marksOf(head, findings)) {
    for (const [column, mark] of marks) markCell(sheet.getRow(line).getCell(column + 1), mark);
  }
}
