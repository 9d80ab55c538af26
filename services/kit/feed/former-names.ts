/**
 * Names that a body had before, as the directory keeps them: joined by 、, each with its last day where that
 * is known: `北京市密云区示例委员会（至2019-03-17）、密云县示例局`.
 */
import { parseDate } from "../values/dates.js";

export interface FormerName {
  readonly name: string;
  /** Its last day, `YYYY-MM-DD`; null where it is not known. */
  readonly until: string | null;
}

export function formerNames(text: string | null | undefined): readonly FormerName[] {
  return (text ?? "").split("、").flatMap((part) => {
    const [, name, until = null] = DATED.exec(part.trim()) ?? [];
    return name ? [{ name, until }] : [];
  });
}

/** The first part that looks dated but names no day; null when all are well written. */
export function badlyDatedName(text: string | null | undefined): string | null {
  return (
    (text ?? "").split("、").find((part) => {
      const written = LOOKS_DATED.exec(part.trim())?.[1];
      return written !== undefined && !isDay(written);
    }) ?? null
  );
}

const DATED = /^(.+?)(?:（至(\d{4}-\d{2}-\d{2})）)?$/;
const LOOKS_DATED = /[（(]至(.*)[)）]$/;

function isDay(text: string): boolean {
  const parsed = parseDate(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && parsed.ok;
}
