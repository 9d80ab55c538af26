/**
 * The kinds of column that a contract is made of. Each reads folded, non-blank text to a canonical value, or
 * says which rule it breaks with a code of `check/finding-texts.ts`. Sources: GB 32100, GB 11714, GB 11643,
 * GS 15, GB/T 9704 (domain 03).
 */
import { parseAmount } from "../values/amounts.js";
import { attachmentsText, namedFiles } from "../values/attached-files.js";
import { checkBusinessRegistration } from "../values/business-registration.js";
import { isSpreadsheetNumber } from "../values/check-characters.js";
import { checkCitizenId } from "../values/citizen-id.js";
import { parseDate } from "../values/dates.js";
import { normaliseDocumentNumber } from "../values/document-number.js";
import { checkOrganisationCode } from "../values/organisation-code.js";
import { parseMoment, parseTime } from "../values/clock.js";
import { parsePeriod, type PeriodKind } from "../values/periods.js";
import { structureFault } from "../values/structured-text.js";
import { checkTaxNumber } from "../values/tax-number.js";
import { checkUscc, USCC_PLACEHOLDER } from "../values/uscc.js";
import { codeParser, codesParser } from "./code-parser.js";
import type { CodeList, Column, CellFault, HandedFile, Parsed, StoredKind, Value } from "./contract.js";
import { personalFault, publicTextFault, spreadsheetFault } from "./text-faults.js";

type Shared = Pick<Column, "zh" | "en"> &
  Partial<
    Pick<
      Column,
      | "code"
      | "aliases"
      | "storedAs"
      | "maxLength"
      | "show"
      | "shownThoughFew"
      | "indexed"
      | "usualMove"
      | "note"
      | "readersNote"
      | "example"
    >
  >;

/** `Required` is what the option says, so that rows are known to have the cell. */
export interface ColumnOptions<Required extends boolean = boolean> extends Shared {
  readonly required?: Required;
}

export interface TextOptions<Required extends boolean = boolean> extends ColumnOptions<Required> {
  /**
   * False where the column is meant to hold an office's telephone or address: elsewhere what may be a
   * person's is pointed out, and a reviewer must acknowledge it.
   */
  readonly scan?: boolean;
}

export interface DateOptions<Required extends boolean = boolean> extends ColumnOptions<Required> {
  /** 长期 may stand in place of the last day. */
  readonly endless?: boolean;
}

export interface MeasureOptions<Required extends boolean = boolean> extends ColumnOptions<Required> {
  /** Statistics write - for nothing (domain 04); it is read as 0 and pointed out. */
  readonly dashIsZero?: boolean;
  readonly unit?: string;
}

/** `scale` digits after the point at most; `percentWhen`, `alike`: see `Column`. */
export interface DecimalOptions<Required extends boolean = boolean>
  extends MeasureOptions<Required>, Pick<Column, "percentWhen" | "alike"> {
  readonly scale: number;
}

/** The options alone decide `required`; the type expected at the place of use does not. */
type Made<Kind extends StoredKind, Required extends boolean> = Column<Kind, NoInfer<Required>>;

/** Any text but a formula. A public one may not hold a citizen ID. */
export function text<Required extends boolean = false>(
  options: TextOptions<Required>,
): Made<"text", Required> {
  const isPublic = options.show !== "withheld";
  const isScanned = isPublic && options.scan !== false;
  return column("text", "示例", options, (cell) => {
    const fault = spreadsheetFault(cell);
    if (fault !== null) return refuse(fault);
    const personal = isPublic ? personalFault(cell) : null;
    if (personal?.code === "PERSONAL_NUMBER") return refuse(personal.code);
    return isScanned && personal !== null ? accept(cell, personal.code, personal.details) : accept(cell);
  });
}

/** JSON as text; the feed's rules check its content. */
export function json<Required extends boolean = false>(
  options: ColumnOptions<Required>,
): Made<"text", Required> {
  return { ...text({ example: "{}", ...options, scan: false }), json: true };
}

