/** Suggests a known name for a misspelt one. */

/**
 * The known name that differs from the given one by one or two letters, or by case alone; undefined if there
 * is none.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = name.length > 5 ? 3 : 2;
  for (const candidate of known) {
    const distance = candidate.toLowerCase() === name.toLowerCase() ? 0 : slips(name, candidate);
    if (distance < least && candidate !== name) [best, least] = [candidate, distance];
  }
  return best;
}

/** Damerau's edit distance (insert, delete, substitute, swap); 3 if the lengths differ by more than two. */
export function slips(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let [before, row]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const swapped =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
          ? (before[j - 2] ?? 3) + 1
          : Infinity;
      next.push(
        Math.min(
          (row[j] ?? 3) + 1,
          (next[j - 1] ?? 3) + 1,
          (row[j - 1] ?? 3) + (one[i - 1] === other[j - 1] ? 0 : 1),
          swapped,
        ),
      );
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 3;
}
