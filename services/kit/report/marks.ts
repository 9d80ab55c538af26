/**
 * Findings by place: the cells to be coloured and commented. Row 0 holds findings about a column or the file.
 */
import type { FeedContract, Severity } from "../feed/contract.js";
import type { FileHead, Finding } from "../feed/stages.js";

export interface Mark {
  readonly severity: Severity;
  readonly sentences: readonly string[];
}

/** Marks of a row by column, from 0. */
export type RowMarks = ReadonlyMap<number, Mark>;

/**
 * Marks by row number. A finding about a whole row, or about a column that the file lacks, is put on its
 * first cell.
 */
export function marksOf(head: FileHead, findings: readonly Finding[]): ReadonlyMap<number, RowMarks> {
  const rows = new Map<number, Map<number, Mark>>();
  for (const { row, field, header, severity, message } of errorsFirst(findings)) {
    const line = row ?? head.headerLine;
    const column =
      row === null ? head.headers.indexOf(header ?? "") : Math.max(0, head.fields.indexOf(field));
    if (column < 0) continue;
    const marks = rows.get(line) ?? new Map<number, Mark>();
    rows.set(line, marks);
    const known = marks.get(column);
    marks.set(column, {
      severity: known ? worse(known.severity, severity) : severity,
      sentences: [...(known?.sentences ?? []), message],
    });
  }
  return rows;
}

/** Puts errors before warnings and hints; each kind stays in the order of the file. */
export function errorsFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
}

/**
 * Columns from 0 that hold text: a number typed over one of their cells must keep its digits and its zeros.
 */
export function textColumns({ fields }: FileHead, contract: FeedContract): readonly number[] {
  return fields.flatMap((field, at) =>
    field !== null && contract.columns[field]?.kind === "text" ? [at] : [],
  );
}

const ORDER: readonly Severity[] = ["ERROR", "WARNING", "INFO"];

function worse(one: Severity, other: Severity): Severity {
  return ORDER.indexOf(one) <= ORDER.indexOf(other) ? one : other;
}
