/**
 * Requests with a long text or many variable values take long to process whatever their cost: each step runs
 * in its own turn of the event loop.
 */
import { setImmediate as nextTurn } from "node:timers/promises";

const LONG_TEXT = 16_384;
/** Number of variable values; a long string counts as several. */
const LONG_VALUES = 2_000;
const CHARACTERS_OF_ONE = 64;

/** Yields to other requests, if this request is long. */
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

/** Stops counting at the limit. */
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
