/**
 * The theme of a document as pages write it: the first level, and perhaps a second behind a stroke
 * (`综合政务/政务公开`). Second levels are not listed anywhere, so they stay texts.
 */
import { bareWord } from "#kit";
import { policyThemes } from "./code-lists.js";

export interface Theme {
  /** Code of the first level; OTHER_THEME for what is none. */
  readonly code: string;
  readonly first: string;
  readonly second: string | null;
}

export function themeOf(cell: string): Theme {
  const [first = "", ...rest] = cell.split(/[/\\]/).map((part) => part.trim());
  return {
    code: CODES.get(bareWord(first)) ?? "OTHER_THEME",
    first,
    second: rest.filter((part) => part !== "").join("/") || null,
  };
}

const CODES = new Map(
  policyThemes.codes.flatMap(({ name, zh, aliases = [] }) =>
    [zh, ...aliases].map((word) => [bareWord(word), name] as const),
  ),
);
