/**
 * The header that was probably meant by one that is not known: for a sentence to the clerk, never to decide
 * anything.
 */
import { foldHeader } from "../values/headers.js";

/** The nearest of the candidates, when it is near enough that a person would see it too. */
export function nearestName(name: string, candidates: readonly string[]): string | null {
  const folded = foldHeader(name);
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const distance = distanceBetween(folded, foldHeader(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** A third of the characters may differ, and one in any case; a name that holds the other is near as well. */
function distanceBetween(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  if (shorter < 2) return Infinity;
  if (one.includes(other) || other.includes(one)) return 1;
  const distance = editDistance(one, other);
  return distance <= Math.max(1, Math.floor(shorter / 3)) ? distance : Infinity;
}

/** Levenshtein, row by row. */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const change = (previous[at - 1] ?? 0) + (one[row - 1] === other[at - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[at] ?? 0) + 1, (current[at - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}
