/** The cells of a form: their codes, and how a clerk's words name them. */
import type { AnnualForm, FormColumn, FormRow, FormTable } from "./form.js";

export interface FormCell {
  /** `TABLE_3.C1.NATURAL`. */
  readonly code: string;
  readonly table: FormTable;
  readonly row: FormRow;
  readonly column: FormColumn;
}

const known = new WeakMap<AnnualForm, ReadonlyMap<string, FormCell>>();

/** By their codes, in the order of the form. */
export function cellsOf(form: AnnualForm): ReadonlyMap<string, FormCell> {
  const found = known.get(form);
  if (found) return found;
  const cells = form.tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      table.columns.flatMap((column): FormCell[] =>
        row.columns && !row.columns.includes(column.code)
          ? []
          : [{ code: cellCode(table.code, row.code, column.code), table, row, column }],
      ),
    ),
  );
  const made = new Map(cells.map((cell) => [cell.code, cell]));
  known.set(form, made);
  return made;
}

export function cellCode(table: string, row: string, column: string): string {
  return `${table}.${row}.${column}`;
}

/** The label of a row as it stands in a file: with its heading, so that it is one row's alone. */
export function rowLabel({ group = "", zh }: FormRow): string {
  return group === "" ? zh : `${group}：${zh}`;
}

/** Null where the form has no such cell. */
export function findCell(
  form: AnnualForm,
  { table, row, column }: { readonly table: string; readonly row: string; readonly column: string },
): FormCell | null {
  const wanted = form.tables.find(({ code }) => code === table);
  const foundRow = wanted?.rows.find((one) => isNamed(row, one.code, [rowLabel(one), one.zh]));
  const foundColumn = wanted?.columns.find((one) => isNamed(column, one.code, [one.zh]));
  if (!wanted || !foundRow || !foundColumn) return null;
  return cellsOf(form).get(cellCode(wanted.code, foundRow.code, foundColumn.code)) ?? null;
}

function isNamed(text: string, code: string, labels: readonly string[]): boolean {
  return text === code || labels.some((label) => bare(label) === bare(text));
}

/** Without spaces and punctuation, which differ from form to form. */
function bare(text: string): string {
  return text.normalize("NFKC").replaceAll(/[\p{P}\p{Z}\s]/gu, "");
}
