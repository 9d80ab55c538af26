/** Rows above the header that look like records: nobody is to lose them unawares. */
import type { FeedContract } from "../feed/contract.js";
import type { FileHead, Finding, RawCell, RawRow } from "../feed/stages.js";
import { fileFinding } from "./file-head.js";

export function recordsAbove(
  contract: FeedContract,
  head: FileHead,
  above: readonly RawRow[],
): readonly Finding[] {
  const lost = above.filter((row) => row.line < head.headerLine && isRecord(contract, head, row));
  return lost.length === 0
    ? []
    : [fileFinding("", null, "ROWS_ABOVE", { rows: lost.map(({ line }) => line).join("、") })];
}

const NUMBER = /^[-−]?[\d,，.]+%?$/;
const DATE = /^\d{4}[-/.年]?\d/;

/** It has its key, half of its columns, and numbers and dates where they belong. */
function isRecord(contract: FeedContract, { fields }: FileHead, { cells }: RawRow): boolean {
  const written = cells.flatMap((cell, at) => (isWritten(cell) && (fields[at] ?? null) !== null ? [at] : []));
  const known = fields.filter((field) => field !== null).length;
  const typed = written.flatMap((at) => {
    const kind = contract.columns[fields[at] ?? ""]?.kind;
    const pattern = kind === "date" ? DATE : kind === "integer" || kind === "decimal" ? NUMBER : null;
    return pattern === null ? [] : [isLike(cells[at] ?? "", pattern)];
  });
  const key = contract.key.map((field) => fields.indexOf(field)).filter((at) => at >= 0);
  return (
    key.length > 0 &&
    key.every((at) => written.includes(at)) &&
    written.length * 2 >= known &&
    typed.length > 0 &&
    typed.every(Boolean) &&
    !isNumbering(written.map((at) => cells[at] ?? ""))
  );
}

function isLike(cell: RawCell, pattern: RegExp): boolean {
  return typeof cell === "string" ? pattern.test(cell.trim()) : cell.type === "number";
}

/** 1, 2, 3: numbers of the columns. */
function isNumbering(cells: readonly RawCell[]): boolean {
  const numbers = cells.map((cell) =>
    typeof cell === "string" ? Number(cell) : cell.type === "number" ? cell.value : Number.NaN,
  );
  return numbers.every((number, at) => number === (numbers[0] ?? 0) + at);
}

function isWritten(cell: RawCell): boolean {
  return typeof cell !== "string" || cell.trim() !== "";
}
