/** What stands for a code, or for yes and no: the code itself, or its Chinese word. */
import type { ColumnHead } from "./format.js";

const ANSWERS: ReadonlyMap<string, string> = new Map([
  ["true", "是"],
  ["false", "否"],
]);

/** A code that the list does not have stays what it is. */
export function wordsOf({ kind, words }: ColumnHead, withCodes: boolean): (cell: string) => string {
  if (withCodes) return (cell) => cell;
  const known = kind === "boolean" ? ANSWERS : words;
  return (cell) => known?.get(cell) ?? cell;
}
