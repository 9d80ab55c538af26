/** The findings of one file: counted all, kept up to a limit, with a cell's content only where the column is public. */
import type { Bilingual, FeedContract, RowRule, RuleFault, Severity } from "../feed/contract.js";
import type { FileHead, Finding } from "../feed/stages.js";
import { FINDING_TEXTS } from "./finding-texts.js";

export interface FindingCounts {
  rows: number;
  errors: number;
  warnings: number;
  infos: number;
  readonly byCode: Record<string, number>;
}

type Details = Readonly<Record<string, string | number>>;

export interface FindingList {
  readonly findings: readonly Finding[];
  readonly counts: FindingCounts;
  readonly countRow: () => void;
  readonly add: (line: number | null, field: string | null, text: string | null, code: string, details: Details) => void;
  readonly addRule: (line: number, rule: RowRule, fault: RuleFault, severity: Severity, text: string | null) => void;
}

const SHOWN_CHARACTERS = 100;
/** Codes whose very point is that the cell must not be repeated. */
const NEVER_SHOWN = new Set(["PERSONAL_NUMBER", "PERSONAL_DATA", "TAX_NUMBER_PERSONAL"]);

export function createFindingList(contract: FeedContract, head: FileHead, limit: number): FindingList {
  const findings: Finding[] = [];
  const counts: FindingCounts = { rows: 0, errors: 0, warnings: 0, infos: 0, byCode: Object.create(null) };
  const headers = new Map(head.fields.map((field, index) => [field, head.headers[index] ?? null]));
  for (const finding of head.findings) keep(finding);
  return { findings, counts, countRow: () => { counts.rows += 1; }, add, addRule };

  function add(line: number | null, field: string | null, text: string | null, code: string, details: Details): void {
    const known = FINDING_TEXTS[code];
    if (!known) throw new Error(`There is no finding ${code}`);
    put(line, field, NEVER_SHOWN.has(code) ? null : text, code, known.severity, known.text, details);
  }

  function addRule(line: number, rule: RowRule, fault: RuleFault, severity: Severity, text: string | null): void {
    put(line, fault.field, text, rule.code, severity, rule.text, fault.details ?? {});
  }

  function put(row: number | null, field: string | null, text: string | null, code: string, severity: Severity, sentence: Bilingual, details: Details): void {
    if (findings.length >= limit) {
      count(code, severity);
      return;
    }
    const header = field === null ? null : (headers.get(field) ?? contract.columns[field]?.zh ?? null);
    const value = text !== null && field !== null && contract.columns[field]?.show === "public" ? text.slice(0, SHOWN_CHARACTERS) : null;
    const where = [row === null ? "" : `第 ${row} 行`, header === null ? "" : `“${header}”`].join("");
    const place = [row === null ? "" : `Row ${row}`, header ?? ""].filter(Boolean).join(", ");
    keep({
      row, field, header, value, code, severity,
      message: where === "" ? fill(sentence.zh, details) : `${where}：${fill(sentence.zh, details)}`,
      english: place === "" ? fill(sentence.en, details) : `${place}: ${fill(sentence.en, details)}`,
    });
  }

  function keep(finding: Finding): void {
    count(finding.code, finding.severity);
    if (findings.length < limit) findings.push(finding);
  }

  function count(code: string, severity: Severity): void {
    counts.byCode[code] = (counts.byCode[code] ?? 0) + 1;
    if (severity === "ERROR") counts.errors += 1;
    else if (severity === "WARNING") counts.warnings += 1;
    else counts.infos += 1;
  }
}

function fill(template: string, details: Details): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(details[name] ?? placeholder));
}
