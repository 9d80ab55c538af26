/**
 * The findings of one file: all are counted; kept are as many as the limit allows, errors before warnings
 * before notices, so that a million notices do not hide an error. A cell's content is repeated only where the
 * column is public and nothing in it looks like a person's.
 */
import type { Bilingual } from "../feed/bilingual.js";
import type { FeedContract, RowRule, RuleFault, Severity } from "../feed/contract.js";
import type { FileHead, Finding, RawRow } from "../feed/stages.js";
import { findPersonalData } from "../values/personal/find-personal-data.js";
import { FINDING_TEXTS } from "./finding-texts.js";

export interface FindingCounts {
  rows: number;
  errors: number;
  warnings: number;
  infos: number;
  readonly byCode: Record<string, number>;
}

export type Details = Readonly<Record<string, string | number>>;

export interface FindingList {
  readonly counts: FindingCounts;
  /** The row that findings are of from now on: where its line in the text file is another, they say so. */
  readonly startRow: (raw: RawRow) => void;
  /** `text` is what the cell holds. */
  readonly add: (
    line: number,
    field: string | null,
    text: string | null,
    code: string,
    details?: Details,
  ) => void;
  /** `line` is null when the finding is about the file. */
  readonly addRule: (
    line: number | null,
    rule: Pick<RowRule, "code" | "severity" | "text">,
    fault: RuleFault,
    text: string | null,
  ) => void;
  /** Those that were kept, in the order of the rows. */
  readonly sorted: () => readonly Finding[];
}

const SHOWN_CHARACTERS = 100;
const QUOTED_CHARACTERS = 40;
/** Codes whose very point is that the cell must not be repeated. */
const NEVER_SHOWN: ReadonlySet<string> = new Set([
  "PERSONAL_NUMBER",
  "PERSONAL_DATA",
  "PERSON_NAME_MASKED",
  "TAX_NUMBER_PERSONAL",
]);
/** Details that are made of the cell's content. */
const MADE_OF_CONTENT: readonly string[] = ["proposal", "date", "shown", "stored"];
/**
 * Division, birth date and sequence of a citizen ID, whether or not its check holds: a slip of the pen is as
 * private.
 */
const LIKE_CITIZEN_ID = /\d{6}(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}/;

export function createFindingList(contract: FeedContract, head: FileHead, limit: number): FindingList {
  const counts: FindingCounts = { rows: 0, errors: 0, warnings: 0, infos: 0, byCode: Object.create(null) };
  const kept: Readonly<Record<Severity, Finding[]>> = { ERROR: [], WARNING: [], INFO: [] };
  const headers = new Map(head.fields.map((field, index) => [field, head.headers[index] ?? null]));
  for (const finding of head.findings)
    if (count(finding.code, finding.severity)) kept[finding.severity].push(finding);
  const isJson = head.format === "json";
  let current: RawRow | null = null;
  return {
    counts,
    startRow: (raw) => {
      current = raw;
    },
    add,
    addRule,
    sorted,
  };

  function add(
    line: number,
    field: string | null,
    text: string | null,
    code: string,
    details: Details = NO_DETAILS,
  ): void {
    const known = FINDING_TEXTS[code];
    if (!known) throw new Error(`There is no finding ${code}`);
    if (!count(code, known.severity)) return;
    const value = NEVER_SHOWN.has(code) ? null : shownValue(field, text);
    put(
      line,
      field,
      value,
      code,
      known.severity,
      known.text,
      value === null ? withoutContent(details) : { ...details, value: quoted(value) },
    );
  }

  function addRule(
    line: number | null,
    rule: Pick<RowRule, "code" | "severity" | "text">,
    fault: RuleFault,
    text: string | null,
  ): void {
    const severity = fault.severity ?? rule.severity;
    if (count(rule.code, severity))
      put(
        line,
        fault.field,
        shownValue(fault.field, text),
        rule.code,
        severity,
        rule.text,
        fault.details ?? NO_DETAILS,
      );
  }

  /** Counts one more; whether it is to be kept. */
  function count(code: string, severity: Severity): boolean {
    counts.byCode[code] = (counts.byCode[code] ?? 0) + 1;
    if (severity === "ERROR") counts.errors += 1;
    else if (severity === "WARNING") counts.warnings += 1;
    else counts.infos += 1;
    return kept[severity].length < limit;
  }

  function shownValue(field: string | null, text: string | null): string | null {
    if (field === null || text === null || contract.columns[field]?.show !== "public" || isPersonal(text))
      return null;
    return text.slice(0, SHOWN_CHARACTERS);
  }

  function put(
    row: number | null,
    field: string | null,
    value: string | null,
    code: string,
    severity: Severity,
    sentence: Bilingual,
    details: Details,
  ): void {
    const header = field === null ? null : (headers.get(field) ?? contract.columns[field]?.zh ?? null);
    kept[severity].push({
      row,
      field,
      header,
      value,
      code,
      severity,
      message: `${row === null ? "全表" : placeOf(row)}${header === null ? "" : `“${header}”`}：${fillSentence(sentence.zh, details)}`,
      english: `${row === null ? "The file" : englishPlaceOf(row)}${header === null ? "" : `, ${header}`}: ${fillSentence(sentence.en, details)}`,
    });
  }

  function placeOf(row: number): string {
    if (isJson) return `第${row}条`;
    return current?.line === row && current.textLine !== undefined
      ? `第${row}行（文本第${current.textLine}行）`
      : `第${row}行`;
  }

  function englishPlaceOf(row: number): string {
    if (isJson) return `Object ${row}`;
    return current?.line === row && current.textLine !== undefined
      ? `Row ${row} (line ${current.textLine} of the text)`
      : `Row ${row}`;
  }

  function sorted(): readonly Finding[] {
    return [...kept.ERROR, ...kept.WARNING, ...kept.INFO]
      .slice(0, limit)
      .sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
  }
}

const NO_DETAILS: Details = {};

/** `[，填写的是“{value}”]` is left out when there is no value to show. */
export function fillSentence(template: string, details: Details): string {
  return template
    .replace(/\[([^[\]]*\{(\w+)\}[^[\]]*)\]/g, (_, part: string, name: string) =>
      name in details ? part : "",
    )
    .replace(/\{(\w+)\}/g, (placeholder, name: string) => String(details[name] ?? placeholder));
}

function isPersonal(text: string): boolean {
  return LIKE_CITIZEN_ID.test(text) || findPersonalData(text).length > 0;
}

function withoutContent(details: Details): Details {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !MADE_OF_CONTENT.includes(name)));
}

function quoted(value: string): string {
  const line = value.replaceAll("\n", " ");
  return line.length > QUOTED_CHARACTERS ? `${line.slice(0, QUOTED_CHARACTERS)}…` : line;
}
