/**
 * 公民身份号码, GB 11643-1999: 6 digits of division, 8 of birth date, 3 of sequence (the last one odd for men), 1
 * check character by ISO 7064 MOD 11-2. The 15-digit numbers of before (void since 2013-01-01) are converted,
 * with a notice.
 *
 * The division is not looked up: divisions are abolished, numbers stay. Birth dates outside of 1900 to 2099
 * are refused; whether one is after a decision is for the feed's rules. Input is folded text. Nothing here
 * throws but `makeCitizenId`; no result or error repeats the number that was refused.
 */
import { isRealDay } from "./calendar.js";
import { isSpreadsheetNumber } from "./check-characters.js";

export type CitizenIdResult =
  | {
      readonly ok: true;
      /** 18 characters. */ readonly value: string;
      /** `YYYY-MM-DD`. */ readonly birthDate: string;
      readonly notice?: CitizenIdNotice;
    }
  | { readonly ok: false; readonly reason: CitizenIdReason };

export type CitizenIdNotice = "FOLDED_CASE" | "SPACES_REMOVED" | "FIFTEEN_DIGITS";
export type CitizenIdReason = "LENGTH" | "ALPHABET" | "BIRTH_DATE" | "CHECK" | "MASKED" | "NUMBER_FORMAT";

export function checkCitizenId(text: string): CitizenIdResult {
  if (text.length === 18 && EIGHTEEN.test(text)) return checkEighteen(text);
  const bare = text.length > LONGEST ? text : text.replace(SPACES, "");
  const notice = bare === text ? null : "SPACES_REMOVED";
  if (bare.length === 18 && EIGHTEEN.test(bare))
    return withNotice(checkEighteen(bare), notice ?? "SPACES_REMOVED");
  if (bare.length === 18 && EIGHTEEN_LOWER.test(bare))
    return withNotice(checkEighteen(bare.toUpperCase()), notice ?? "FOLDED_CASE");
  if (FIFTEEN.test(bare)) return withNotice(checkEighteen(toEighteen(bare)), "FIFTEEN_DIGITS");
  return { ok: false, reason: reasonOf(bare) };
}

/** Completes division, birth date and sequence (17 digits) with their check. */
export function makeCitizenId(first17: string): string {
  if (!SEVENTEEN.test(first17)) throw new Error("makeCitizenId needs 17 digits");
  return first17 + expectedCheck(first17);
}

const EIGHTEEN = /^[1-9]\d{16}[\dX]$/;
const EIGHTEEN_LOWER = /^[1-9]\d{16}x$/;
const SEVENTEEN = /^\d{17}$/;
const FIFTEEN = /^[1-9]\d{14}$/;
const SPACES = /[\s-]/g;
/** A number with a space after each digit; longer texts are something else. */
const LONGEST = 36;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
/** Check characters by (sum mod 11). */
const CHECKS = "10X98765432";

function checkEighteen(text: string): CitizenIdResult {
  const year = Number(text.slice(6, 10));
  if (year < 1900 || year > 2099 || !isRealDay(year, Number(text.slice(10, 12)), Number(text.slice(12, 14))))
    return { ok: false, reason: "BIRTH_DATE" };
  if (expectedCheck(text) !== text.charAt(17)) return { ok: false, reason: "CHECK" };
  return {
    ok: true,
    value: text,
    birthDate: `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`,
  };
}

function expectedCheck(text: string): string {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += (text.charCodeAt(at) - 0x30) * (WEIGHTS[at] ?? 0);
  return CHECKS.charAt(sum % 11);
}

function withNotice(result: CitizenIdResult, notice: CitizenIdNotice): CitizenIdResult {
  return result.ok ? { ...result, notice } : result;
}

/** Sequences 996 to 999 were kept for people born before 1900. */
function toEighteen(fifteen: string): string {
  const century = fifteen.slice(12) >= "996" ? "18" : "19";
  return makeCitizenId(fifteen.slice(0, 6) + century + fifteen.slice(6));
}

function reasonOf(bare: string): CitizenIdReason {
  if (bare.includes("*") || bare.includes("某")) return "MASKED";
  if (isSpreadsheetNumber(bare)) return "NUMBER_FORMAT";
  return bare.length === 18 || bare.length === 15 ? "ALPHABET" : "LENGTH";
}
