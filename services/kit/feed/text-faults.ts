/**
 * Faults that no published text may have, wherever it is typed: a formula that a spreadsheet would run, a
 * number that a spreadsheet has spoilt, a citizen ID. Input is folded text.
 */
import { isSpreadsheetNumber } from "../values/check-characters.js";
import { checkCitizenId } from "../values/citizen-id.js";
import { findPersonalData } from "../values/personal/find-personal-data.js";
import { PERSONAL_DATA_NAMES } from "../values/personal/kinds.js";
import type { CellFault } from "./contract.js";

/** A formula that a spreadsheet would run, or a number that it has spoilt; null when the text is neither. */
export function spreadsheetFault(text: string): "VALUE_FORMULA" | "VALUE_NUMBER_FORMAT" | null {
  if (FORMULA.test(text) && !NO_FORMULA.test(text)) return "VALUE_FORMULA";
  return isSpreadsheetNumber(text) ? "VALUE_NUMBER_FORMAT" : null;
}

/**
 * `PERSONAL_NUMBER`: a citizen ID of 18, in the text or in groups of any kind all over it. Fifteen digits
 * alone may be another number.
 */
export function personalFault(text: string): CellFault | null {
  const found = findPersonalData(text);
  if (found.length > 0) {
    const kinds = [...new Set(found.map(({ kind }) => kind))];
    if (kinds.includes("CITIZEN_ID")) return PERSONAL_NUMBER;
    const names = kinds.map((kind) => PERSONAL_DATA_NAMES[kind]);
    return {
      code: "PERSONAL_DATA",
      details: { kinds: names.map(([zh]) => zh).join("、"), kindsEn: names.map(([, en]) => en).join(", ") },
    };
  }
  if (!STARTS_LIKE_NUMBER.test(text)) return null;
  const whole = checkCitizenId(text);
  return whole.ok && whole.notice !== "FIFTEEN_DIGITS" ? PERSONAL_NUMBER : null;
}

/** Both, for a text that is published. */
export function publicTextFault(
  text: string,
): "VALUE_FORMULA" | "VALUE_NUMBER_FORMAT" | "PERSONAL_NUMBER" | null {
  return spreadsheetFault(text) ?? (personalFault(text) === PERSONAL_NUMBER ? "PERSONAL_NUMBER" : null);
}

const PERSONAL_NUMBER: CellFault = { code: "PERSONAL_NUMBER" };
const FORMULA = /^[=+\-@]/;
/** 无 as a dash, a number, -1层: no program runs one. */
const NO_FORMULA = /^(?:-+|[+-]?\d+(?:\.\d+)?[\u4e00-\u9fff]*)$/;
const STARTS_LIKE_NUMBER = /^\d[\d\s-]/;
