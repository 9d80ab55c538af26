/**
 * Plans a search: turns the text that a reader typed into the question to the index. Refuses with
 * FILTER_INVALID a text that is too short to find anything by, or too long.
 */
import { foldWords, isSearchable, wantedGrams } from "#kit";
import { HubError } from "#schema/errors.js";

export const MAX_LENGTH = 100;

export interface SearchPlan {
  /** The folded text, and its words, each first as it was typed and then as documents may have it. */
  readonly text: string;
  readonly words: readonly (readonly [string, ...string[]])[];
  /** The pieces that an exact hit has all of. */
  readonly grams: readonly number[];
  /** How many of them a hit must have that allows for typing mistakes. */
  readonly enough: number;
}

/** `others` are the words that mean the same as one. */
export function planSearch(given: string, others: (word: string) => readonly string[]): SearchPlan {
  if (given.length > MAX_LENGTH)
    throw wrong(`搜索词最多${MAX_LENGTH}个字符`, `a search has at most ${MAX_LENGTH} characters`);
  const text = foldWords(given);
  if (!isSearchable(text)) throw wrong("搜索词至少2个字符", "a search needs two characters at least");
  const grams = wantedGrams(text);
  return {
    text,
    words: text.split(" ").map((word) => [word, ...others(word)] as const),
    grams,
    enough: enoughOf(grams.length),
  };
}

/**
 * A wrong character spoils two pairs: of a long text two may be wrong, of a short one pair must be left. With
 * a single piece there is nothing to allow for.
 */
function enoughOf(count: number): number {
  return Math.max(1, count - (count >= LONG ? 4 : 2));
}

/** Pieces of a text that is long enough for two mistakes. */
const LONG = 12;

/**
 * Pieces of which each hit must have one: whoever may lack m of them has one of any m + 1. The rarest ones
 * leave the fewest records to look at.
 */
export function rarest({ grams, enough }: SearchPlan, shareOf: (gram: number) => number): readonly number[] {
  return grams.toSorted((one, other) => shareOf(one) - shareOf(other)).slice(0, grams.length - enough + 1);
}

function wrong(reason: string, reasonEn: string): HubError {
  return new HubError("FILTER_INVALID", { reason, reasonEn });
}
