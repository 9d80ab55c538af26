/** What is read of the units that are stated beside a file's table. */
import {
  bareName,
  createUnitReader,
  placesStated,
  type UnitReader,
  type UnitStatement,
} from "../values/unit-statements.js";
import type { FeedContract } from "./contract.js";
import type { FileHead } from "./stages.js";

type Head = Pick<FileHead, "headers" | "fields"> & Partial<Pick<FileHead, "units">>;

export function tableUnits(contract: FeedContract, head: Head): UnitReader {
  return createUnitReader(head.fields.flatMap((_, at) => columnNames(contract, head, at)));
}

/** By which a text may name the column: its header and what else the contract calls it, folded. */
export function columnNames(
  contract: FeedContract,
  { headers, fields }: Head,
  at: number,
): readonly string[] {
  const column = contract.columns[fields[at] ?? ""];
  if (column?.kind !== "decimal" && column?.kind !== "integer") return [];
  return [headers[at] ?? "", column.zh, ...(column.aliases ?? [])].map(bareName);
}

/** The first unit that a text states and in which the values of the table are not read. */
export function otherUnits(contract: FeedContract, head: Head): (text: string) => string | null {
  const read = tableUnits(contract, head);
  const columns = head.fields.flatMap((field, at) => {
    const unit = head.units?.[at] ?? contract.columns[field ?? ""]?.unit;
    return unit === undefined ? [] : [{ unit, names: columnNames(contract, head, at) }];
  });
  const isOther = (statement: UnitStatement): boolean =>
    columns.some(({ unit, names }) => (placesStated(statement, names, unit) ?? 0) !== 0);
  return (text) => read(text).find(isOther)?.unit ?? null;
}
