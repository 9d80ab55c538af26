/**
 * Damage that a text suffered before it came here: characters that were lost, that only one office's computer
 * can show, or that were read in the wrong encoding. Nothing here fails, and nothing is repaired but what GB
 * 18030-2022 itself defines.
 */
import iconv from "iconv-lite";
import { standardCharacter } from "./private-characters.js";

export type Damage =
  | { readonly kind: "LOST" }
  /** `proposal` is what it was, when it can be told. */
  | { readonly kind: "GARBLED"; readonly proposal: string }
  | { readonly kind: "PRIVATE"; readonly characters: string }
  /** Every private character has its place in Unicode since GB 18030-2022: `text` has them there. */
  | { readonly kind: "RENAMED"; readonly text: string; readonly characters: string };

const LOST = /\ufffd/;
/** What two and three lost characters become when they are read as GBK. */
const LOST_AS_WORDS = /锟斤拷|锟绞/;
const PRIVATE = /[\ue000-\uf8ff\u{f0000}-\u{10fffd}]/u;
const EACH_PRIVATE = new RegExp(PRIVATE, "gu");

/** Lost characters in a text that looks like everyday Chinese. */
export function lostWords(text: string): Damage | null {
  return text.includes("锟") && LOST_AS_WORDS.test(text) ? { kind: "LOST" } : null;
}

/** Damage of a text that has characters beyond everyday Chinese. */
export function unusualDamage(text: string): Damage | null {
  if (LOST.test(text)) return { kind: "LOST" };
  if (PRIVATE.test(text)) return privateDamage(text);
  return garbledLatin(text);
}

function privateDamage(text: string): Damage {
  const characters = [...new Set(text.match(EACH_PRIVATE))];
  const renamed = characters.every((character) => standardCharacter(character) !== null);
  const list = characters
    .map((character) => {
      const standard = standardCharacter(character);
      return `U+${codePoint(character)}${standard === null ? "" : `→${standard}`}`;
    })
    .join("、");
  return renamed
    ? {
        kind: "RENAMED",
        text: text.replace(EACH_PRIVATE, (character) => standardCharacter(character) ?? character),
        characters: list,
      }
    : { kind: "PRIVATE", characters: list };
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
}

/**
 * `Ê¾Àý` is GBK, `ç¤ºä¾‹` is UTF-8, both read as Western text. At least two ideographs, and nothing that does
 * not fit.
 */
function garbledLatin(text: string): Damage | null {
  if (!LATIN_PAIR.test(text)) return null;
  const bytes = iconv.encode(text, "windows-1252");
  if (iconv.decode(bytes, "windows-1252") !== text) return null;
  for (const encoding of ["utf-8", "gb18030"]) {
    const proposal = decoded(bytes, encoding);
    if (proposal !== null && (proposal.match(IDEOGRAPH)?.length ?? 0) >= 2 && !LATIN.test(proposal))
      return { kind: "GARBLED", proposal };
  }
  return null;
}

/**
 * UTF-8 read as GBK is all ideographs, as `绀轰緥` is 示例. The first two bytes of an ideograph in UTF-8 make one
 * of 384 characters, which hardly begin a Chinese text; then all of it must be UTF-8 again, save a last
 * character that was cut.
 */
export function garbledChinese(text: string): Damage | null {
  let at = 0;
  while (at < MOST_ASCII && text.charCodeAt(at) < 0x80) at += 1;
  if (FIRST_OF_GARBLED[text.charCodeAt(at)] !== 1) return null;
  const whole = text.slice(at).replace(/[?\ufffd]+$/, "");
  const bytes = iconv.encode(whole, "gb18030");
  const proposal = new TextDecoder("utf-8").decode(bytes, { stream: true });
  const isText = !proposal.includes("\ufffd") && (proposal.match(IDEOGRAPH)?.length ?? 0) >= 2;
  return isText ? { kind: "GARBLED", proposal: text.slice(0, at) + proposal } : null;
}

const LATIN_PAIR =
  /[\u00c0-\u00ff][\u0080-\u00ff\u0152\u0153\u0160\u0161\u017d\u017e\u0178\u0192\u02c6\u02dc\u2013-\u2122]/;
const LATIN = /[\u0080-\u00ff\ufffd]/;
const IDEOGRAPH = /[\u4e00-\u9fff]/g;

/**
 * Characters before the first ideograph, as of a code; a longer text in Western letters is looked at no
 * further.
 */
const MOST_ASCII = 12;
const LEADS = [0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9];
/**
 * 1 for each of the 384 characters, by its code. By Node: iconv-lite's tables take 15 MiB once it is asked.
 */
const FIRST_OF_GARBLED = new Uint8Array(0x1_0000);
const GB18030 = new TextDecoder("gb18030");
for (const lead of LEADS) {
  for (let trail = 0x80; trail < 0xc0; trail += 1)
    FIRST_OF_GARBLED[GB18030.decode(Uint8Array.of(lead, trail)).charCodeAt(0)] = 1;
}

function decoded(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
