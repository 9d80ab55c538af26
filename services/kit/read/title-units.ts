/**
 * Units that stand beside the table, in its title rows or in the name of its sheet (单位：万元): they hold for
 * every column that counts the same and whose header says nothing, or for the column that they name. Where
 * two places disagree, or there is nothing to convert to, a finding refuses the file.
 */
import type { FeedContract } from "../feed/contract.js";
import type { FileHead, Finding, RawRow } from "../feed/stages.js";
import { columnNames, tableUnits } from "../feed/table-units.js";
import { placesStated, type UnitReader, type UnitStatement } from "../values/unit-statements.js";
import { magnitudeOf, placesBetween } from "../values/units.js";
import { fileFinding } from "./file-head.js";

interface TitleUnit extends UnitStatement {
  readonly where: string;
}

interface TitledColumn {
  readonly at: number;
  readonly names: readonly string[];
  readonly wanted: string | null;
  readonly say: (code: string, wanted?: string) => void;
}

export function withTitleUnits(
  contract: FeedContract,
  head: FileHead,
  above: readonly RawRow[],
  sheetName: string | null,
): FileHead {
  const read = tableUnits(contract, head);
  const found: readonly TitleUnit[] = [
    ...above
      .filter(({ line }) => line < head.headerLine)
      .flatMap(({ cells }) => cells.flatMap((cell) => (typeof cell === "string" ? read(cell) : [])))
      .map((statement) => ({ ...statement, where: "标题" })),
    ...sheetUnits(sheetName ?? "", read).map((statement) => ({ ...statement, where: "工作表名" })),
  ];
  if (found.length === 0) return head;
  const units = [...head.units];
  const findings: Finding[] = [];
  for (const [at, field] of head.fields.entries()) {
    const column = contract.columns[field ?? ""];
    if (!column || (column.kind !== "decimal" && column.kind !== "integer")) continue;
    const names = columnNames(contract, head, at);
    const own = found.filter(({ of }) => of !== null && names.includes(of));
    for (const title of own.length > 0 ? own : found) {
      const say = (code: string, wanted?: string): void => {
        const details = { where: title.where, unit: title.unit, ...(wanted === undefined ? {} : { wanted }) };
        findings.push(fileFinding(head.headers[at] ?? "", field, code, details));
      };
      apply(title, { at, names, wanted: column.unit ?? null, say });
    }
  }
  return { ...head, units, findings: [...head.findings, ...findings] };

  function apply(title: TitleUnit, { at, names, wanted, say }: TitledColumn): void {
    if (wanted === null) {
      if (magnitudeOf(title.unit).exponent !== 0 && (title.of === null || names.includes(title.of)))
        say("UNIT_UNKNOWN");
      return;
    }
    const known = units[at] ?? null;
    const places = placesStated(title, names, wanted);
    if (places === null) return;
    if (places === "CONFLICT") say("UNIT_CONFLICT", known ?? wanted);
    else if (known === null) {
      units[at] = title.unit;
      if (places !== 0) say("UNIT_IN_TITLE", wanted);
    } else if (placesBetween(title.unit, known) !== 0) say("UNIT_CONFLICT", known);
  }
}

/** Also 补贴发放万元. */
function sheetUnits(name: string, read: UnitReader): readonly UnitStatement[] {
  const units = read(name);
  if (units.length > 0) return units;
  const [unit] = /[十百千万亿]{1,2}元$/.exec(name.trim()) ?? [];
  return unit === undefined ? [] : [{ unit, of: null, except: [] }];
}
