/**
 * A workbook: the header stays in view, texts and codes are text cells, so that digits stay as they are and
 * nothing is a formula; numbers are numbers where a spreadsheet holds them exactly. A sheet that is full is
 * followed by another.
 */
import { sheetName, sheetText, streamWorkbook } from "#kit/workbook";
import { headerOf } from "../header.js";
import type { Cell, ColumnHead, WriteFile } from "../format.js";

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
      for await (const { rows } of batches)
        for (const row of rows) {
          if (left === 0) {
            sheet.commit();
            sheet = begin();
          }
          left -= 1;
          const cells = columns.map((column, at) => cellOf(column, row[at] ?? null, withCodes));
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

function cellOf({ kind }: ColumnHead, cell: Cell, withCodes: boolean): string | number | null {
  if (cell === null) return null;
  const text = textOf(cell, withCodes);
  const isExact = isNumeric(kind) && text.replaceAll(/[-.]/g, "").length <= EXACT_DIGITS;
  return isExact ? Number(text) : sheetText(text);
}

/** As a person reads it: 是 and 否, several parted by a semicolon. */
function textOf(cell: NonNullable<Cell>, withCodes: boolean): string {
  if (typeof cell === "object") return cell.join("；");
  if (typeof cell === "boolean" && !withCodes) return cell ? "是" : "否";
  return String(cell);
}
