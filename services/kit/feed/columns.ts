/**
 * The kinds of column that a contract is made of. Each reads folded, non-blank text to a canonical value, or says which rule it breaks
 * with a code of `check/finding-texts.ts`. Sources: GB 32100, GB 11714, GB 11643, GB/T 9704 (domain 03).
 */
import { parseAmount } from "../values/amounts.js";
import { checkBusinessRegistration } from "../values/business-registration.js";
import { isSpreadsheetNumber } from "../values/check-characters.js";
import { checkCitizenId } from "../values/citizen-id.js";
import { parseDate } from "../values/dates.js";
import { normaliseDocumentNumber } from "../values/document-number.js";
import { checkOrganisationCode } from "../values/organisation-code.js";
import { findPersonalData } from "../values/personal-data.js";
import { checkTaxNumber } from "../values/tax-number.js";
import { checkUscc, USCC_PLACEHOLDER } from "../values/uscc.js";
import type { Code, CodeList, Column, Fault, Parsed, Value } from "./contract.js";

export type ColumnOptions = Pick<Column, "zh" | "en"> & Partial<Pick<Column, "code" | "aliases" | "required" | "maxLength" | "show" | "indexed" | "note" | "example">>;

export interface TextOptions extends ColumnOptions {
  /** Free text: personal data in it is pointed out. A short field refuses a citizen ID outright. */
  readonly scan?: boolean;
}

/** Any text. What begins like a formula is refused. */
export function text(options: TextOptions): Column {
  const isPublic = options.show !== "withheld";
  return column("text", "示例", options, (cell) => {
    if (FORMULA.test(cell) && !PLAIN_NUMBER.test(cell)) return refuse("VALUE_FORMULA");
    if (isSpreadsheetNumber(cell)) return refuse("VALUE_NUMBER_FORMAT");
    if (!isPublic) return accept(cell);
    if (options.scan) return findPersonalData(cell).length > 0 ? accept(cell, "PERSONAL_DATA") : accept(cell);
    return LONG_DIGITS.test(cell) && findPersonalData(cell).some(({ kind }) => kind === "CITIZEN_ID") ? refuse("PERSONAL_NUMBER") : accept(cell);
  });
}

/** A day: `YYYY-MM-DD`. */
export function date(options: ColumnOptions): Column {
  return column("date", "2026/6/3", options, (cell) => {
    const result = parseDate(cell);
    if (!result.ok) return refuse(`DATE_${result.reason}`);
    return accept(result.value, result.notice === "TIME_DROPPED" ? "DATE_TIME_DROPPED" : undefined);
  });
}

/** An exact decimal in `unit`; `scale` digits after the point at most. */
export function decimal(options: ColumnOptions & { readonly scale: number; readonly unit?: string }): Column {
  const { scale, unit } = options;
  return {
    ...column("decimal", "0.5", options, (cell, { headerUnit }) => {
      const result = parseAmount(cell, { unit: unit ?? null, headerUnit, scale });
      if (!result.ok) return refuse(`AMOUNT_${result.reason}`, { scale, unit: unit ?? "" });
      return accept(result.value, result.notice && `AMOUNT_${result.notice}`, { unit: unit ?? "" });
    }),
    scale, ...(unit === undefined ? {} : { unit }),
  };
}

/** A whole number from 0. */
export function integer(options: ColumnOptions & { readonly unit?: string }): Column {
  return {
    ...column("integer", "12", options, (cell) => {
      const result = parseAmount(cell, { unit: null, headerUnit: null, scale: 0 });
      return result.ok && result.value.length <= 15 ? { ok: true, value: Number(result.value) } : refuse("VALUE_INTEGER");
    }),
    ...(options.unit === undefined ? {} : { unit: options.unit }),
  };
}

/** 是 or 否. */
export function boolean(options: ColumnOptions): Column {
  return column("boolean", "是", options, (cell) => {
    if (YES.has(cell)) return { ok: true, value: true };
    return NO.has(cell) ? { ok: true, value: false } : refuse("VALUE_BOOLEAN");
  });
}

/** One value of a code list. */
export function code(list: CodeList, options: ColumnOptions): Column {
  const find = codeFinder(list);
  return {
    ...column("code", list.codes[0]?.zh ?? "", options, (cell) => {
      const found = find(cell);
      return found.fault ? { ok: false, fault: found.fault } : { ok: true, value: found.name, extra: found.which };
    }),
    list,
  };
}

/** Several values of a code list, joined by `；` (`;`, `、`, `,`, `，` too). */
export function codes(list: CodeList, options: ColumnOptions): Column {
  const find = codeFinder(list);
  return {
    ...column("codes", list.codes[0]?.zh ?? "", options, (cell) => {
      const names: string[] = [];
      const which: string[] = [];
      for (const part of cell.split(/[；;、,，]/)) {
        const found = find(part.trim());
        if (found.fault) return { ok: false, fault: found.fault };
        if (!names.includes(found.name)) names.push(found.name);
        if (found.which !== null) which.push(found.which);
      }
      return { ok: true, value: names, extra: which.length > 0 ? which.join("；") : null };
    }),
    list,
  };
}

/** GB 32100 统一社会信用代码. `placeholder` also takes the seventeen zeros and X of a sole trader without one. */
export function uscc(options: ColumnOptions & { readonly placeholder?: boolean }): Column {
  return column("text", "91110118MA00TEXT0P", { maxLength: 18, ...options }, (cell) => {
    if (options.placeholder && cell.toUpperCase() === USCC_PLACEHOLDER) return accept(USCC_PLACEHOLDER);
    const result = checkUscc(cell);
    if (result.ok) return accept(result.value, result.notice && "VALUE_FOLDED_CASE");
    if (options.show !== "withheld" && checkCitizenId(cell).ok) return refuse("PERSONAL_NUMBER");
    return refuse(`USCC_${result.reason}`);
  });
}

