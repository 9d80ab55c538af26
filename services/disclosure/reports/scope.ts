/** The time that a report is of, and the day as of which it is computed. */
import { addDays, firstDayOf, parsePeriod, shiftPeriod, type PeriodKind } from "#kit";
import type { BoardScope } from "../duties/read/board.js";

export interface ReportScope extends BoardScope {
  /** `2026-10`, `2026-Q3`. */
  readonly period: string;
  /** True once the day `asOf` is over: what is computed from then on is the same for ever. */
  readonly isFinal: boolean;
}

export interface AskedReport {
  readonly period: string;
  /** Null: the day after the period, or today before it. */
  readonly asOf: string | null;
}

/** Null for what is no period of the kind, or has not begun, and for a day before it or to come. */
export function reportScope(
  kind: PeriodKind,
  { period, asOf: given }: AskedReport,
  today: string,
): ReportScope | null {
  const read = parsePeriod(kind, period);
  if (!read.ok || read.value !== period) return null;
  const from = firstDayOf(period);
  const after = firstDayOf(shiftPeriod(period, 1));
  const asOf = given ?? (after < today ? after : today);
  if (asOf < from || asOf > today) return null;
  return { period, from, until: addDays(after, -1), asOf, isFinal: asOf < today };
}

/** Of a report that is published: today unless told. Null for what is no year, and for a day to come. */
export function publishedScope(
  { period, asOf: given }: AskedReport,
  today: string,
): Pick<ReportScope, "asOf" | "isFinal"> | null {
  const asOf = given ?? today;
  const isKnown = /^20\d{2}$/.test(period) && period < today.slice(0, 4) && asOf <= today;
  return isKnown ? { asOf, isFinal: asOf < today } : null;
}
