/**
 * Headers → FileHead, or the refusal that names everything wrong with them at once: FEED_COLUMNS (no header,
 * a required column missing or renamed, a column twice) or FEED_OLD_FORM. Columns that no standard knows are
 * ignored with a finding.
 */
import { HubError } from "#schema/errors.js";
import { FINDING_TEXTS } from "../check/finding-texts.js";
import type { Bilingual } from "../feed/bilingual.js";
import type { FeedContract } from "../feed/contract.js";
import type { FileHead, Finding } from "../feed/stages.js";
import { columnName } from "../values/column-name.js";
import { foldHeader, headerUnit } from "../values/headers.js";
import { placesBetween } from "../values/units.js";
import { HEADER_ROWS } from "./find-header.js";
import type { HeaderMatch } from "../feed/header-index.js";
import { nearestName } from "./near-name.js";
import { badColumns, badNames } from "./refusals.js";

export interface HeaderLine extends Pick<FileHead, "format" | "encoding" | "headerLine" | "headers"> {
  readonly matches: readonly (HeaderMatch | null)[];
}

export function fileHead(
  contract: FeedContract,
  { format, encoding, headerLine, headers, matches }: HeaderLine,
): FileHead {
  refuseOldForm(contract, headers, matches);
  const problems = [
    ...refusedColumns(contract, headers, matches),
    ...repeatedColumns(contract, headers, matches),
    ...missingColumns(contract, headers, matches),
  ];
  if (problems.length > 0) throw (headerLine > 0 ? badColumns : badNames)(problems);
  return {
    format,
    encoding,
    headerLine,
    headers: headers.map((header) => header.slice(0, SHOWN_CHARACTERS)),
    fields: matches.map((match) => match?.field ?? null),
    units: matches.map((match) => match?.unit ?? null),
    findings: headers.flatMap((header, at) => headerFinding(contract, header, at, matches) ?? []),
  };
}

/** Names what was looked for, and nothing that was found: the rows may be data without a header. */
export function noHeader(contract: FeedContract): HubError {
  const wanted = Object.values(contract.columns).filter(({ required }) => required);
  return badColumns([
    {
      zh: `前${HEADER_ROWS}行没有找到表头，应有的列：${wanted.map(({ zh }) => zh).join("、")}`,
      en: `no header in the first ${HEADER_ROWS} rows; required columns: ${wanted.map(({ zh }) => zh).join(", ")}`,
    },
  ]);
}

const SHOWN_CHARACTERS = 100;

/**
 * Two headers of the old form, or one when the new form is incomplete: systems add a column of their own now
 * and then.
 */
function refuseOldForm(
  contract: FeedContract,
  headers: readonly string[],
  matches: readonly (HeaderMatch | null)[],
): void {
  const old = new Set(contract.oldForm?.headers.map((header) => foldHeader(header).toUpperCase()));
  const found = headers.filter((header, at) => !matches[at] && old.has(foldHeader(header).toUpperCase()));
  if (found.length > 1 || (found.length === 1 && missingFields(contract, matches).length > 0)) {
    throw new HubError("FEED_OLD_FORM", { columns: found.join("、") });
  }
}

function refusedColumns(
  contract: FeedContract,
  headers: readonly string[],
  matches: readonly (HeaderMatch | null)[],
): readonly Bilingual[] {
  const refused = headers.filter(
    (header, at) =>
      !matches[at] && contract.refusedHeaders?.some((word) => foldHeader(header).includes(word)),
  );
  const unclear = headers.flatMap((header, at) =>
    matches[at] ? [] : (contract.unclearHeaders?.[headerUnit(foldHeader(header)).bare] ?? []),
  );
  return [
    ...unclear,
    ...refused.map((header) => ({
      zh: `不得报送“${header.slice(0, SHOWN_CHARACTERS)}”（个人信息），请删除此列`,
      en: `'${header.slice(0, SHOWN_CHARACTERS)}' is personal data: delete the column`,
    })),
  ];
}

function repeatedColumns(
  contract: FeedContract,
  headers: readonly string[],
  matches: readonly (HeaderMatch | null)[],
): readonly Bilingual[] {
  return Object.entries(contract.columns).flatMap(([field, { zh }]) => {
    const places = headers.flatMap((_, at) => (matches[at]?.field === field ? [at + 1] : []));
    if (places.length < 2) return [];
    return [
      {
        zh: `“${zh}”重复（第${places.join("、")}列）`,
        en: `'${zh}' is there ${places.length} times (columns ${places.join(", ")})`,
      },
    ];
  });
}

function missingColumns(
  contract: FeedContract,
  headers: readonly string[],
  matches: readonly (HeaderMatch | null)[],
): readonly Bilingual[] {
  const unknown = headers.filter((header, at) => header !== "" && !matches[at]);
  return missingFields(contract, matches).map(({ zh }) => {
    const near = nearestName(zh, unknown);
    return near === null
      ? { zh: `缺少“${zh}”`, en: `'${zh}' is missing` }
      : {
          zh: `缺少“${zh}”（文件中的“${near}”是否即为此列？）`,
          en: `'${zh}' is missing (is '${near}' meant?)`,
        };
  });
}

function missingFields(
  contract: FeedContract,
  matches: readonly (HeaderMatch | null)[],
): readonly { readonly zh: string }[] {
  const found = new Set(matches.map((match) => match?.field));
  return Object.entries(contract.columns).flatMap(([field, column]) =>
    column.required && !found.has(field) ? [column] : [],
  );
}

function headerFinding(
  contract: FeedContract,
  header: string,
  at: number,
  matches: readonly (HeaderMatch | null)[],
): Finding | null {
  const match = matches[at];
  if (match) {
    const wanted = contract.columns[match.field]?.unit ?? null;
    if (match.unit === null || match.unit === wanted) return null;
    if (wanted === null)
      return fileFinding(header, match.field, "UNIT_UNKNOWN", { where: "表头", unit: match.unit });
    return placesBetween(match.unit, wanted) === 0
      ? null
      : fileFinding(header, match.field, "COLUMN_UNIT", { unit: match.unit, wanted });
  }
  if (header === "") return fileFinding(header, null, "COLUMN_UNNAMED", { column: columnName(at) });
  const free = Object.entries(contract.columns)
    .filter(([field]) => !matches.some((other) => other?.field === field))
    .map(([, { zh }]) => zh);
  const near = nearestName(header, free);
  return near === null
    ? fileFinding(header, null, "COLUMN_UNKNOWN", {})
    : fileFinding(header, null, "COLUMN_SIMILAR", { near });
}

/** A finding about the file or one of its columns. */
export function fileFinding(
  header: string,
  field: string | null,
  code: string,
  details: Readonly<Record<string, string>>,
): Finding {
  const text = FINDING_TEXTS[code];
  if (!text) throw new Error(`There is no finding ${code}`);
  const shown = header.slice(0, SHOWN_CHARACTERS);
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) => details[name] ?? placeholder);
  return {
    row: null,
    field,
    header: shown,
    value: null,
    code,
    severity: text.severity,
    message: shown === "" ? fill(text.text.zh) : `“${shown}”：${fill(text.text.zh)}`,
    english: shown === "" ? fill(text.text.en) : `${shown}: ${fill(text.text.en)}`,
  };
}
