/**
 * A workbook: the header stays in view, texts and codes are text cells, so that digits stay as they are and
 * nothing is a formula; numbers are numbers where a spreadsheet holds them exactly. A sheet that is full is
 * followed by another.
 */
import { sheetName, sheetText, streamWorkbook } from "#kit/workbook";
import { headerOf } from "../header.js";
import type { ColumnHead, WriteFile } from "../format.js";
import { codesOf } from "../records-as-text.js";
import { wordsOf } from "../words.js";

/** Excel's limit, less the header. */
const SHEET_RECORDS = 2 ** 20 - 1;
/** Digits that a number of a spreadsheet holds. */
const EXACT_DIGITS = 15;
const TEXT_FORMAT = "@";
const MARKUP = 30;
const WIDTHS = { text: 24, short: 14 };

export const writeWorkbook: WriteFile = ({ title, columns, withCodes, at }, batches, destination) =>
  streamWorkbook(
    destination,
    async ({ workbook, written }) => {
      let number = 0;
      let left = 0;
      const writers = columns.map((column) => cellWriter(column, withCodes));
      const begin = (): ReturnType<typeof workbook.addWorksheet> => {
        number += 1;
        left = SHEET_RECORDS;
        const sheet = workbook.addWorksheet(
          sheetName(number === 1 ? title : `${title.slice(0, 25)} ${number}`),
          {
            views: [{ state: "frozen", ySplit: 1 }],
          },
        );
        sheet.columns = columns.map(({ kind }) => ({
          width: kind === "text" ? WIDTHS.text : WIDTHS.short,
          style: isNumeric(kind) ? {} : { numFmt: TEXT_FORMAT },
        }));
        sheet.addRow(columns.map((column) => sheetText(headerOf(column, withCodes)))).commit();
        return sheet;
      };
      let sheet = begin();
      for await (const { records } of batches)
        for (const record of records) {
          if (left === 0) {
            sheet.commit();
            sheet = begin();
          }
          left -= 1;
          const cells = writers.map((write, at) => {
            const cell = record[at] ?? null;
            return cell === null ? null : write(cell);
          });
          sheet.addRow(cells).commit();
          await written(cells.reduce((sum: number, cell) => sum + String(cell ?? "").length + MARKUP, 0));
        }
      sheet.commit();
    },
    at,
  );

function isNumeric(kind: ColumnHead["kind"]): boolean {
  return kind === "integer" || kind === "decimal";
}

function cellWriter(column: ColumnHead, withCodes: boolean): (cell: string) => string | number {
  const wordOf = wordsOf(column, withCodes);
  const { kind } = column;
  if (isNumeric(kind))
    return (cell) => (cell.replaceAll(/[-.]/g, "").length <= EXACT_DIGITS ? Number(cell) : cell);
  if (kind === "codes") return (cell) => sheetText(codesOf(cell).map(wordOf).join("；"));
  return (cell) => sheetText(wordOf(cell));
}
