/** Cells that were corrected beside the file: they are read in place of its own, and each is told of. */
import { HubError } from "#schema/errors.js";
import type { FileHead, RawRow } from "../feed/stages.js";

export interface CellCorrection {
  /** As the clerk's program shows it, and findings tell it. */
  readonly row: number;
  readonly field: string;
  readonly text: string;
}

export interface CellCorrector {
  readonly correct: (batch: readonly RawRow[]) => readonly RawRow[];
  /** After the last row: throws CORRECTION_INVALID for a row that the file has not. */
  readonly finish: () => void;
}

/** Throws CORRECTION_INVALID for a column that the file has not. */
export function openCellCorrector(
  { fields }: Pick<FileHead, "fields">,
  corrections: readonly CellCorrection[],
): CellCorrector {
  const rows = new Map<number, Map<number, string>>();
  for (const { row, field, text } of corrections) {
    const column = fields.indexOf(field);
    if (column < 0) throw noCell(row, field);
    const ofRow = rows.get(row) ?? new Map<number, string>();
    rows.set(row, ofRow.set(column, text));
  }
  const missing = new Set(rows.keys());
  return {
    correct: (batch) =>
      rows.size === 0
        ? batch
        : batch.map((raw) => {
            const texts = rows.get(raw.line);
            missing.delete(raw.line);
            return texts ? correctedRow(raw, texts) : raw;
          }),
    finish: () => {
      const [row] = missing;
      if (row !== undefined) throw noCell(row, null);
    },
  };
}

/** What the reader noted of the file's own cell is not said of the new one. */
function correctedRow(raw: RawRow, texts: ReadonlyMap<number, string>): RawRow {
  const cells = [...raw.cells];
  for (const [column, text] of texts) {
    while (cells.length < column) cells.push("");
    cells[column] = text;
  }
  const noted = (raw.notes ?? []).filter(({ column }) => column === null || !texts.has(column));
  const told = [...texts.keys()].map((column) => ({ column, code: "CELL_CORRECTED" }));
  return { ...raw, cells, notes: [...noted, ...told] };
}

function noCell(row: number, field: string | null): HubError {
  return new HubError("CORRECTION_INVALID", {
    reason: field === null ? `文件中没有第${row}行` : `文件中没有列 ${field.slice(0, 60)}`,
    reasonEn: field === null ? `the file has no row ${row}` : `the file has no column ${field.slice(0, 60)}`,
  });
}
