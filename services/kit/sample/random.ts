/**
 * Numbers that look random and are the same for the same seed, on every machine: samples and injected faults
 * can be made again. Not for secrets. The generator is mulberry32 (public domain), 32 bits of state.
 */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly int: (least: number, most: number) => number;
  /** One element of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  readonly chance: (probability: number) => boolean;
  /** The same elements in another order; the list itself stays as it is. */
  readonly shuffle: <T>(list: readonly T[]) => T[];
}

export function createRandom(seed: number | string): Random {
  let state = typeof seed === "number" ? seed | 0 : hashText(seed);

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  function int(least: number, most: number): number {
    return least + Math.floor(next() * (most - least + 1));
  }

  function pick<T>(list: readonly T[]): T {
    const chosen = list[int(0, list.length - 1)];
    if (chosen === undefined) throw new Error("pick was given an empty list");
    return chosen;
  }

  function shuffle<T>(list: readonly T[]): T[] {
    return list
      .map((element) => ({ element, place: next() }))
      .sort((one, other) => one.place - other.place)
      .map(({ element }) => element);
  }

  return { next, int, pick, chance: (probability) => next() < probability, shuffle };
}

/** FNV-1a: texts that differ by one character give seeds that have nothing in common. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
