/**
 * When the next release of a feed is due by its rhythm: statistics of a period by a working day of the one
 * that follows (domain 04, 10).
 */
import { addDays, shanghaiDay } from "../values/calendar.js";
import { firstDayOf, periodOf, shiftPeriod, type PeriodKind } from "../values/periods.js";
import { addWorkingDays } from "../values/working-days.js";
import type { DueRule } from "./contract.js";

/** `YYYY-MM-DD`; null for a feed that is due by its records (双公示) or when something changes. */
export function nextDueDay(due: DueRule, latestRelease: Date): string | null {
  if (due.kind === "working-days" || due.kind === "on-change") return null;
  const next = firstDayOf(shiftPeriod(periodOf(PERIODS[due.kind], shanghaiDay(latestRelease)), 1));
  return addWorkingDays(addDays(next, -1), due.workingDay).date;
}

const PERIODS: Readonly<Record<"monthly" | "quarterly" | "yearly", PeriodKind>> = {
  monthly: "month",
  quarterly: "quarter",
  yearly: "year",
};
