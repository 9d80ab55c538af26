/** The cells of reports as they will be once a file is published: those of the file, else those published. */
import type { Published, ReferenceTo } from "#kit";
import { formOf, type AnnualForm } from "./form.js";
import type { RegisterField } from "./request-count.js";

export interface AnnualFigure {
  readonly year: string;
  readonly organCode: string | null;
  readonly cell: string | null;
  readonly value: string;
  readonly remark: string | null;
  readonly cellKey: string;
}

export const annualFigureReference: ReferenceTo<AnnualFigure> = {
  feed: "disclosure.annual-figures",
  column: "cellKey",
  isWhole: true,
};

/** The register of requests of the department that hands in. */
export const registerReference: ReferenceTo<Readonly<Record<RegisterField | "number", string>>> = {
  feed: "disclosure.requests",
  column: "number",
  isWhole: true,
  isOwn: true,
};

export interface Entry {
  readonly value: number;
  readonly remark: string | null;
  /** Its row of the file; null: it is published already. */
  readonly line: number | null;
}

export interface Sheet {
  readonly year: string;
  readonly organ: string;
  readonly form: AnnualForm;
  /** By the codes of cells. */
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Book {
  readonly put: (figure: Omit<AnnualFigure, "cellKey">, line: number) => void;
  /** The reports that the file has something of. */
  readonly touched: () => readonly Sheet[];
  readonly sheet: (year: string, organ: string) => Sheet | null;
  /** All organs that have something of the year. */
  readonly organs: (year: string) => readonly string[];
}

export function cellKeyOf({
  year,
  organCode,
  cell,
}: Pick<AnnualFigure, "year" | "organCode" | "cell">): string {
  return `${year} ${organCode ?? ""} ${cell ?? ""}`;
}

export function openBook(published: readonly Published<AnnualFigure>[]): Book {
  const sheets = new Map<string, Map<string, Entry>>();
  const touched = new Set<string>();
  const put = (
    { year, organCode, cell, value, remark }: Partial<Published<AnnualFigure>>,
    line: number | null,
  ): void => {
    if (!year || !organCode || !cell || value === null || value === undefined) return;
    const key = `${year} ${organCode}`;
    const entries = sheets.get(key) ?? new Map<string, Entry>();
    sheets.set(key, entries);
    entries.set(cell, { value: Number(value), remark: remark ?? null, line });
    if (line !== null) touched.add(key);
  };
  for (const figure of published) put(figure, null);
  const sheet = (year: string, organ: string): Sheet | null => {
    const entries = sheets.get(`${year} ${organ}`);
    const form = formOf(year);
    return entries && form ? { year, organ, form, entries } : null;
  };
  return {
    put,
    sheet,
    touched: () =>
      [...touched].flatMap((key) => {
        const [year = "", organ = ""] = key.split(" ");
        return sheet(year, organ) ?? [];
      }),
    organs: (year) =>
      [...sheets.keys()].flatMap((key) => (key.startsWith(`${year} `) ? [key.slice(year.length + 1)] : [])),
  };
}
