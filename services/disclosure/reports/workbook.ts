/** The sheets of a report as a workbook: texts are text cells, numbers are numbers. */
import type { Writable } from "node:stream";
import { sheetName, sheetText, streamWorkbook } from "#kit/workbook";

/** A share, 0 to 1, is shown in per cent. */
export type ReportCell = string | number | null | { readonly share: number | null };

export interface ReportSheet {
  readonly name: string;
  readonly widths: readonly number[];
  /** In bold, and kept in view. */
  readonly header: readonly string[];
  readonly rows: Iterable<readonly ReportCell[]>;
}

/** The same sheets at the same time are the same bytes. */
export function writeReport(sheets: readonly ReportSheet[], at: Date, destination: Writable): Promise<void> {
  return streamWorkbook(
    destination,
    async ({ workbook, written }) => {
      for (const { name, widths, header, rows } of sheets) {
        const sheet = workbook.addWorksheet(sheetName(name), { views: [{ state: "frozen", ySplit: 1 }] });
        sheet.columns = widths.map((width) => ({ width }));
        const head = sheet.addRow(header.map(sheetText));
        head.font = { bold: true };
        head.commit();
        for (const cells of rows) {
          const row = sheet.addRow(cells.map(valueOf));
          for (const [index, cell] of cells.entries()) {
            if (typeof cell === "string") row.getCell(index + 1).numFmt = "@";
            else if (typeof cell === "object" && cell) row.getCell(index + 1).numFmt = "0.0%";
          }
          row.commit();
          await written(
            cells.reduce<number>(
              (sum, cell) => sum + (typeof cell === "string" ? cell.length : 0) + MARKUP,
              0,
            ),
          );
        }
        sheet.commit();
      }
    },
    at,
  );
}

/** Characters around a cell. */
const MARKUP = 40;

function valueOf(cell: ReportCell): string | number | null {
  if (typeof cell === "string") return sheetText(cell);
  return typeof cell === "object" ? (cell?.share ?? null) : cell;
}

/** A file's own time is the day's, whenever it is made. */
export function fileTime(asOf: string): Date {
  return new Date(`${asOf}T00:00:00+08:00`);
}
