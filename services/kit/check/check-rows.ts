/**
 * RawRow → CheckedRow or Finding. Masking happens here, before anything is stored: what leaves has no
 * withheld value, and rules and derived columns are the last to see one.
 *
 * A row with a fault in a cell is not given to the rules, since they would find what follows from it. Memory
 * does not grow with the rows but for some 50 bytes each, to find those that stand twice.
 */
import { randomUUID } from "node:crypto";
import type { FeedContract, Row, RowContext, RowSecrets, ShownRow, Value } from "../feed/contract.js";
import { storedFields } from "../feed/stored-fields.js";
import { smallCellThreshold } from "../feed/small-cells.js";
import type { CheckedRow, FileHead, Finding, RawRow, RowNote } from "../feed/stages.js";
import { cellFormat } from "../values/cell-format.js";
import { columnName } from "../values/column-name.js";
import { numberToText } from "../values/numbers.js";
import { maskName } from "../values/mask.js";
import { nameMasker } from "../values/personal/mask-in-texts.js";
import { foldText } from "../values/text.js";
import { contentHashOf, recordIdOf } from "./content.js";
import { contentTextOf, leafOf } from "./leaf.js";
import { FINDING_TEXTS } from "./finding-texts.js";
import { createFindingList, type FindingCounts } from "./findings.js";
import { placeColumns, readCell } from "./read-cell.js";
import { createRecordIndex } from "./record-index.js";
import { createStrayRows } from "./stray-rows.js";
import { openTotals } from "./totals.js";
import { openUnitColumn } from "./unit-column.js";

/** Rows of statistics that are looked at together: some 100 bytes each and cell. */
const MOST_HELD = 100_000;

interface MaskedRow {
  readonly line: number;
  /** As handed in. */
  readonly row: Row;
  /** As it will be stored. */
  readonly values: Record<string, Value>;
}

export interface CheckerOptions {
  readonly contract: FeedContract;
  readonly head: FileHead;
  readonly context: Omit<RowContext, "fewestShown">;
  readonly secrets: RowSecrets;
  /** How many findings are kept; all are counted. */
  readonly findingLimit: number;
}

export interface Checker {
  /**
   * The rows of the batch that may be staged. Once a row has an error the file cannot be released, so none of
   * it is needed.
   */
  readonly check: (batch: readonly RawRow[]) => readonly CheckedRow[];
  /**
   * After the last row: what is told only by all of them. Gives the rows that waited for it, those of a
   * contract that hides by several rows together.
   */
  readonly finish: () => readonly CheckedRow[];
  /**
   * Errors first when there are more than the limit; in the order of the rows. Sorted at each call: to be
   * read once, at the end.
   */
  readonly findings: readonly Finding[];
  readonly counts: FindingCounts;
}

