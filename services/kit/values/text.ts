/**
 * Makes the text of a cell comparable, whatever keyboard, PDF or program it comes from, before anything
 * parses it.
 *
 * Full-width letters, digits and signs become half-width; invisible characters go; look-alikes that PDFs
 * leave (Kangxi radicals, compatibility ideographs) become the characters they look like. Chinese
 * punctuation, 〔〕 and full-width （），：；！？～ stay: a sentence is not rewritten. Nothing here fails.
 */

export { foldHeader, headerUnit } from "./headers.js";

/**
 * The text without what cannot be seen, in NFC, trimmed; idempotent. A text that is clean already comes back
 * as it is.
 */
export function foldText(raw: string): string {
  return isCleanText(raw) ? raw : foldCharacters(raw);
}

/** True when folding would change nothing. A yes is certain; a no only sends the text through the folding. */
export function isCleanText(text: string): boolean {
  return (
    text.length === 0 ||
    (text.charCodeAt(0) > 0x20 && text.charCodeAt(text.length - 1) > 0x20 && !NOT_CLEAN.test(text))
  );
}

/**
 * Anything but printable ASCII, ideographs, Chinese punctuation, dashes and quotes, the dot of 买买提·艾力, and
 * line feeds inside.
 */
const NOT_CLEAN = /[^\n\x20-\x7e\u00b7\u2010-\u2026\u3001-\u301f\u4e00-\u9fff！（），：；？～]/;

function foldCharacters(raw: string): string {
  return raw
    .replace(LINE_END, "\n")
    .replace(SPACE, " ")
    .replace(UNSEEN, "")
    .replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(LOOK_ALIKE, (character) => character.normalize("NFKC"))
    .toWellFormed()
    .normalize("NFC")
    .trim();
}

const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const SPACE = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/**
 * Controls and format characters: NUL cannot be stored, direction marks deceive, the others only break
 * comparisons.
 */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}]/gu;
/** The full-width forms of printable ASCII, less those that are Chinese punctuation. */
const FULL_WIDTH = /[\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5d]/g;
const LOOK_ALIKE = /[\u2e80-\u2fdf\uf900-\ufaff]/g;

/** A word of an official list, whose punctuation differs: 发现问题，已责令改正; 住所(经营场所). */
export function bareWord(word: string): string {
  return word.replaceAll(/[\s、，,。.；;：:·（）()“”"《》]/g, "");
}
