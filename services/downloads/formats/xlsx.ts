/**
 * A workbook: the header stays in view, texts and codes are text cells, so that digits stay as they are and
 * nothing is a formula; numbers are numbers where a spreadsheet holds them exactly. A sheet that is full is
 * followed by another.
 */
import type { Value } from "#kit";
import { sheetName, sheetText, streamWorkbook } from "#kit/hub";
import type { DownloadColumn } from "../columns.js";
import { cellText, headerOf } from "./cell-text.js";
import type { BinaryFormat } from "./format.js";

/** Excel's limit, less the header. */
const SHEET_RECORDS = 2 ** 20 - 1;
/** Digits that a number of a spreadsheet holds. */
const EXACT_DIGITS = 15;
const TEXT_FORMAT = "@";
const MARKUP = 30;
const WIDTHS = { text: 24, short: 14 };

export const xlsx: BinaryFormat = {
  kind: "binary",
  title: { zh: "Excel 工作簿", en: "Excel workbook" },
  mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  usualCodes: false,
  write: ({ title, columns, withCodes, at }, batches, destination) =>
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
        for await (const batch of batches)
          for (const record of batch) {
            if (left === 0) {
              sheet.commit();
              sheet = begin();
            }
            left -= 1;
            const cells = columns.map((column) => cellOf(column, column.valueOf(record), withCodes));
            sheet.addRow(cells).commit();
            await written(cells.reduce((sum: number, cell) => sum + String(cell ?? "").length + MARKUP, 0));
          }
        sheet.commit();
      },
      at,
    ),
};

function isNumeric(kind: DownloadColumn["kind"]): boolean {
  return kind === "integer" || kind === "decimal";
}

function cellOf(column: DownloadColumn, value: Value, withCodes: boolean): string | number | null {
  if (value === null) return null;
  const text = cellText(column, value, withCodes);
  const isExact = isNumeric(column.kind) && text.replaceAll(/[-.]/g, "").length <= EXACT_DIGITS;
  return isExact ? Number(text) : sheetText(text);
}