/**
 * A text of paragraphs, headings, lists and tables, as documents have; what may not stand in it is refused
 * (`values/structured-text.ts`).
 */
export function structuredText<Required extends boolean = false>(
  options: TextOptions<Required>,
): Made<"text", Required> {
  const { parse, ...made } = text({ example: "第一条 为了示例，制定本办法。", ...options });
  return {
    ...made,
    structured: true,
    parse: (cell, context) => {
      const fault = structureFault(cell);
      return fault === null
        ? parse(cell, context)
        : refuse("TEXT_STRUCTURE", {
            found: fault.found.zh,
            foundEn: fault.found.en,
            part: fault.value,
          });
    },
  };
}

/** Names of files that are handed in beside the rows, parted by ；: stored with the hash of each. */
export function files<Required extends boolean = false>(
  options: ColumnOptions<Required>,
): Made<"text", Required> {
  const made = column("text", "实施细则.pdf", { maxLength: 4000, ...options }, (cell, { file }) => {
    const found: HandedFile[] = [];
    for (const { name, sha256 } of namedFiles(cell)) {
      if (personalFault(name)?.code === "PERSONAL_NUMBER") return refuse("PERSONAL_NUMBER");
      const handedIn = file?.(name, sha256) ?? null;
      if (handedIn === null) return refuse("FILE_NOT_HANDED_IN", { name: name.slice(0, 120) });
      if (!found.some((other) => other.sha256 === handedIn.sha256)) found.push(handedIn);
    }
    const notice = found.find((each) => each.notice !== null)?.notice;
    return found.length === 0
      ? refuse("FILE_NOT_HANDED_IN", { name: cell.slice(0, 120) })
      : accept(attachmentsText(found), notice?.code, notice?.details);
  });
  return { ...made, files: true };
}

/** A day: `YYYY-MM-DD`. */
export function date<Required extends boolean = false>(
  options: DateOptions<Required>,
): Made<"date", Required> {
  return column("date", "2026/6/3", options, (cell) => {
    const result = parseDate(cell);
    if (!result.ok) return refuse(`DATE_${result.reason}`);
    if (result.notice === "LONG_TERM" && !cell.startsWith("2099"))
      return options.endless ? accept(result.value, "DATE_LONG_TERM") : refuse("DATE_FORMAT");
    if (SERIAL.test(cell)) return accept(result.value, "DATE_SERIAL", { date: result.value });
    return accept(result.value, result.notice === "TIME_DROPPED" ? "DATE_TIME_DROPPED" : undefined);
  });
}

/** A time of day: `HH:MM`, with seconds where they are written. */
export function time<Required extends boolean = false>(
  options: ColumnOptions<Required>,
): Made<"text", Required> {
  return {
    ...column("text", "09:00", { maxLength: 8, ...options }, (cell) => {
      const value = parseTime(cell);
      return value === null ? refuse("TIME_FORMAT") : accept(value);
    }),
    clock: "time",
  };
}

/** A day and a time: `YYYY-MM-DDTHH:MM`, with seconds where they are written. */
export function moment<Required extends boolean = false>(
  options: ColumnOptions<Required>,
): Made<"text", Required> {
  return {
    ...column("text", "2026-06-03T08:30", { maxLength: 19, ...options }, (cell) => {
      const value = parseMoment(cell);
      return value === null ? refuse("MOMENT_FORMAT") : accept(value);
    }),
    clock: "moment",
  };
}

/** A period of statistics (domain 10): 2020年5月, 2020年第二季度, 2019-2020学年. Its year must be written. */
export function period<Required extends boolean = false>(
  kind: PeriodKind,
  options: ColumnOptions<Required>,
): Made<"text", Required> {
  const example = PERIOD_EXAMPLES[kind];
  return {
    ...column("text", example, options, (cell) => {
      const fault = spreadsheetFault(cell);
      if (fault === "VALUE_FORMULA") return refuse(fault);
      if (kind === "month" && JANUARY_OR_OCTOBER.test(cell)) return refuse("PERIOD_NUMBER");
      const result = parsePeriod(kind, cell);
      return result.ok ? accept(result.value) : refuse(`PERIOD_${result.reason}`, { example });
    }),
    period: kind,
  };
}

