/** Invented values that keep every sum, the same in every year. */
import { ANNUAL_FORMS } from "./form.js";
import { cellsOf, rowLabel, type FormCell } from "./cells.js";

/** What one applicant of a kind that applies at all asks for and is told. */
const ROWS: Readonly<Record<string, number>> = { NEW: 3, BROUGHT: 1, A: 2, B: 1, DONE: 3, CARRIED: 1 };
const APPLICANTS: Readonly<Record<string, number>> = { NATURAL: 1, COMPANY: 1, TOTAL: 2 };
const PUBLISHED: Readonly<Record<string, number>> = {
  "NORMATIVE.MADE": 1,
  "NORMATIVE.REPEALED": 1,
  "NORMATIVE.IN_FORCE": 10,
  "LICENCES.DECISIONS": 20,
  "PENALTIES.DECISIONS": 5,
};

function valueOf({ table, row, column }: FormCell): number {
  switch (table.code) {
    case "TABLE_2":
      return PUBLISHED[`${row.code}.${column.code}`] ?? 0;
    case "TABLE_3":
      return (ROWS[row.code] ?? 0) * (APPLICANTS[column.code] ?? 0);
    case "TABLE_4":
      return row.code === "REVIEW" && (column.code === "KEPT" || column.code === "TOTAL") ? 1 : 0;
  }
}

const LAST_SAMPLE_YEAR = 2023;

/** Cell after cell of years before those of `samples/`, the latest first. */
export function sampleFigure(
  index: number,
): Readonly<Record<"year" | "table" | "row" | "column" | "value", string>> {
  const years = Array.from({ length: 3 }, (_, back) => String(LAST_SAMPLE_YEAR - back));
  const all = years.flatMap((year) => {
    const form = ANNUAL_FORMS.find(({ from, until }) => from <= year && (until === null || year <= until));
    return form ? [...cellsOf(form).values()].map((cell) => ({ year, cell })) : [];
  });
  const found = all[index % all.length];
  if (!found) throw new Error("There is no form");
  const { year, cell } = found;
  return {
    year,
    table: cell.table.zh,
    row: rowLabel(cell.row),
    column: cell.column.zh,
    value: String(valueOf(cell)),
  };
}
