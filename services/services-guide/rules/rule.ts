/** A rule in one line of a list, and what several of them ask. */
import type { RowRule, Severity } from "#kit";

export function rule<R>(
  code: string,
  severity: Severity,
  zh: string,
  en: string,
  check: RowRule<R>["check"],
): RowRule<R> {
  return { code, severity, text: { zh, en }, check };
}

const NAMES_A_DOCUMENT = /《[^》]+》/;
const ADDRESS = /^https?:\/\/[^\s"'<>]+$/;

/** True if a law or document is named, in 《》. */
export function namesDocument(text: string): boolean {
  return NAMES_A_DOCUMENT.test(text);
}

export function isAddress(text: string | null): boolean {
  return text === null || ADDRESS.test(text);
}