/** An exact decimal in `unit`. */
export function decimal<Required extends boolean = false>(
  options: DecimalOptions<Required>,
): Made<"decimal", Required> {
  const { scale, unit = null, percentWhen, alike } = options;
  const details = {
    scale,
    unit: unit === null ? "" : `（单位：${unit}）`,
    unitEn: unit === null ? "" : ` in ${unit}`,
  };
  return {
    ...column("decimal", unit === "元" ? "12000" : "0.5", options, (cell, { headerUnit }) => {
      if (options.dashIsZero && DASHES.has(cell)) return accept("0", "VALUE_DASH");
      const result = parseAmount(percentWhen ? cell.replace(PERCENT_SIGN, "") : cell, {
        unit,
        headerUnit,
        scale,
      });
      if (!result.ok) return refuse(`AMOUNT_${result.reason}`, details);
      return result.notice === undefined
        ? accept(result.value)
        : accept(result.value, `AMOUNT_${result.notice}`, { unit: unit ?? "" });
    }),
    scale,
    ...(unit === null ? {} : { unit }),
    ...(percentWhen ? { percentWhen } : {}),
    ...(alike ? { alike } : {}),
  };
}

/** A whole number from 0. */
export function integer<Required extends boolean = false>(
  options: MeasureOptions<Required>,
): Made<"integer", Required> {
  return {
    ...column("integer", "12", options, (cell, { headerUnit }) => {
      if (options.dashIsZero && DASHES.has(cell)) return accept(0, "VALUE_DASH");
      const result = ENDS_WITH_UNIT.test(cell)
        ? null
        : parseAmount(cell, { unit: options.unit ?? null, headerUnit, scale: 0 });
      return result?.ok ? accept(Number(result.value)) : refuse("VALUE_INTEGER");
    }),
    ...(options.unit === undefined ? {} : { unit: options.unit }),
  };
}

/** 是 or 否. */
export function boolean<Required extends boolean = false>(
  options: ColumnOptions<Required>,
): Made<"boolean", Required> {
  return column("boolean", "是", options, (cell) => {
    if (YES.has(cell)) return accept(true);
    return NO.has(cell) ? accept(false) : refuse("VALUE_BOOLEAN");
  });
}

/** One value of a code list. */
export function code<Required extends boolean = false>(
  list: CodeList,
  options: ColumnOptions<Required>,
): Made<"code", Required> {
  return {
    ...column(
      "code",
      list.codes[0]?.zh ?? "",
      limited(list, options),
      codeParser(list, options.show !== "withheld"),
    ),
    list,
  };
}

/** Several values of a code list, joined by `；` (`;`, `、`, `,`, `，` too). */
export function codes<Required extends boolean = false>(
  list: CodeList,
  options: ColumnOptions<Required>,
): Made<"codes", Required> {
  return {
    ...column(
      "codes",
      list.codes[0]?.zh ?? "",
      limited(list, options),
      codesParser(list, options.show !== "withheld"),
    ),
    list,
  };
}

export interface UsccOptions<Required extends boolean = boolean> extends ColumnOptions<Required> {
  readonly placeholder?: boolean;
}

/** GB 32100 统一社会信用代码. `placeholder` also takes the seventeen zeros and X of a sole trader without one. */
export function uscc<Required extends boolean = false>(
  options: UsccOptions<Required>,
): Made<"text", Required> {
  const isPublic = options.show !== "withheld";
  return column("text", "91110118MA00TEXT0P", { maxLength: 18, ...options }, (cell) => {
    const result = checkUscc(cell);
    // One citizen ID in 31 has the check character of a credit code; hardly a credit code has a birth date
    // where citizen IDs have it.
    if (isPublic && (!result.ok || LIKE_CITIZEN_ID.test(result.value)) && checkCitizenId(cell).ok)
      return refuse("PERSONAL_NUMBER");
    if (result.ok) return accept(result.value, result.notice && "VALUE_FOLDED_CASE");
    if (options.placeholder && cell.toUpperCase() === USCC_PLACEHOLDER) return accept(USCC_PLACEHOLDER);
    return refuse(
      `USCC_${result.reason}`,
      result.suggestion === undefined ? undefined : { proposal: result.suggestion },
    );
  });
}

