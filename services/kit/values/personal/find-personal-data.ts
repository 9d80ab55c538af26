/**
 * Finds what may identify a person in free text. Input is folded text. Text without a digit, a spelled number
 * or a word that points to a person costs one pattern. Nothing here throws, and the time is linear in the text.
 */
import type { PersonalData } from "./kinds.js";
import { numeralsToDigits } from "./numerals.js";
import { addNumbers } from "./numbers.js";
import { addPhrases } from "./phrases.js";

/** In the order of the text; an address may hold a number that is found as well. */
export function findPersonalData(text: string): readonly PersonalData[] {
  if (!SIGN.test(text)) return NONE;
  const found: PersonalData[] = [];
  addNumbers(numeralsToDigits(text), found);
  addPhrases(text, found);
  return found.length === 0 ? NONE : found.sort((one, other) => one.start - other.start);
}

const NONE: readonly PersonalData[] = [];
const SIGN =
  /\d{4}|\d[ \-_.·/]\d|@|[〇○零幺一二三四五六七八九壹贰叁肆伍陆柒捌玖]{4}|患|确诊|诊断|感染|残疾|怀孕|艾滋|病史|[住居籍]|单元|[〇零一二三四五六七八九] [〇零一二三四五六七八九]/;
