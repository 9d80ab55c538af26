/**
 * Numbers of persons in text: citizen IDs, mobile numbers, bank cards, in one piece or in groups. The text is
 * folded and its runs of Chinese numerals are digits already (`numerals.ts`). Each kind is tested before it
 * is told: an ID by its date and check digit, a card by Luhn and a word beside it (one number in ten passes
 * Luhn by chance), a 15-digit ID by a word beside it. A run of digits is looked at from each of its groups,
 * for at most the length of a card: the time is linear.
 */
import { checkCitizenId } from "../citizen-id.js";
import type { PersonalData } from "./kinds.js";
import { hasWord } from "./words-beside.js";

export function addNumbers(text: string, found: PersonalData[]): void {
  for (const run of text.matchAll(RUN)) addNumbersOfRun(text, run.index, run.index + run[0].length, found);
}

/** Digits of a mobile number, the shortest number that is searched for. */
export const FEWEST_DIGITS = 11;
/** Digits with at most two separators between two of them. */
const RUN = /\d(?:[ \-_.·/]{0,2}\d){10,}/g;
const ID_WORDS = /身份证|证件号|公民身份|居民证/;
const CARD_WORDS = /卡号|银行卡|账号|账户|帐号|帐户|开户/;
const SEPARATOR = /[^\d]+/g;
/** Groups in which people write a mobile number. */
const MOBILE_GROUPS: ReadonlySet<string> = new Set(["11", "3,4,4", "4,3,4", "3,8", "7,4", "3,3,5", "5,6"]);
const MOBILE = /^1[3-9]\d{9}$/;
/** First digits of networks that issue bank cards (ISO/IEC 7812-1). */
const CARD = /^[34569]/;
const COUNTRY = "86";
const LONGEST = 19;

interface Group {
  readonly start: number;
  readonly end: number;
}

function addNumbersOfRun(text: string, start: number, end: number, found: PersonalData[]): void {
  const groups = groupsOf(text, start, end);
  let first = 0;
  while (first < groups.length) {
    const taken = numberFrom(text, groups, first, found);
    first += Math.max(taken, 1);
  }
}

function groupsOf(text: string, start: number, end: number): readonly Group[] {
  const groups: Group[] = [];
  let from = start;
  for (const gap of text.slice(start, end).matchAll(SEPARATOR)) {
    groups.push({ start: from, end: start + gap.index });
    from = start + gap.index + gap[0].length;
  }
  groups.push({ start: from, end });
  return groups;
}

/** How many groups from `first` on are one number; 0 when they are none. */
function numberFrom(text: string, groups: readonly Group[], first: number, found: PersonalData[]): number {
  let digits = "";
  const start = groups[first]?.start ?? 0;
  for (let last = first; last < groups.length; last += 1) {
    const group = groups[last];
    if (!group) break;
    digits += text.slice(group.start, group.end);
    if (digits.length > LONGEST) return 0;
    if (digits.length < FEWEST_DIGITS) continue;
    const number = numberOf(text, digits, start, group.end, () => sizesOf(groups.slice(first, last + 1)));
    if (number === null) continue;
    found.push(number);
    return last - first + 1;
  }
  return 0;
}

function numberOf(
  text: string,
  digits: string,
  start: number,
  end: number,
  sizes: () => readonly number[],
): PersonalData | null {
  const cross = digits.length === 17 ? crossAt(text, end) : -1;
  if (cross >= 0 && !isLetter(text, cross + 1) && checkCitizenId(`${digits}X`).ok)
    return { kind: "CITIZEN_ID", start, end: cross + 1 };
  if (isLetter(text, end)) return null;
  switch (digits.length) {
    case 11:
      return MOBILE.test(digits) && isMobileGrouping(sizes()) ? { kind: "MOBILE", start, end } : null;
    case 13:
      return digits.startsWith(COUNTRY) && MOBILE.test(digits.slice(2)) && isCountryGrouping(sizes())
        ? { kind: "MOBILE", start, end }
        : null;
    case 15:
      return checkCitizenId(digits).ok && hasWord(text, start, end, ID_WORDS)
        ? { kind: "CITIZEN_ID", start, end }
        : null;
    case 18:
      if (checkCitizenId(digits).ok) return { kind: "CITIZEN_ID", start, end };
      break;
    case 16:
    case 17:
    case 19:
      break;
    default:
      return null;
  }
  return CARD.test(digits) && luhnHolds(digits) && hasWord(text, start, end, CARD_WORDS)
    ? { kind: "BANK_CARD", start, end }
    : null;
}

function sizesOf(groups: readonly Group[]): readonly number[] {
  return groups.map(({ start, end }) => end - start);
}

function isMobileGrouping(sizes: readonly number[]): boolean {
  return sizes.every((size) => size === 1) || MOBILE_GROUPS.has(sizes.join());
}

function isCountryGrouping([first = 0, ...others]: readonly number[]): boolean {
  return (
    others.length === 0 || (first === 2 ? isMobileGrouping(others) : isMobileGrouping([first - 2, ...others]))
  );
}

/** Where the check character X of an ID stands behind its 17 digits; -1 when there is none. */
function crossAt(text: string, end: number): number {
  const at = SEPARATORS.includes(text.charAt(end)) && end < text.length ? end + 1 : end;
  return (text.charCodeAt(at) | 0x20) === 0x78 ? at : -1;
}

const SEPARATORS = " -_.·/";

/** A letter behind the digits: part of a code, such as a credit code. */
function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 0x20;
  return code >= 0x61 && code <= 0x7a;
}

/** ISO/IEC 7812-1 annex B. */
function luhnHolds(digits: string): boolean {
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - fromRight) - 0x30;
    const weighted = fromRight % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