/** GB 11714 组织机构代码, without the hyphen. */
export function organisationCode<Required extends boolean = false>(
  options: ColumnOptions<Required>,
): Made<"text", Required> {
  return identifier("ORGANISATION_CODE", "MA00TEXT0", options, checkOrganisationCode);
}

/** 工商注册号: 15 digits with their check; other forms pass with a warning. */
export function businessRegistrationNumber<Required extends boolean = false>(
  options: ColumnOptions<Required>,
): Made<"text", Required> {
  return identifier("REGISTRATION", "110228000001234", options, checkBusinessRegistration);
}

/** 税务登记号 or 纳税人识别号. One that holds a citizen ID is refused in a public column. */
export function taxNumber<Required extends boolean = false>(
  options: ColumnOptions<Required>,
): Made<"text", Required> {
  return identifier("TAX_NUMBER", "110118MA00TEXT0", options, (cell) => {
    const result = checkTaxNumber(cell);
    if (!result.ok || result.notice !== "CITIZEN_ID") return result;
    return options.show === "withheld"
      ? { ok: true, value: result.value }
      : { ok: false, reason: "PERSONAL" };
  });
}

/**
 * The number of a person's certificate, of any kind: the feed's rules check it against the kind. Masked forms
 * are refused.
 */
export function personNumber<Required extends boolean = false>(
  options: ColumnOptions<Required>,
): Made<"text", Required> {
  return column("text", "110228199001010010", { show: "withheld", ...options }, (cell) => {
    if (isSpreadsheetNumber(cell)) return refuse("VALUE_NUMBER_FORMAT");
    if (MASKED.test(cell)) return refuse("VALUE_MASKED");
    // A number of 15 digits and its 18-digit form are one person.
    const citizenId = checkCitizenId(cell);
    if (citizenId.ok) return accept(citizenId.value, citizenId.notice && PERSON_NOTICES[citizenId.notice]);
    return accept(cell.replaceAll(" ", "").toUpperCase());
  });
}

/** 文书号: the spelling is settled, the form is not enforced (GB/T 9704-2012). */
export function documentNumber<Required extends boolean = false>(
  options: ColumnOptions<Required>,
): Made<"text", Required> {
  const isPublic = options.show !== "withheld";
  return column("text", "京密市监罚〔2026〕12号", options, (cell) => {
    const fault = spreadsheetFault(cell);
    if (fault !== null) return refuse(fault);
    const result = normaliseDocumentNumber(cell);
    if (result.problem)
      return refuse(
        "DOCUMENT_YEAR",
        result.proposal === undefined ? undefined : { proposal: result.proposal },
      );
    if (result.form === "strict")
      return accept(result.canonical, result.notice === "MISSING_SUFFIX" ? "DOCUMENT_SUFFIX" : undefined);
    return isPublic && personalFault(cell)?.code === "PERSONAL_NUMBER"
      ? refuse("PERSONAL_NUMBER")
      : accept(result.canonical, "DOCUMENT_FREE");
  });
}

