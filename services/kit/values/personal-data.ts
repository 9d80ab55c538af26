/**
 * Finds what may identify a person in free text: citizen IDs, mobile numbers, bank cards, home addresses.
 *
 * A finding asks a person to look; it does not refuse. So each kind is tested before it is told: an ID by its
 * date and check digit, a card by Luhn and a word beside it (one number in ten passes Luhn by chance), a
 * 15-digit ID by a word beside it, an address by a word that only homes have. Offsets are UTF-16 units of the
 * text given. Input is folded text; text without digits costs one look at each character. Nothing here
 * throws.
 */
import { checkCitizenId } from "./citizen-id.js";

export type PersonalDataKind = "CITIZEN_ID" | "MOBILE" | "BANK_CARD" | "ADDRESS";

export interface PersonalData {
  readonly kind: PersonalDataKind;
  readonly start: number;
  readonly end: number;
}

/** In the order of the text; an address may hold a number that is found as well. */
export function findPersonalData(text: string): readonly PersonalData[] {
  let at = nextDigit(text, 0);
  if (at < 0) return NONE;
  const found: PersonalData[] = [];
  while (at >= 0) {
    const end = endOfDigits(text, at);
    const number = numberAt(text, at, end);
    if (number) found.push(number);
    at = nextDigit(text, number?.end ?? end);
  }
  addAddresses(text, found);
  return found.length === 0 ? NONE : found.sort((one, other) => one.start - other.start);
}

const NONE: readonly PersonalData[] = [];
const ID_WORDS = /身份证|证件号|公民身份/;
const CARD_WORDS = /卡号|银行卡|账号|账户|帐号|帐户|开户/;
/** How far from a number its word may stand. */
const WORDS_BEFORE = 20;
const WORDS_AFTER = 8;
const MOBILE = /^(?:86)?1[3-9]\d{9}$/;
/** Numbers written in groups, from where their first group begins. */
const GROUPED_MOBILE = /1[3-9]\d[ -]\d{4}[ -]\d{4}(?!\d)/y;
const GROUPED_ID = /[1-9]\d{5}[ -]\d{8}[ -]\d{3}[\dXx](?![\dA-Za-z])/y;
const GROUPED_CARD = /6\d{3}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?(?!\d)/y;
/**
 * A word that stands before a home, and a house number within the same clause. `住所` is where an enterprise is
 * registered.
 */
const ADDRESS =
  /(?:家庭住址|家庭地址|家住|现住址?|户籍(?:所在)?地|居住[地于在]|暂住[地于在]|(?:^|[，,；;。、\s])住(?![所院宿建房户])|(?<!注册|经营|单位)住址)[^。；;\n]{0,40}?\d[^。；;\n]{0,10}?[号室栋院户组]/g;
const ADDRESS_WORD = /[住居籍]/;

function nextDigit(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) return at;
  }
  return -1;
}

function endOfDigits(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end += 1;
  return end;
}

function numberAt(text: string, start: number, end: number): PersonalData | null {
  switch (end - start) {
    case 3:
      return grouped(text, start, GROUPED_MOBILE, "MOBILE");
    case 4:
      return grouped(text, start, GROUPED_CARD, "BANK_CARD");
    case 6:
      return grouped(text, start, GROUPED_ID, "CITIZEN_ID");
    case 11:
    case 13:
      return MOBILE.test(text.slice(start, end)) && !isLetter(text, end)
        ? { kind: "MOBILE", start, end }
        : null;
    case 15:
      return isCitizenId(text, start, end) && hasWord(text, start, end, ID_WORDS)
        ? { kind: "CITIZEN_ID", start, end }
        : null;
    case 17:
      return isCross(text, end) && isCitizenId(text, start, end + 1)
        ? { kind: "CITIZEN_ID", start, end: end + 1 }
        : bankCard(text, start, end);
    case 18:
      return isCitizenId(text, start, end) ? { kind: "CITIZEN_ID", start, end } : bankCard(text, start, end);
    case 16:
    case 19:
      return bankCard(text, start, end);
    default:
      return null;
  }
}

function grouped(text: string, start: number, pattern: RegExp, kind: PersonalDataKind): PersonalData | null {
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (!match) return null;
  const end = start + match[0].length;
  switch (kind) {
    case "CITIZEN_ID":
      return isCitizenId(text, start, end) ? { kind, start, end } : null;
    case "BANK_CARD":
      return bankCard(text, start, end);
    default:
      return { kind, start, end };
  }
}

function isCitizenId(text: string, start: number, end: number): boolean {
  return !isLetter(text, end) && checkCitizenId(text.slice(start, end)).ok;
}

function bankCard(text: string, start: number, end: number): PersonalData | null {
  const isCard =
    !isLetter(text, end) && hasWord(text, start, end, CARD_WORDS) && luhnHolds(text.slice(start, end));
  return isCard ? { kind: "BANK_CARD", start, end } : null;
}

function hasWord(text: string, start: number, end: number, words: RegExp): boolean {
  return (
    words.test(text.slice(Math.max(0, start - WORDS_BEFORE), start)) ||
    words.test(text.slice(end, end + WORDS_AFTER))
  );
}

/** A letter behind the digits: part of a code, such as a credit code. */
function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 0x20;
  return code >= 0x61 && code <= 0x7a;
}

function isCross(text: string, at: number): boolean {
  return (text.charCodeAt(at) | 0x20) === 0x78;
}

/** ISO/IEC 7812-1 annex B, over the digits alone. */
function luhnHolds(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - fromRight) - 0x30;
    const weighted = fromRight % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

function addAddresses(text: string, found: PersonalData[]): void {
  if (!ADDRESS_WORD.test(text)) return;
  for (const match of text.matchAll(ADDRESS))
    found.push({ kind: "ADDRESS", start: match.index, end: match.index + match[0].length });
}
