/** Looks for a word beside a part of a text, which tells a card from a serial number. In characters. */
const WORDS_BEFORE = 20;
const WORDS_AFTER = 8;

export function hasWord(text: string, start: number, end: number, words: RegExp): boolean {
  return (
    words.test(text.slice(Math.max(0, start - WORDS_BEFORE), start)) ||
    words.test(text.slice(end, end + WORDS_AFTER))
  );
}
