/**
 * Requests that are long to work on whatever they cost: each step of that is done in a turn of the event loop
 * of its own.
 */
import { setImmediate as nextTurn } from "node:timers/promises";

const LONG_TEXT = 16_384;
/** Of variables; a text counts by its length. */
const LONG_VALUES = 2_000;
const CHARACTERS_OF_ONE = 64;

/** Lets others have their turn, where the request is long. */
export type Rest = () => Promise<void> | undefined;

export function restBetween({
  text,
  variables,
}: {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}): Rest {
  return text.length > LONG_TEXT || isLong(variables) ? () => nextTurn() : () => undefined;
}

/** Looks no further than it must. */
function isLong(variables: object): boolean {
  const open: unknown[] = [variables];
  let left = LONG_VALUES;
  while (open.length > 0) {
    const next = open.pop();
    left -= typeof next === "string" ? 1 + next.length / CHARACTERS_OF_ONE : 1;
    if (left < 0) return true;
    if (typeof next !== "object" || next === null) continue;
    const inner: unknown[] = Object.values(next);
    if (inner.length > left) return true;
    open.push(...inner);
  }
  return false;
}
