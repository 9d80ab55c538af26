/**
 * How many cells exceljs would make of a workbook's ranges: it unfolds what is merged, and what has a
 * drop-down or another rule, to single cells. A rule for a whole column is a million of them, and common.
 */
import type { Archive } from "../read/xlsx/archive.js";
import { readWholeXml } from "../read/xlsx/read-xml.js";
import { readWorkbookParts } from "../read/xlsx/workbook-parts.js";

export interface UnfoldedCells {
  readonly merged: number;
  readonly ruled: number;
}

export async function countUnfoldedCells(archive: Archive): Promise<UnfoldedCells> {
  let merged = 0;
  let ruled = 0;
  for (const { path } of (await readWorkbookParts(archive)).sheets) {
    await readWholeXml(archive.read(path), {
      open: (name, { ref, sqref }) => {
        if (name === "mergeCell") merged += areaOf(ref ?? "");
        else if (name === "dataValidation")
          for (const range of (sqref ?? "").split(" ")) ruled += areaOf(range);
      },
    });
  }
  return { merged, ruled };
}

/** Number of cells in a range such as `B2:D9`; 1 for a text that is no range. */
function areaOf(range: string): number {
  const [, left = "", top, right = "", bottom] =
    /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range) ?? [];
  return (columnNumber(right) - columnNumber(left) + 1) * (Number(bottom ?? 1) - Number(top ?? 1) + 1);
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
