/**
 * 税务登记号 / 纳税人识别号: 15 characters (6 of division, 9 of organisation code), 18 (since 2015 the credit code
 * itself), or a person's number with two digits behind it (17, 20). Source: domain 03 §5.
 *
 * A notice says what a person should look at; `CITIZEN_ID` says that the number holds a citizen's ID, which
 * is nothing for the public. Input is folded text. Nothing here throws.
 */
import { checkCitizenId } from "./citizen-id.js";
import { isSpreadsheetNumber } from "./check-characters.js";
import { checkOrganisationCode } from "./organisation-code.js";

export type TaxNumberResult =
  | {
      readonly ok: true;
      readonly value: string;
      readonly notice?: "FOLDED_CASE" | "ORGANISATION_CHECK" | "CITIZEN_ID";
    }
  | { readonly ok: false; readonly reason: TaxNumberReason };

export type TaxNumberReason = "LENGTH" | "ALPHABET" | "NUMBER_FORMAT";

export function checkTaxNumber(text: string): TaxNumberResult {
  const value = text.toUpperCase();
  if (!SHAPE.test(value)) return { ok: false, reason: reasonOf(value) };
  if (holdsCitizenId(value)) return { ok: true, value, notice: "CITIZEN_ID" };
  if (value.length === 15 && !checkOrganisationCode(value.slice(6)).ok)
    return { ok: true, value, notice: "ORGANISATION_CHECK" };
  return value === text ? { ok: true, value } : { ok: true, value, notice: "FOLDED_CASE" };
}

const SHAPE = /^(?:[0-9A-Z]{15}|[0-9A-Z]{17,18}|[0-9A-Z]{20})$/;
const CHARACTERS = /^[0-9A-Z]+$/;

function reasonOf(value: string): TaxNumberReason {
  if (isSpreadsheetNumber(value)) return "NUMBER_FORMAT";
  return CHARACTERS.test(value) ? "LENGTH" : "ALPHABET";
}

/**
 * The whole number (15, 18) or all but its last two characters (17, 20). An organisation code that fits is
 * believed first.
 */
function holdsCitizenId(value: string): boolean {
  if (value.length === 15 && checkOrganisationCode(value.slice(6)).ok) return false;
  const person = value.length === 17 || value.length === 20 ? value.slice(0, -2) : value;
  return checkCitizenId(person).ok;
}
