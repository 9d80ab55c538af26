/**
 * Units that stand beside the table, in its title rows or in the name of its sheet (单位：万元): they hold for
 * every column that counts the same and whose header says nothing. Where two places disagree, or the contract
 * has no unit to convert to, a finding refuses the file.
 */
import type { FeedContract } from "../feed/contract.js";
import type { FileHead, Finding, RawRow } from "../feed/stages.js";
import { magnitudeOf, placesBetween, unitsIn } from "../values/units.js";
import { fileFinding } from "./file-head.js";

interface TitleUnit {
  readonly unit: string;
  readonly where: string;
}

export function withTitleUnits(
  contract: FeedContract,
  head: FileHead,
  above: readonly RawRow[],
  sheetName: string | null,
): FileHead {
  const titles = above
    .filter(({ line }) => line < head.headerLine)
    .flatMap(({ cells }) => cells.flatMap((cell) => (typeof cell === "string" ? unitsIn(cell) : [])));
  const found: readonly TitleUnit[] = [
    ...titles.map((unit) => ({ unit, where: "标题" })),
    ...sheetUnits(sheetName ?? "").map((unit) => ({ unit, where: "工作表名" })),
  ];
  if (found.length === 0) return head;
  const units = [...head.units];
  const findings: Finding[] = [];
  for (const [at, field] of head.fields.entries()) {
    const column = contract.columns[field ?? ""];
    if (!column || (column.kind !== "decimal" && column.kind !== "integer")) continue;
    const header = head.headers[at] ?? "";
    for (const title of found) {
      const finding = apply(title, column.unit ?? null, at, (code, details) =>
        fileFinding(header, field, code, details),
      );
      if (finding) findings.push(finding);
    }
  }
  return { ...head, units, findings: [...head.findings, ...findings] };

  function apply(
    { unit, where }: TitleUnit,
    wanted: string | null,
    at: number,
    say: (code: string, details: Readonly<Record<string, string>>) => Finding,
  ): Finding | null {
    if (wanted === null)
      return magnitudeOf(unit).exponent === 0 ? null : say("UNIT_UNKNOWN", { where, unit });
    const places = placesBetween(unit, wanted);
    if (places === null) return null;
    const known = units[at] ?? null;
    if (known !== null)
      return placesBetween(unit, known) === 0 ? null : say("UNIT_CONFLICT", { where, unit, wanted: known });
    units[at] = unit;
    return places === 0 ? null : say("UNIT_IN_TITLE", { where, unit, wanted });
  }
}

/** Also 补贴发放万元. */
function sheetUnits(name: string): readonly string[] {
  const units = unitsIn(name);
  return units.length > 0 ? units : (/[十百千万亿]{1,2}元$/.exec(name.trim()) ?? []);
}
