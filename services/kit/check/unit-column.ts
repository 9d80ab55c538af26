/**
 * Columns of the file that give the unit of each row (计量单位, 罚款金额单位, 币种), and that the contract does not
 * have: a number beside another unit than its column's is refused, since nobody can tell which of the two it
 * was written in.
 */
import type { FeedContract } from "../feed/contract.js";
import type { FileHead, RawCell, RawRow } from "../feed/stages.js";
import { columnNames } from "../feed/table-units.js";
import {
  bareName,
  createUnitReader,
  placesStated,
  type UnitReader,
  type UnitStatement,
} from "../values/unit-statements.js";
import type { FindingList } from "./findings.js";

/** False when a number of the row stands beside another unit: a finding says which. */
export type UnitColumn = (raw: RawRow) => boolean;

/** 单位 is an organisation as often as not: its cells tell. */
const UNIT_HEADER = /^(.*?)(?:(?:计量|金额|货币|数量|数值)?单位|(币种|货币))(?:\(.*\))?$/;

/** Null for a file without such a column. */
export function openUnitColumn(
  contract: FeedContract,
  head: Pick<FileHead, "headers" | "fields" | "units">,
  list: FindingList,
): UnitColumn | null {
  const measures = head.fields.flatMap((field, at) => {
    const names = columnNames(contract, head, at);
    const wanted = head.units[at] ?? contract.columns[field ?? ""]?.unit;
    return names.length > 0 && field !== null && wanted !== undefined ? [{ at, field, wanted, names }] : [];
  });
  const columns = head.headers.flatMap((header, index) => {
    const found = head.fields[index] === null ? UNIT_HEADER.exec(bareName(header)) : null;
    if (!found) return [];
    const [, of = "", currency] = found;
    const beside = measures.filter(({ names }) => of === "" || names.includes(of));
    return beside.length === 0 ? [] : [{ index, header, beside, isCurrency: currency !== undefined }];
  });
  if (columns.length === 0) return null;
  const stated = remembered(createUnitReader([]));
  return ({ line, cells }) => {
    let isClear = true;
    for (const { index, header, beside, isCurrency } of columns) {
      const statement = stated(cells[index] ?? "");
      if (statement === undefined) continue;
      const other = beside.find(({ at, wanted, names }) => {
        const places = isWritten(cells[at] ?? "") ? (placesStated(statement, names, wanted) ?? 0) : 0;
        // 元 is a currency beside 万元, too.
        return isCurrency ? places === "CONFLICT" : places !== 0;
      });
      if (other === undefined) continue;
      const details = { where: `“${header}”列`, unit: statement.unit, wanted: other.wanted };
      list.add(line, other.field, null, "UNIT_CONFLICT", details);
      isClear = false;
    }
    return isClear;
  };
}

/** Row after row has the same unit. */
function remembered(read: UnitReader): (cell: RawCell) => UnitStatement | undefined {
  let last: RawCell = "";
  let stated: UnitStatement | undefined;
  return (cell) => {
    if (cell !== last) stated = typeof cell === "string" ? read(`单位：${cell}`)[0] : undefined;
    last = cell;
    return stated;
  };
}

function isWritten(cell: RawCell): boolean {
  return typeof cell !== "string" || cell.trim() !== "";
}
