/**
 * 发文字号 and 文书号 (GB/T 9704-2012; domain 03 §8): issuer's word, 〔year〕, sequence, 号, perhaps a hyphen and a
 * part.
 *
 * Two spellings of one number must have one canonical form, since it is part of record keys: brackets around
 * a year become 〔〕, white space, 第 and leading zeros go, a missing 号 is added. A text that does not follow
 * the standard is `free` and only has its widths, spaces and brackets settled. Nothing here throws.
 */
export interface DocumentNumber {
  /** As it was given. */
  readonly raw: string;
  readonly canonical: string;
  /** `strict` when the canonical form follows the standard. */
  readonly form: "strict" | "free";
  readonly year: number | null;
  /** The year has two digits; `proposal` is the number that was probably meant. */
  readonly problem?: "TWO_DIGIT_YEAR";
  readonly proposal?: string;
  /** The correction that was made: the spelling, or a missing 号. */
  readonly notice?: "FOLDED" | "MISSING_SUFFIX";
}

export function normaliseDocumentNumber(text: string): DocumentNumber {
  const canonical = CANONICAL.exec(text);
  if (canonical) return { raw: text, canonical: text, form: "strict", year: Number(canonical[1]) };
  const folded = fold(text);
  const parts = LENIENT.exec(folded);
  return parts ? strict(text, parts) : free(text, folded);
}

/** Longer texts are sentences; the column's limit refuses them. */
const LONGEST = 256;
const CANONICAL = /^[\p{Script=Han}-]{1,20}〔(\d{4})〕[1-9]\d{0,5}号(?:-\d{1,6})?$/u;
const LENIENT =
  /^([\p{Script=Han}-]{1,20})[〔[(【{〖](\d{4}|\d{2})[〕\])】}〗]第?0*([1-9]\d{0,5})(号?)(-\d{1,6})?$/u;
const YEAR_IN_BRACKETS = /[〔[(【{〖](\d{4})[〕\])】}〗]/;
const YEAR_BEFORE = /(?:^|\D)((?:19|20)\d{2})[年-]/;
const CHINESE_YEAR = /([〔[(【{〖]|^)([〇零○O0一二三四五六七八九]{4})(?=[〕\])】}〗年])/;
const CHINESE_DIGITS = "〇一二三四五六七八九";

function fold(text: string): string {
  if (text.length > LONGEST) return text;
  return (
    text
      .normalize("NFKC")
      .replace(/[\s\p{Cc}\p{Cf}]/gu, "")
      // A removed character may have stood between a letter and its accent.
      .normalize("NFKC")
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(
        CHINESE_YEAR,
        (_, before: string, digits: string) => before + digits.replace(/./gu, westernDigit),
      )
  );
}

function westernDigit(character: string): string {
  const value = CHINESE_DIGITS.indexOf(character);
  return value < 0 ? "0" : String(value);
}

function strict(raw: string, parts: RegExpExecArray): DocumentNumber {
  const [, prefix = "", year = "", sequence = "", suffix = "", part = ""] = parts;
  const numbered = (fullYear: string): string => `${prefix}〔${fullYear}〕${sequence}号${part}`;
  if (year.length === 2) {
    return {
      raw,
      canonical: numbered(year),
      form: "free",
      year: null,
      problem: "TWO_DIGIT_YEAR",
      proposal: numbered(`20${year}`),
    };
  }
  return {
    raw,
    canonical: numbered(year),
    form: "strict",
    year: Number(year),
    notice: suffix === "" ? "MISSING_SUFFIX" : "FOLDED",
  };
}

function free(raw: string, folded: string): DocumentNumber {
  const canonical = folded.replace(YEAR_IN_BRACKETS, "〔$1〕").replaceAll("(", "（").replaceAll(")", "）");
  const year = YEAR_IN_BRACKETS.exec(folded)?.[1] ?? YEAR_BEFORE.exec(folded)?.[1];
  const number = { raw, canonical, form: "free", year: year === undefined ? null : Number(year) } as const;
  return canonical === raw ? number : { ...number, notice: "FOLDED" };
}
