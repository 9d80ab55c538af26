/**
 * Characters that older GBK and GB 18030 keep in Unicode's private area, and that GB 18030-2022 gives their
 * places: `U+E81E` is 龴. The standard's code is the same in all editions, so the character is what a decoder
 * of today makes of it. Six have no other code in the standard; their places are those of its table of
 * four-byte codes.
 */
const decoder = new TextDecoder("gb18030");

/** First private character, its code, and how many follow it one by one; a trail byte is never 0x7F. */
const RUNS: readonly (readonly [first: number, lead: number, trail: number, count: number])[] = [
  [0xe78d, 0xa6, 0xd9, 7],
  [0xe794, 0xa6, 0xec, 2],
  [0xe796, 0xa6, 0xf3, 1],
  [0xe7c7, 0xa8, 0xbc, 1],
  [0xe7c8, 0xa8, 0xbf, 1],
  [0xe7e7, 0xa9, 0x89, 13],
  [0xe815, 0xfe, 0x50, 47],
  [0xe844, 0xfe, 0x80, 33],
];
const BY_FOUR_BYTES: ReadonlyMap<string, string> = new Map([
  ["\ue816", "\u{20087}"],
  ["\ue817", "\u{20089}"],
  ["\ue818", "\u{200cc}"],
  ["\ue831", "\u{215d7}"],
  ["\ue83b", "\u{2298f}"],
  ["\ue855", "\u{241fe}"],
]);

const STANDARD: ReadonlyMap<string, string> = new Map([
  ...RUNS.flatMap(([first, lead, trail, count]) =>
    Array.from({ length: count }, (_, at): [string, string] => [
      String.fromCharCode(first + at),
      decoder.decode(Uint8Array.of(lead, trail + at)),
    ]),
  ).filter(([, character]) => !/[\ue000-\uf8ff]/.test(character)),
  ...BY_FOUR_BYTES,
]);

/** Null for one that an office made itself. */
export function standardCharacter(character: string): string | null {
  return STANDARD.get(character) ?? null;
}