/** A month that a spreadsheet took for a number: 2026.10 and 2026.1 are the same one. */
const JANUARY_OR_OCTOBER = /^\d{4}\.1$/;
/** An Excel serial number: the cell lost its date format. */
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const LIKE_CITIZEN_ID = /^\d{17}[\dX]$/;
const PERCENT_SIGN = / ?%$/;
const ENDS_WITH_UNIT = /[^\d.]$/;
/** Folded: a full-width dash is a hyphen here. */
const DASHES: ReadonlySet<string> = new Set(["-", "--", "—", "——", "–"]);
const PERIOD_EXAMPLES: Readonly<Record<PeriodKind, string>> = {
  month: "2026年5月",
  quarter: "2026年第二季度",
  schoolYear: "2025-2026学年",
  year: "2026年",
};
const YES: ReadonlySet<string> = new Set(["是", "有", "1", "Y", "y", "true", "TRUE", "√"]);
const NO: ReadonlySet<string> = new Set(["否", "无", "0", "N", "n", "false", "FALSE", "×"]);
const MASKED = /[*某×]/;
const PERSON_NOTICES = {
  FOLDED_CASE: "VALUE_FOLDED_CASE",
  SPACES_REMOVED: "VALUE_SPACES_REMOVED",
  FIFTEEN_DIGITS: "PERSON_NUMBER_FIFTEEN",
} as const;
/**
 * Maximum length of an open list's cell: 其他 with its text, and the codes beside it. The standard gives 许可类别
 * 256 characters.
 */
const OPEN_LIST_LENGTH = 256;

function limited<Required extends boolean>(
  list: CodeList,
  options: ColumnOptions<Required>,
): ColumnOptions<Required> {
  return list.other === undefined ? options : { maxLength: OPEN_LIST_LENGTH, ...options };
}

function column<Kind extends StoredKind, Required extends boolean>(
  kind: Kind,
  example: string,
  options: ColumnOptions<Required>,
  parse: Column["parse"],
): Made<Kind, Required> {
  const {
    zh,
    en,
    code: standardCode,
    aliases,
    storedAs,
    required,
    maxLength,
    show,
    shownThoughFew,
    indexed,
    usualMove,
    note,
    readersNote,
  } = options;
  return {
    zh,
    en,
    kind,
    required: (required ?? false) as Required, // left out, `Required` is false
    show: show ?? "public",
    example: options.example ?? example,
    parse,
    ...(standardCode === undefined ? {} : { code: standardCode }),
    ...(aliases === undefined ? {} : { aliases }),
    ...(storedAs === undefined ? {} : { storedAs }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(shownThoughFew === undefined ? {} : { shownThoughFew }),
    ...(indexed === undefined ? {} : { indexed }),
    ...(usualMove === undefined ? {} : { usualMove }),
    ...(note === undefined ? {} : { note }),
    ...(readersNote === undefined ? {} : { readersNote }),
  };
}

type IdentifierResult =
  | { readonly ok: true; readonly value: string; readonly notice?: string }
  | { readonly ok: false; readonly reason: string };

function identifier<Required extends boolean>(
  prefix: string,
  example: string,
  options: ColumnOptions<Required>,
  check: (cell: string) => IdentifierResult,
): Made<"text", Required> {
  const isPublic = options.show !== "withheld";
  return column("text", example, options, (cell) => {
    const result = check(cell);
    if (result.ok && result.notice === undefined) return accept(result.value);
    if (result.ok) {
      // Another form than the standard's may be anything.
      const fault = isPublic ? publicTextFault(cell) : null;
      return fault === null
        ? accept(
            result.value,
            result.notice === "FOLDED_CASE" ? "VALUE_FOLDED_CASE" : `${prefix}_${result.notice}`,
          )
        : refuse(fault);
    }
    if (isPublic && checkCitizenId(cell).ok) return refuse("PERSONAL_NUMBER");
    return refuse(result.reason === "NUMBER_FORMAT" ? "VALUE_NUMBER_FORMAT" : `${prefix}_${result.reason}`);
  });
}

function accept(value: Value, notice?: string, details?: CellFault["details"]): Parsed {
  return notice === undefined
    ? { ok: true, value }
    : { ok: true, value, notice: { code: notice, ...(details === undefined ? {} : { details }) } };
}

function refuse(faultCode: string, details?: CellFault["details"]): Parsed {
  return { ok: false, fault: { code: faultCode, ...(details === undefined ? {} : { details }) } };
}