export function createChecker(options: CheckerOptions): Checker {
  const { contract, head, secrets } = options;
  const context: RowContext = {
    ...options.context,
    fewestShown: smallCellThreshold(contract, options.context.today, options.context),
  };
  const list = createFindingList(contract, head, options.findingLimit);
  const columns = placeColumns(contract, head, context);
  const placeOf = new Map(columns.map(({ field, index }) => [field, index]));
  const derived = Object.entries(contract.derived);
  const masks = Object.entries(contract.columns).flatMap(([field, { show }]) =>
    typeof show === "object" ? [{ field, mask: show }] : [],
  );
  const stored = storedFields(contract).map(({ field }) => field);
  const texts = storedFields(contract).flatMap(({ field, kind }) => (kind === "text" ? [field] : []));
  const blankRow: Row = Object.fromEntries(
    [...Object.keys(contract.columns), ...stored].map((field) => [field, null]),
  );
  const blankValues: Row = Object.fromEntries(stored.map((field) => [field, null]));
  const rates = columns.filter(({ column }) => column.percentWhen !== undefined);
  const strays = createStrayRows(contract, head);
  const seen = createRecordIndex();
  const held: MaskedRow[] = [];
  const unitColumn = openUnitColumn(contract, head, list);
  const totals = openTotals(contract, head, context, list);
  const sets = contract.setRules.map((rule) => ({ rule, open: rule.open(context) }));

  return {
    check: (batch) => {
      const checked: CheckedRow[] = [];
      for (const raw of batch) {
        const row = checkRow(raw);
        if (row !== null) checked.push(row);
      }
      return checked;
    },
    finish: () => {
      if (list.counts.errors > 0) return [];
      totals?.end();
      for (const { rule, open } of sets)
        for (const fault of open.end()) list.addRule(fault.line, rule, fault, null);
      hideTogether();
      return held.map(sealRow).filter((row) => row !== null);
    },
    get findings() {
      return list.sorted();
    },
    counts: list.counts,
  };

  function checkRow(raw: RawRow): CheckedRow | null {
    list.startRow(raw);
    if (totals?.take(raw)) return null;
    const stray = strays.kindOf(raw);
    if (stray !== null) {
      list.add(raw.line, null, null, stray);
      return null;
    }
    list.counts.rows += 1;
    if ((raw.notes !== undefined && !isKeptByNotes(raw.line, raw.notes)) || !fitsHeader(raw)) return null;
    if (unitColumn && !unitColumn(raw)) return null;
    const row = { ...blankRow };
    let isSound = true;
    for (const place of columns) if (!readCell(raw, place, row, list)) isSound = false;
    for (const { field, index, column } of rates)
      if (endsWithPercent(raw, index) && !column.percentWhen?.(row)) isSound = refuse(raw, field);
    if (!isSound || !keepsRules(raw, row)) return null;
    for (const [field, column] of derived) row[field] = column.from(row, secrets, context);
    if (isExpired(row)) {
      list.add(raw.line, contract.expiresAfter ?? null, null, "ROW_EXPIRED");
      return null;
    }
    totals?.add(row);
    for (const { open } of sets) open.add(row, raw.line);
    return finishRow(raw.line, row);
  }

  /** Says what the reader noted of the row; false when one of it is an error. */
  function isKeptByNotes(line: number, notes: readonly RowNote[]): boolean {
    let isKept = true;
    for (const { column, code, details } of notes) {
      const field = column === null ? null : (head.fields[column] ?? null);
      const isError = FINDING_TEXTS[code]?.severity === "ERROR";
      // What is ignored may be as it is.
      if (column !== null && field === null && !isError) continue;
      list.add(line, field, null, code, details);
      if (isError) isKept = false;
    }
    return isKept;
  }

  function endsWithPercent(raw: RawRow, index: number): boolean {
    return (textAt(raw, index) ?? "").endsWith("%");
  }

  function refuse(raw: RawRow, field: string): false {
    list.add(raw.line, field, textOf(raw, field), "PERCENT_HERE");
    return false;
  }

  /** Fewer cells than headers are blank cells. What stands beyond the header would be lost. */
  function fitsHeader(raw: RawRow): boolean {
    const columnsOfHeader = head.fields.length;
    if (raw.cells.length <= columnsOfHeader || raw.cells.slice(columnsOfHeader).every((cell) => cell === ""))
      return true;
    if (head.format === "csv")
      list.add(raw.line, null, null, "ROW_WIDTH", { cells: raw.cells.length, columns: columnsOfHeader });
    else list.add(raw.line, null, null, "CELLS_BEYOND", { column: columnName(columnsOfHeader) });
    return false;
  }

  function keepsRules(raw: RawRow, row: Row): boolean {
    let isSound = true;
    for (const rule of contract.rules) {
      for (const fault of rule.check(row, context)) {
        list.addRule(raw.line, rule, fault, fault.field === null ? null : textOf(raw, fault.field));
        if ((fault.severity ?? rule.severity) === "ERROR") isSound = false;
      }
    }
    return isSound;
  }

  function textOf(raw: RawRow, field: string): string | null {
    return textAt(raw, placeOf.get(field) ?? -1);
  }

  /** As the cell shows it. */
  function textAt({ cells }: RawRow, index: number): string | null {
    const cell = cells[index] ?? "";
    if (typeof cell === "string") return foldText(cell) || null;
    if (cell.type !== "number") return null;
    return cell.format === null ? numberToText(cell.value) : cellFormat(cell.format).show(cell.value);
  }

  function isExpired(row: Row): boolean {
    const lastDay = contract.expiresAfter === undefined ? null : row[contract.expiresAfter];
    return typeof lastDay === "string" && lastDay < context.today;
  }

  /** Masks the value of `field` in the record's other texts. */
  function maskInTexts(
    line: number,
    field: string,
    value: string,
    as: (name: string) => string,
    values: Record<string, Value>,
  ): void {
    const maskTexts = nameMasker(value, as);
    if (maskTexts === null) return;
    for (const other of texts) {
      const text = values[other];
      if (other === field || typeof text !== "string") continue;
      const masked = maskTexts(text);
      if (masked === text) continue;
      values[other] = masked;
      list.add(line, other, null, "PERSON_NAME_MASKED");
    }
  }

  function hideTogether(): void {
    for (const mask of contract.setMasks) {
      const shown = held.map(({ line, row, values }): ShownRow => ({
        line,
        row,
        shown: values,
        hide: (field) => {
          if (row[field] !== null) values["isSuppressed"] = true;
          values[field] = null;
        },
      }));
      for (const fault of mask.hide(shown, context, secrets))
        list.addRule(fault.line, { ...mask, severity: "ERROR" }, fault, null);
    }
  }

  function finishRow(line: number, row: Row): CheckedRow | null {
    const masked = { line, row, values: maskRow(line, row) };
    if (contract.setMasks.length === 0) return sealRow(masked);
    // After the first error nothing of the file can be released.
    if (list.counts.errors > 0) return null;
    if (held.length === MOST_HELD) list.add(line, null, null, "FIGURES_TOO_MANY", { limit: MOST_HELD });
    else held.push(masked);
    return null;
  }

  function maskRow(line: number, row: Row): Record<string, Value> {
    const values: Record<string, Value> = { ...blankValues };
    for (const field of stored) values[field] = row[field] ?? null;
    for (const { field, mask } of masks) {
      const value = row[field];
      if (!(mask.when?.(row, context) ?? true)) continue;
      const as = mask.as;
      values[field] = typeof value === "string" && as ? as(value, row) : null;
      if (!as && value !== null && contract.smallCells) values["isSuppressed"] = true;
      if (typeof value === "string")
        maskInTexts(line, field, value, as ? (name) => as(name, row) : maskName, values);
    }
    return values;
  }

  function sealRow({ line, values }: MaskedRow): CheckedRow | null {
    const recordId = recordIdOf(contract, values);
    const contentHash = contentHashOf(contract, values);
    const twin = seen.add(recordId, contentHash, line);
    if (twin === null) return checkedRow(contract, line, recordId, contentHash, values);
    list.add(line, null, null, twin.isSame ? "ROW_REPEATED" : "ROW_DUPLICATE", { first: twin.line });
    return null;
  }
}

/** The one place that makes the brand: the cast is what "only a checked row can be staged" means. */
function checkedRow(
  contract: FeedContract,
  line: number,
  recordId: string,
  contentHash: Buffer,
  values: Row,
): CheckedRow {
  const salt = randomUUID();
  const leaf = leafOf(salt, contentTextOf(contract, recordId, values));
  return { line, recordId, contentHash, salt, leaf, values } as CheckedRow;
}
