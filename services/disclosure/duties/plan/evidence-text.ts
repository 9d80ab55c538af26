/** 佐证: which records meet an item of the plan, as its columns say, against the contract of their feed. */
import { storedFields, type FeedContract, type Filter, type PeriodKind } from "#kit";
import type { EvidenceOf } from "./item.js";

export interface EvidenceCells {
  readonly evidenceWhere: string | null;
  readonly evidencePeriod: string | null;
  readonly evidenceParts: string | null;
}

/** The column of the plan that is at fault. */
export type EvidenceFault = "evidenceWhere" | "evidencePeriod" | "evidenceParts";

/** Null where a condition is written in another form. */
export function parseFilter(text: string | null): Filter | null {
  const filter: Record<string, readonly string[]> = {};
  for (const part of (text ?? "").split(/[；;]/).flatMap((each) => each.trim() || [])) {
    const [, field, values] = /^([a-z][A-Za-z0-9]*)\s*[=＝]\s*(.*)$/.exec(part) ?? [];
    if (field === undefined || values === undefined || field in filter) return null;
    filter[field] = values.split("|").map((value) => value.trim());
  }
  return filter;
}

/** For a period of this kind; null: a duty that is done once. */
export function readEvidence(
  contract: FeedContract,
  kind: PeriodKind | null,
  cells: EvidenceCells,
): EvidenceOf | EvidenceFault {
  const where = parseFilter(cells.evidenceWhere);
  if (where === null || !fits(contract, where)) return "evidenceWhere";
  const period = periodIn(contract, kind, cells.evidencePeriod);
  if (period === "fault") return "evidencePeriod";
  const { evidenceParts: parts } = cells;
  if (parts === "AREAS" && areaField(contract) === null) return "evidenceParts";
  const part = parts === "AREAS" ? "areas" : parts === "DEPARTMENTS" ? "departments" : null;
  return { feed: contract.id, where, period, part };
}

/** Of an item that is the contract's own. */
export function ownEvidence(contract: FeedContract, kind: PeriodKind): EvidenceOf {
  const period = periodIn(contract, kind, null);
  return {
    feed: contract.id,
    where: {},
    period: period === "fault" ? { by: "release" } : period,
    part: null,
  };
}

/** The derived field that holds the code of a record's area; null where the feed has none. */
export function areaField({ derived }: FeedContract): string | null {
  return Object.entries(derived).find(([, { link }]) => link?.type === "Area")?.[0] ?? null;
}

function periodIn(
  contract: FeedContract,
  kind: PeriodKind | null,
  named: string | null,
): EvidenceOf["period"] | "fault" {
  if (kind === null) return named === null ? null : "fault";
  const fields = storedFields(contract);
  if (named === null) {
    const own = fields.find(({ period, indexed }) => period === kind && indexed);
    return own ? { by: "text", field: own.field } : { by: "release" };
  }
  const found = fields.find(({ field }) => field === named);
  if (found?.period === kind) return { by: "text", field: named };
  return found?.kind === "date" ? { by: "date", field: named } : "fault";
}

/** True where the feed has these fields, with such values. */
export function fits(contract: FeedContract, filter: Filter): boolean {
  const fields = storedFields(contract);
  return Object.entries(filter).every(([name, values]) => {
    const found = fields.find(({ field }) => field === name);
    if (!found || !["text", "code", "codes", "boolean"].includes(found.kind)) return false;
    const codes = found.list?.codes.map((each) => each.name);
    return !codes || (values ?? []).every((value) => value === "" || codes.includes(value));
  });
}
