/** A rule in one call: its code, severity, sentence in both languages, and check. */
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
