/**
 * 工商注册号, GS 15-2006: 6 digits of the registering authority, 8 of sequence, 1 check digit by ISO 7064 MOD
 * 11,10.
 *
 * Older numbers (13 digits, 京密工商…, or the credit code itself) are still in use: what has not 15 characters is
 * accepted as it is, with a notice; but a citizen ID is no form of it, and would be published. Input is
 * folded text. Nothing here throws but `makeBusinessRegistration`.
 */
import { isSpreadsheetNumber } from "./check-characters.js";
import { checkCitizenId } from "./citizen-id.js";

export type BusinessRegistrationResult =
  | { readonly ok: true; readonly value: string; readonly notice?: "OTHER_FORM" }
  | { readonly ok: false; readonly reason: BusinessRegistrationReason };

export type BusinessRegistrationReason = "ALPHABET" | "CHECK" | "NUMBER_FORMAT";

export function checkBusinessRegistration(text: string): BusinessRegistrationResult {
  if (isSpreadsheetNumber(text)) return { ok: false, reason: "NUMBER_FORMAT" };
  if (text.length !== 15)
    return checkCitizenId(text).ok
      ? { ok: false, reason: "CHECK" }
      : { ok: true, value: text, notice: "OTHER_FORM" };
  if (!FIFTEEN_DIGITS.test(text)) return { ok: false, reason: "ALPHABET" };
  return checkDigit(text) === text.charCodeAt(14) - 0x30
    ? { ok: true, value: text }
    : { ok: false, reason: "CHECK" };
}

/** Completes fourteen digits with their check. */
export function makeBusinessRegistration(first14: string): string {
  if (!FOURTEEN_DIGITS.test(first14)) throw new Error("makeBusinessRegistration needs 14 digits");
  return `${first14}${checkDigit(first14)}`;
}

const FIFTEEN_DIGITS = /^\d{15}$/;
const FOURTEEN_DIGITS = /^\d{14}$/;

function checkDigit(text: string): number {
  let product = 10;
  for (let at = 0; at < 14; at += 1) {
    const sum = (product + text.charCodeAt(at) - 0x30) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10;
}
