/**
 * 统一社会信用代码, GB 32100-2015: 18 characters of `0-9A-Z` without I, O, S, V, Z.
 *
 * 1 registering authority, 2 class, 3-8 division (digits), 9-17 organisation code, 18 check character by
 * weights 3^(i-1) mod 31: any single wrong character is found. Input is folded text. Nothing here throws but
 * `makeUscc`.
 */
import { isSpreadsheetNumber, valuesOf, weightedSum } from "./check-characters.js";
import { checkOrganisationCode, makeOrganisationCode } from "./organisation-code.js";

export type UsccResult =
  | { readonly ok: true; readonly value: string; readonly notice?: "FOLDED_CASE" }
  | {
      readonly ok: false;
      readonly reason: UsccReason;
      /** The code that was probably meant; only when it is valid. */ readonly suggestion?: string;
    };

/** `NUMBER_FORMAT`: a spreadsheet has turned the code into a number and lost its last digits. */
export type UsccReason = "LENGTH" | "ALPHABET" | "CHECK" | "NUMBER_FORMAT";

/**
 * The placeholder that the 2018 standard of 双公示 requires for a sole trader without a code. It is no code:
 * `checkUscc` refuses it.
 */
export const USCC_PLACEHOLDER = "00000000000000000X";

export function checkUscc(text: string): UsccResult {
  if (text.length === 18 && checkCharacterHolds(text)) return { ok: true, value: text };
  const upper = text.toUpperCase();
  if (upper !== text && upper.length === 18 && checkCharacterHolds(upper))
    return { ok: true, value: upper, notice: "FOLDED_CASE" };
  return refuse(upper);
}

/** Characters 9 to 17 as an organisation code (GB 11714). */
export function organisationCodeOf(uscc: string): string {
  return uscc.slice(8, 17);
}

/**
 * True if characters 9 to 17 satisfy GB 11714 by themselves. Some old institutions were numbered otherwise: a
 * warning at most.
 */
export function innerCheckHolds(uscc: string): boolean {
  return checkOrganisationCode(organisationCodeOf(uscc)).ok;
}

/**
 * Completes authority, class and division (8 characters) and an organisation number (8) with both check
 * characters.
 */
export function makeUscc(prefix8: string, organisation8: string): string {
  const body = prefix8 + makeOrganisationCode(organisation8);
  const check = expectedCheck(body);
  if (body.length !== 17 || check === null)
    throw new Error("makeUscc needs 8 + 8 characters of the alphabet of GB 32100");
  return body + check;
}

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const VALUES = valuesOf(ALPHABET);
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const DIVISION = /^..\d{6}/;
const IN_ALPHABET = /^[0-9A-HJ-NPQRTUWXY]+$/;

function checkCharacterHolds(text: string): boolean {
  const sum = weightedSum(text, VALUES, WEIGHTS);
  return sum >= 0 && text.charCodeAt(17) === ALPHABET.charCodeAt((31 - (sum % 31)) % 31) && layoutHolds(text);
}

/** No authority is 0 (all zeros would satisfy the arithmetic), and a division has digits only. */
function layoutHolds(text: string): boolean {
  if (text.charCodeAt(0) === 0x30) return false;
  for (let at = 2; at < 8; at += 1) if (text.charCodeAt(at) > 0x39) return false;
  return true;
}

function expectedCheck(body: string): string | null {
  const sum = weightedSum(body, VALUES, WEIGHTS);
  return sum < 0 ? null : ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function refuse(upper: string): UsccResult {
  if (isSpreadsheetNumber(upper)) return { ok: false, reason: "NUMBER_FORMAT" };
  const suggestion = suggest(upper);
  const reason = reasonOf(upper);
  return suggestion === null ? { ok: false, reason } : { ok: false, reason, suggestion };
}

function reasonOf(upper: string): UsccReason {
  if (upper.length !== 18) return "LENGTH";
  const written = upper === USCC_PLACEHOLDER || (IN_ALPHABET.test(upper) && DIVISION.test(upper));
  return written ? "CHECK" : "ALPHABET";
}

/**
 * Undoes the usual slips: separators, and letters that look like digits. Never the check character: that
 * would defeat it.
 */
function suggest(upper: string): string | null {
  if (upper.length > 40) return null;
  const repaired = upper.replace(/[\s-]/g, "").replace(/[OISZ]/g, (letter) => LOOKS_LIKE[letter] ?? letter);
  return repaired !== upper && repaired.length === 18 && checkCharacterHolds(repaired) ? repaired : null;
}

const LOOKS_LIKE: Readonly<Record<string, string>> = { O: "0", I: "1", S: "5", Z: "2" };
