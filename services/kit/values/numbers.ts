/**
 * Numbers of workbooks and JSON as the text that a clerk sees, so that one parser reads cells of every
 * format.
 */
import Big from "big.js";

/**
 * Fifteen significant digits, as Excel shows (0.1 + 0.2 is `0.3`), and never an exponent: a code of eighteen
 * digits that became a number is told apart by `isExactInteger`. What is not finite comes back as `NaN` or
 * `Infinity`.
 */
export function numberToText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return Number.isFinite(value) ? new Big(value.toPrecision(15)).toFixed() : String(value);
}

/** True if every digit of a whole number survived: Excel keeps fifteen. */
export function isExactInteger(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 1e15;
}
