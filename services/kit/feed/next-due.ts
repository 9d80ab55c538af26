/**
 * When the next release of a feed is due by its rhythm. A due day that is a day of rest moves to the next
 * working day (domain 10).
 */
import { addDays, formatDate, shanghaiDay } from "../values/calendar.js";
import { firstDayOf, periodOf, shiftPeriod } from "../values/periods.js";
import { addWorkingDays } from "../values/working-days.js";
import type { DueRule } from "./contract.js";

/** `YYYY-MM-DD`; null for a feed that is due by its records (双公示) or when something changes. */
export function nextDueDay(due: DueRule, latestRelease: Date): string | null {
  const released = shanghaiDay(latestRelease);
  switch (due.kind) {
    case "working-days":
    case "on-change":
      return null;
    case "monthly":
    case "quarterly": {
      const next = shiftPeriod(periodOf(due.kind === "monthly" ? "month" : "quarter", released), 1);
      return addWorkingDays(addDays(firstDayOf(next), -1), due.workingDay).date;
    }
    case "yearly":
      return workingDayFrom(Number(released.slice(0, 4)) + 1, due);
    case "school-year": {
      const next = Number(shiftPeriod(periodOf("schoolYear", released), 1).slice(0, 4));
      return workingDayFrom(due.month >= FIRST_MONTH ? next : next + 1, due);
    }
  }
}

/** The school year begins with September. */
const FIRST_MONTH = 9;

function workingDayFrom(
  year: number,
  { month, day }: { readonly month: number; readonly day: number },
): string {
  return addWorkingDays(formatDate(year, month, day), 0).date;
}
