/**
 * RawRow → CheckedRow or Finding. A contract and a file's header are compiled once to an array of column readers, so that a clean cell
 * costs a fold, a parse and an assignment. Masking happens here, before anything is stored: what leaves has no withheld value.
 */
import { storedFields, type Column, type FeedContract, type Row, type RowContext, type RowSecrets, type RuleFault, type Severity, type Value } from "../feed/contract.js";
import type { CheckedRow, FileHead, Finding, RawCell, RawRow } from "../feed/stages.js";
import { excelSerialToDate } from "../values/dates.js";
import { isExactInteger, numberToText } from "../values/numbers.js";
import { foldText } from "../values/text.js";
import { contentHashOf, recordIdOf } from "./content.js";
import { createFindingList, type FindingCounts } from "./findings.js";
import { createRecordIndex } from "./record-index.js";

export interface CheckerOptions {
  readonly contract: FeedContract;
  readonly head: FileHead;
  readonly context: RowContext;
  readonly secrets: RowSecrets;
  /** How many findings are kept; all are counted. */
  readonly findingLimit: number;
}

export interface Checker {
  /** The rows of the batch that may be staged. Once a row has an error the file cannot be released, so none of it is needed. */
  readonly check: (batch: readonly RawRow[]) => readonly CheckedRow[];
  readonly findings: readonly Finding[];
  readonly counts: FindingCounts;
}

interface Reader { readonly index: number; readonly field: string; readonly column: Column; readonly unit: string | null; readonly other: string | null }

