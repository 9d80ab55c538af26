/**
 * 组织机构代码, GB 11714-1997: eight characters of `0-9A-Z` and a check character, written with or without a
 * hyphen.
 *
 * Canonical: nine characters, no hyphen. The check is modulo 11 over values up to 35: a wrong character is
 * found unless the two values differ by a multiple of 11. Input is folded text. Nothing here throws but
 * `makeOrganisationCode`.
 */
import { isSpreadsheetNumber, valuesOf, weightedSum } from "./check-characters.js";

export type OrganisationCodeResult =
  | { readonly ok: true; readonly value: string; readonly notice?: "FOLDED_CASE" }
  | { readonly ok: false; readonly reason: OrganisationCodeReason };

export type OrganisationCodeReason = "LENGTH" | "ALPHABET" | "CHECK" | "NUMBER_FORMAT";

export function checkOrganisationCode(text: string): OrganisationCodeResult {
  const bare = text.length === 10 && text.charAt(8) === "-" ? text.slice(0, 8) + text.charAt(9) : text;
  if (bare.length !== 9) return { ok: false, reason: isSpreadsheetNumber(text) ? "NUMBER_FORMAT" : "LENGTH" };
  const value = bare.toUpperCase();
  if (!IN_ALPHABET.test(value)) return { ok: false, reason: "ALPHABET" };
  if (expectedCheck(value) !== value.charAt(8)) return { ok: false, reason: "CHECK" };
  return value === bare ? { ok: true, value } : { ok: true, value, notice: "FOLDED_CASE" };
}

/** Completes eight characters with their check. */
export function makeOrganisationCode(first8: string): string {
  if (!FIRST_EIGHT.test(first8)) throw new Error("makeOrganisationCode needs 8 characters of 0-9A-Z");
  return first8 + expectedCheck(first8);
}

const VALUES = valuesOf("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const FIRST_EIGHT = /^[0-9A-Z]{8}$/;
const IN_ALPHABET = /^[0-9A-Z]{8}[0-9X]$/;
/** By (sum mod 11): 11 - sum, where 11 is written 0 and 10 is written X. */
const CHECKS = "0X987654321";

function expectedCheck(text: string): string {
  return CHECKS.charAt(weightedSum(text, VALUES, WEIGHTS) % 11);
}
