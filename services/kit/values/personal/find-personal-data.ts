/**
 * Finds what may identify a person in free text. Input is folded text. Text with few digits and no word that
 * points to a person costs one look at its characters and one pattern. Nothing here throws, and the time is
 * linear in the text.
 */
import type { PersonalData } from "./kinds.js";
import { hasManyDigits, numeralsToDigits } from "./numerals.js";
import { addNumbers, FEWEST_DIGITS } from "./numbers.js";
import { addPhrases } from "./phrases.js";

/** In the order of the text; an address may hold a number that is found as well. */
export function findPersonalData(text: string): readonly PersonalData[] {
  const found: PersonalData[] = [];
  if (hasManyDigits(text, FEWEST_DIGITS)) addNumbers(numeralsToDigits(text), found);
  addPhrases(text, found);
  return found.sort((one, other) => one.start - other.start);
}
