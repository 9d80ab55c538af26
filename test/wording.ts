/** Checks of a Chinese text: words of the vocabulary, punctuation, and parts that are not Chinese. */
import { CODE_WORDS, LATIN_NAMES, VOCABULARY } from "../schema/vocabulary.js";

export interface ChineseText {
  /** The file that it comes from, from the root. */
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

const HAN = String.raw`\p{Script=Han}`;
const MARK = "，。；：、！？（）“”《》〔〕";

/** A sentence for each word that is not used. */
export function wordFaults({ path, text }: ChineseText): readonly string[] {
  return VOCABULARY.flatMap(({ zh, not, but = [], at }) => {
    if (at && !at.some((place) => path.startsWith(place))) return [];
    return not
      .filter((word) =>
        placesOf(text, word).some((place) => !but.some((longer) => covers(text, longer, word, place))),
      )
      .map((word) => `“${word}” → “${zh}”`);
  });
}

function placesOf(text: string, word: string): readonly number[] {
  return [...text.matchAll(new RegExp(escape(word), "gu"))].map(({ index }) => index);
}

function covers(text: string, longer: string, word: string, place: number): boolean {
  return placesOf(longer, word).some((within) => text.startsWith(longer, place - within));
}

const PUNCTUATION: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`[${HAN}”）》][,;:?!()]|[,;?!()][${HAN}“（《]`, "u"), "half-width punctuation"],
  [
    new RegExp(`[${HAN}${MARK}] +\\d|(?<![A-Za-z)…][^${HAN}${MARK}]*)\\d +${HAN}`, "u"),
    "a space beside a figure",
  ],
  [/\d ?[–—] ?\d/u, "a dash for 至"],
  [new RegExp(`\\d ?到 ?\\d`, "u"), "到 for 至 between figures"],
  [new RegExp(`。。|，，|；；|。；|，。`, "u"), "punctuation twice"],
];

/** Names of columns and values that a standard writes so. */
const AS_THE_STANDARD_WRITES = /行政相对人代码_\d\([^()]+\)/gu;

export function punctuationFaults({ text }: ChineseText): readonly string[] {
  const own = withoutCode(text).replaceAll(AS_THE_STANDARD_WRITES, "");
  return PUNCTUATION.flatMap(([pattern, fault]) => {
    const found = pattern.exec(own);
    return found ? [`${fault}: ${own.slice(Math.max(0, found.index - 8), found.index + 12)}`] : [];
  });
}

/** English words inside a Chinese sentence: a translation behind it is no fault, nor is code. */
export function englishFaults({ text }: ChineseText): readonly string[] {
  const sentence = new RegExp(`^[^]*[${HAN}${MARK}]`, "u").exec(withoutCode(text))?.[0] ?? "";
  const words = sentence.match(/[A-Za-z]{2,}/gu) ?? [];
  return words.filter((word) => !LATIN_NAMES.has(word) && !CODE_WORDS.has(word));
}

/**
 * Without what is copied into a program: placeholders, commands, options, paths, addresses, names in code.
 */
function withoutCode(text: string): string {
  return text
    .replaceAll(/<pre>[^]*?<\/pre>|`[^`]*`|\]\([^)]*\)|<[^>\p{Script=Han}]*>|<[^>]*>/gu, "…")
    .replaceAll(/“[^”\p{Script=Han}]*”|[\w[\]]+: \w+!?(?: = \w+)?/gu, "…")
    .replaceAll(/(?:npx )?tongcha(?: [\w<>.…—-]+)*/gu, "…")
    .replaceAll(/\{[\w.]*\}/gu, "…")
    .replaceAll(
      /\w*[_@$/.*=|#-]+[\w@$/.*=|:#,+-]*[A-Za-z][\w@$/.*=|:#+-]*|\w+(?:[_@/.*=|:#-]+[\w@/*-]+)+/gu,
      "…",
    )
    .replaceAll(/\b[a-z]+[A-Z]\w*|\b[A-Z][a-z]+[A-Z]\w*|\b[A-Z]+_[A-Z_]+\b/gu, (name) =>
      LATIN_NAMES.has(name) ? name : "…",
    );
}

function escape(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}
