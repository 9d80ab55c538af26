/**
 * A column of the file that gives the unit of each row (计量单位), and that the contract does not have: a number
 * beside another unit than its column's is refused, since nobody can tell which of the two it was written in.
 */
import type { FeedContract } from "../feed/contract.js";
import type { FileHead, RawCell, RawRow } from "../feed/stages.js";
import { placesBetween, unitAlone } from "../values/units.js";
import type { FindingList } from "./findings.js";

/** False when a number of the row stands beside another unit: a finding says which. */
export type UnitColumn = (raw: RawRow) => boolean;

/** 单位 is an organisation as often as not: its cells tell. */
const UNIT_HEADER = /^(?:计量|金额|货币|数量|数值)?单位$/;

/** Null for a file without such a column. */
export function openUnitColumn(
  contract: FeedContract,
  head: Pick<FileHead, "headers" | "fields" | "units">,
  list: FindingList,
): UnitColumn | null {
  const index = head.headers.findIndex(
    (header, at) => head.fields[at] === null && UNIT_HEADER.test(header.replaceAll(/\s/g, "")),
  );
  const measures = head.fields.flatMap((field, at) => {
    const column = contract.columns[field ?? ""];
    const wanted = head.units[at] ?? column?.unit;
    const isNumber = column?.kind === "decimal" || column?.kind === "integer";
    return isNumber && field !== null && wanted !== undefined ? [{ at, field, wanted }] : [];
  });
  if (index < 0 || measures.length === 0) return null;
  const where = `“${head.headers[index] ?? ""}”列`;
  return ({ line, cells }) => {
    const written = cells[index] ?? "";
    const unit = typeof written === "string" ? unitAlone(written) : null;
    if (unit === null) return true;
    const other = measures.find(
      ({ at, wanted }) => isWritten(cells[at] ?? "") && (placesBetween(unit, wanted) ?? 0) !== 0,
    );
    if (other) list.add(line, other.field, null, "UNIT_CONFLICT", { where, unit, wanted: other.wanted });
    return other === undefined;
  };
}

function isWritten(cell: RawCell): boolean {
  return typeof cell !== "string" || cell.trim() !== "";
}
