/**
 * The pieces by which texts are found: pairs of neighbouring characters, since Chinese has no spaces, and
 * pieces of four in runs of Latin letters and digits. Each piece is stored as a 32-bit hash: a collision
 * costs a look at a record, never a wrong answer.
 */
import { foldText } from "../values/text.js";

/** Raised when the same text gives other pieces: the index is then rebuilt. */
export const GRAMS_VERSION = 1;

/**
 * Words parted by single spaces: width, case, spacing and punctuation do not matter to a search (〔2026〕 is
 * [2026]).
 */
export function foldWords(text: string): string {
  return foldText(text).normalize("NFKC").toLowerCase().replaceAll(BETWEEN, " ").trim();
}

/** The pieces of a folded text, each once. */
export function gramsOf(folded: string): readonly number[] {
  const grams = new Set<number>();
  for (const [run] of folded.matchAll(RUNS)) {
    if (!isLatin(run)) for (const pair of piecesOf(run, PAIR)) grams.add(pair);
    else {
      grams.add(hashOf(run));
      for (const piece of piecesOf(run, PIECE)) grams.add(piece);
    }
  }
  return [...grams];
}

/** The pieces that a text has which contains the words; of an identifier a part is enough. */
export function wantedGrams(folded: string): readonly number[] {
  return [
    ...new Set([...folded.matchAll(RUNS)].flatMap(([run]) => piecesOf(run, isLatin(run) ? PIECE : PAIR))),
  ];
}

/** A single character is in too many texts to be found by; only one that stands alone counts. */
export function isSearchable(folded: string): boolean {
  return folded.replaceAll(" ", "").length >= 2;
}

const PAIR = 2;
const PIECE = 4;
const RUNS = /[\p{Script=Latin}\p{Nd}]+|(?:(?![\p{Script=Latin}\p{Nd}])[\p{L}\p{M}\p{N}])+/gu;
const BETWEEN = /[^\p{L}\p{M}\p{N}]+/gu;

function isLatin(run: string): boolean {
  return /^[\p{Script=Latin}\p{Nd}]/u.test(run);
}

/** A run that is shorter than a piece is one itself. */
function piecesOf(run: string, size: number): readonly number[] {
  if (run.length <= size) return [hashOf(run)];
  return Array.from({ length: run.length - size + 1 }, (_, at) => hashOf(run.slice(at, at + size)));
}

/** FNV-1a over UTF-16 units, as the database's int. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