export function createChecker(options: CheckerOptions): Checker {
  const { contract, head, context, secrets } = options;
  const list = createFindingList(contract, head, options.findingLimit);
  const readers = readersOf(contract, head);
  const missing = Object.entries(contract.columns).filter(([field]) => !head.fields.includes(field)).map(([field]) => field);
  const stored = storedFields(contract).map(({ field }) => field);
  const seen = createRecordIndex();
  const masks = Object.entries(contract.columns).flatMap(([field, { show }]) => (typeof show === "object" ? [{ field, mask: show }] : []));
  const derived = Object.entries(contract.derived);

  return { check: (batch) => batch.flatMap((row) => checkRow(row) ?? []), findings: list.findings, counts: list.counts };

  function checkRow(raw: RawRow): CheckedRow | null {
    list.countRow();
    if (raw.cells.length > head.fields.length && raw.cells.slice(head.fields.length).some((cell) => cell !== "")) {
      list.add(raw.line, null, null, "ROW_WIDTH", { cells: raw.cells.length, columns: head.fields.length });
      return null;
    }
    const row: Record<string, Value> = {};
    for (const field of missing) row[field] = null;
    let sound = true;
    for (const reader of readers) if (!readCell(raw, reader, row)) sound = false;
    if (!sound) return null;
    if (!keepRules(raw, row)) return null;
    for (const [field, column] of derived) row[field] = column.from(row, secrets);
    if (contract.expiresAfter !== undefined && String(row[contract.expiresAfter] ?? "9999") < context.today) {
      list.add(raw.line, contract.expiresAfter, null, "ROW_EXPIRED", {});
      return null;
    }
    return finishRow(raw, row);
  }

  function readCell(raw: RawRow, { index, field, column, unit, other }: Reader, row: Record<string, Value>): boolean {
    const cell = raw.cells[index] ?? "";
    const text = typeof cell === "string" ? foldText(cell) : cellText(raw.line, field, column, cell);
    row[field] = null;
    if (other !== null) row[other] = null;
    if (text === null) return false;
    if (text === "") {
      if (column.required) list.add(raw.line, field, null, "VALUE_REQUIRED", {});
      return !column.required;
    }
    const parsed = column.parse(text, { headerUnit: unit, today: context.today });
    if (!parsed.ok) {
      list.add(raw.line, field, text, parsed.fault.code, parsed.fault.details ?? {});
      return false;
    }
    if (parsed.notice) list.add(raw.line, field, text, parsed.notice.code, parsed.notice.details ?? {});
    row[field] = parsed.value;
    if (other !== null) row[other] = parsed.extra ?? null;
    return column.maxLength === undefined || keepLength(raw.line, field, column.maxLength, parsed.value);
  }

  function keepLength(line: number, field: string, limit: number, value: Value): boolean {
    if (typeof value !== "string" || value.length < limit) return true;
    const length = [...value].length;
    if (length > limit) list.add(line, field, value, "VALUE_TOO_LONG", { limit, length });
    else if (length === limit && limit >= SUSPICIOUS_LENGTH) list.add(line, field, value, "VALUE_CUT", { limit });
    return length <= limit;
  }

  /** The text of a cell that a workbook or JSON holds as something else; null when it is refused. */
  function cellText(line: number, field: string, column: Column, cell: Exclude<RawCell, string>): string | null {
    if (cell.type === "formula" || cell.type === "fault") {
      list.add(line, field, null, cell.type === "formula" ? "VALUE_FORMULA" : "VALUE_FAULT", {});
      return null;
    }
    if (column.kind === "date") {
      const day = excelSerialToDate(cell.value);
      if (day === null) return numberToText(cell.value);
      // Eight digits such as 20200603 are a date that was typed as a number.
      if (!cell.date) list.add(line, field, null, "DATE_SERIAL", { date: day });
      return day;
    }
    if (column.kind === "text" && cell.date) return excelSerialToDate(cell.value) ?? numberToText(cell.value);
    if (column.kind === "text" && !isExactInteger(cell.value) && Math.abs(cell.value) >= 1e15) {
      list.add(line, field, null, "VALUE_NUMBER_FORMAT", {});
      return null;
    }
    return numberToText(cell.value);
  }

  function keepRules(raw: RawRow, row: Row): boolean {
    let sound = true;
    for (const rule of contract.rules) {
      for (const fault of rule.check(row, context)) {
        const severity: Severity = fault.severity ?? rule.severity;
        list.addRule(raw.line, rule, fault, severity, textOf(row, fault));
        if (severity === "ERROR") sound = false;
      }
    }
    return sound;
  }

  function finishRow(raw: RawRow, row: Record<string, Value>): CheckedRow | null {
    for (const { field, mask } of masks) {
      const value = row[field];
      if (typeof value === "string" && (mask.when?.(row) ?? true)) row[field] = mask.as(value, row);
    }
    const values: Record<string, Value> = {};
    for (const field of stored) values[field] = row[field] ?? null;
    const recordId = recordIdOf(contract, values);
    const contentHash = contentHashOf(contract, values);
    const twin = seen.add(recordId, contentHash, raw.line);
    if (twin) {
      list.add(raw.line, null, null, twin.same ? "ROW_REPEATED" : "ROW_DUPLICATE", { first: twin.line });
      return null;
    }
    return checkedRow(raw.line, recordId, contentHash, values);
  }
}

/** From here on a text may have been cut by a program's limit. */
const SUSPICIOUS_LENGTH = 2_000;

function readersOf(contract: FeedContract, head: FileHead): readonly Reader[] {
  return head.fields.flatMap((field, index): readonly Reader[] => {
    const column = field === null ? undefined : contract.columns[field];
    if (field === null || !column) return [];
    return [{ index, field, column, unit: head.units[index] ?? null, other: column.list?.other === undefined ? null : `${field}Other` }];
  });
}

function textOf(row: Row, fault: RuleFault): string | null {
  const value = fault.field === null ? null : (row[fault.field] ?? null);
  return value === null ? null : typeof value === "object" ? value.join("；") : String(value);
}

/** The one place that makes the brand: the cast is what "only a checked row can be staged" means. */
function checkedRow(line: number, recordId: string, contentHash: Buffer, values: Row): CheckedRow {
  return { line, recordId, contentHash, values } as CheckedRow;
}

