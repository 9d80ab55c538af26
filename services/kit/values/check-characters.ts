/**
 * Shared by the check characters of several standards: reads an identifier's characters as numbers, fast, and
 * recognises an identifier that a spreadsheet has turned into a number.
 */

/** Value by character code, for the ASCII half of the table; -1 for a character outside of the alphabet. */
export function valuesOf(alphabet: string): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let value = 0; value < alphabet.length; value += 1) values[alphabet.charCodeAt(value)] = value;
  return values;
}

/**
 * The weighted sum of the first `weights.length` characters, or -1 when one of them is not in the alphabet.
 */
export function weightedSum(text: string, values: Int8Array, weights: readonly number[], start = 0): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) {
    const value = values[text.charCodeAt(start + at)] ?? -1;
    if (value < 0) return -1;
    sum += value * (weights[at] ?? 0);
  }
  return sum;
}

/** `1.21101E+17`: the last digits are lost, and only the column's format can bring them back. */
export function isSpreadsheetNumber(text: string): boolean {
  return text.length < 32 && SPREADSHEET_NUMBER.test(text);
}

const SPREADSHEET_NUMBER = /^\d(?:\.\d+)?E\+\d+$/i;