/** GB 11714 组织机构代码, without the hyphen. */
export function organisationCode(options: ColumnOptions): Column {
  return identifier("ORGANISATION_CODE", "MA00TEXT0", options, checkOrganisationCode);
}

/** 工商注册号: 15 digits with their check; other forms pass with a warning. */
export function businessRegistrationNumber(options: ColumnOptions): Column {
  return identifier("REGISTRATION", "110228000001234", options, checkBusinessRegistration);
}

/** 税务登记号 or 纳税人识别号. One that holds a citizen ID is refused in a public column. */
export function taxNumber(options: ColumnOptions): Column {
  return identifier("TAX_NUMBER", "110118MA00TEXT0", options, (cell) => {
    const result = checkTaxNumber(cell);
    if (!result.ok || result.notice !== "CITIZEN_ID") return result;
    return options.show === "withheld" ? { ok: true, value: result.value } : { ok: false, reason: "PERSONAL" };
  });
}

/** The number of a person's certificate, of any kind: the feed's rules check it against the kind. Masked forms are refused. */
export function personNumber(options: ColumnOptions): Column {
  return column("text", "110228199001010010", { show: "withheld", ...options }, (cell) => {
    if (isSpreadsheetNumber(cell)) return refuse("VALUE_NUMBER_FORMAT");
    if (cell.includes("*")) return refuse("VALUE_MASKED");
    // A number of 15 digits and its 18-digit form are one person.
    const citizenId = checkCitizenId(cell);
    return accept(citizenId.ok ? citizenId.value : cell.replaceAll(" ", "").toUpperCase());
  });
}

/** 文书号: the spelling is settled, the form is not enforced (GB/T 9704-2012). */
export function documentNumber(options: ColumnOptions): Column {
  return column("text", "京密市监罚〔2026〕12号", options, (cell) => {
    if (FORMULA.test(cell)) return refuse("VALUE_FORMULA");
    const result = normaliseDocumentNumber(cell);
    if (result.problem) return refuse("DOCUMENT_YEAR", { proposal: result.proposal ?? "" });
    return accept(result.canonical, result.form === "free" ? "DOCUMENT_FREE" : undefined);
  });
}

const FORMULA = /^[=+\-@]/;
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
const LONG_DIGITS = /\d{11}/;
const YES = new Set(["是", "有", "1", "Y", "y", "true", "TRUE", "√"]);
const NO = new Set(["否", "无", "0", "N", "n", "false", "FALSE", "×"]);

function column(kind: Column["kind"], example: string, options: ColumnOptions, parse: Column["parse"]): Column {
  const { zh, en, code: standardCode, aliases, required, maxLength, show, indexed, note } = options;
  return {
    zh, en, kind, required: required ?? false, show: show ?? "public", example: options.example ?? example, parse,
    ...(standardCode === undefined ? {} : { code: standardCode }), ...(aliases === undefined ? {} : { aliases }), ...(maxLength === undefined ? {} : { maxLength }),
    ...(indexed === undefined ? {} : { indexed }), ...(note === undefined ? {} : { note }),
  };
}

type IdentifierResult = { readonly ok: true; readonly value: string; readonly notice?: string } | { readonly ok: false; readonly reason: string };

function identifier(prefix: string, example: string, options: ColumnOptions, check: (cell: string) => IdentifierResult): Column {
  return column("text", example, options, (cell) => {
    const result = check(cell);
    if (result.ok) return accept(result.value, result.notice === "FOLDED_CASE" ? "VALUE_FOLDED_CASE" : result.notice && `${prefix}_${result.notice}`);
    if (options.show !== "withheld" && checkCitizenId(cell).ok) return refuse("PERSONAL_NUMBER");
    return refuse(result.reason === "NUMBER_FORMAT" ? "VALUE_NUMBER_FORMAT" : `${prefix}_${result.reason}`);
  });
}

function accept(value: Value, notice?: string | undefined, details?: Fault["details"]): Parsed {
  return notice === undefined ? { ok: true, value } : { ok: true, value, notice: { code: notice, ...(details === undefined ? {} : { details }) } };
}

function refuse(faultCode: string, details?: Fault["details"]): Parsed {
  return { ok: false, fault: { code: faultCode, ...(details === undefined ? {} : { details }) } };
}

type FoundCode = { readonly fault?: undefined; readonly name: string; readonly which: string | null } | { readonly fault: Fault };

/** Finds a code by the standard's word, an alias, or `其他-` and which. */
function codeFinder(list: CodeList): (cell: string) => FoundCode {
  const byText = new Map<string, FoundCode>();
  for (const { name, zh, aliases } of list.codes) for (const word of [zh, ...(aliases ?? [])]) byText.set(word, { name, which: null });
  const other = list.codes.find(({ name }) => name === list.other);
  const unknown: FoundCode = { fault: { code: "VALUE_CODE", details: { allowed: list.codes.map(({ zh }: Code) => zh).join("、") } } };
  const needsWhich: FoundCode = { fault: { code: "VALUE_CODE_OTHER", details: { other: other?.zh ?? "" } } };
  return (cell) => {
    const found = byText.get(cell);
    if (other) {
      if (cell === other.zh) return needsWhich;
      const which = cell.startsWith(other.zh) ? /^[-－—–:： (（]+([^)）]+)[)）]?$/.exec(cell.slice(other.zh.length))?.[1]?.trim() : undefined;
      if (which) return { name: other.name, which };
    }
    return found ?? unknown;
  };
}
