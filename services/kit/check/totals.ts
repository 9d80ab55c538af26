/**
 * 合计 rows: kept apart while the file is read, and compared with the sums of the others at its end. Memory
 * grows with the groups only.
 */
import Big from "big.js";
import type { FeedContract, Row, Value, RowContext } from "../feed/contract.js";
import type { FileHead, RawRow } from "../feed/stages.js";
import { foldText } from "../values/text.js";
import type { FindingList } from "./findings.js";
import { placeColumns, readCell } from "./read-cell.js";

export interface TotalsCheck {
  /** Takes the row when it is a total. */
  readonly take: (raw: RawRow) => boolean;
  readonly add: (row: Row) => void;
  readonly end: () => void;
}

interface Group {
  readonly values: readonly Value[];
  readonly sums: Map<string, Big>;
}
interface Total {
  readonly line: number;
  readonly row: Row;
}

/** Null for a feed without totals. */
export function openTotals(
  contract: FeedContract,
  head: FileHead,
  context: Pick<RowContext, "today" | "rows">,
  list: FindingList,
): TotalsCheck | null {
  const { totals } = contract;
  if (!totals) return null;
  const labels = new Set(totals.labels);
  const labelIndex = head.fields.indexOf(totals.field);
  const wanted = new Set([...totals.by, ...totals.measures].filter((field) => field !== totals.field));
  const places = placeColumns(contract, head, context)
    .filter(({ field }) => wanted.has(field))
    .map((place) => ({ ...place, column: { ...place.column, required: false } }));
  const groups = new Map<string, Group>();
  const found: Total[] = [];

  return {
    take: (raw) => {
      const cell = raw.cells[labelIndex];
      if (typeof cell !== "string" || !labels.has(foldText(cell).replaceAll(" ", ""))) return false;
      const row: Record<string, Value> = {};
      let isSound = true;
      for (const place of places)
        if (!isLabel(raw, place.index) && !readCell(raw, place, row, list)) isSound = false;
      if (isSound) found.push({ line: raw.line, row });
      return true;
    },
    add: (row) => {
      const values = totals.by.map((field) => row[field] ?? null);
      const key = JSON.stringify(values);
      const group = groups.get(key) ?? { values, sums: new Map<string, Big>() };
      groups.set(key, group);
      for (const field of totals.measures) {
        const value = row[field];
        if (typeof value === "string" || typeof value === "number")
          group.sums.set(field, (group.sums.get(field) ?? new Big(0)).plus(value));
      }
    },
    end: () => {
      for (const total of found) for (const field of totals.measures) compare(total, field);
    },
  };

  /** In a total row 合计 may stand in more cells than one. */
  function isLabel(raw: RawRow, index: number): boolean {
    const cell = raw.cells[index];
    return typeof cell === "string" && labels.has(foldText(cell).replaceAll(" ", ""));
  }

  function compare({ line, row }: Total, field: string): void {
    const claimed = row[field];
    if (typeof claimed !== "string" && typeof claimed !== "number") return;
    let sum = new Big(0);
    for (const { values, sums } of groups.values())
      if (belongs(values, row)) sum = sum.plus(sums.get(field) ?? 0);
    if (!sum.eq(claimed)) list.add(line, field, String(claimed), "TOTAL_MISMATCH", { sum: sum.toFixed() });
  }

  function belongs(values: readonly Value[], total: Row): boolean {
    return (totals?.by ?? []).every(
      (field, at) => (total[field] ?? null) === null || total[field] === values[at],
    );
  }
}
