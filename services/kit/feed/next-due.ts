/**
 * When the next release of a feed is due by its rhythm. A due day that is a day of rest moves to the next
 * working day (domain 10).
 */
import { addDays, addMonths, formatDate, shanghaiDay } from "../values/calendar.js";
import { firstDayOf, periodOf, shiftPeriod } from "../values/periods.js";
import type { DueRule, RowContext } from "./contract.js";
import { provisionOn } from "./provision-in-force.js";
import { workingDaysIn } from "./working-days-in-force.js";

/** `YYYY-MM-DD`; null for a feed that is due by its records (双公示) or when something changes. */
export function nextDueDay(
  due: DueRule,
  latestRelease: Date,
  published: Pick<RowContext, "rows">,
): string | null {
  const released = shanghaiDay(latestRelease);
  switch (due.kind) {
    case "working-days":
    case "on-change":
      return null;
    case "monthly":
    case "quarterly": {
      const next = firstDayOf(
        shiftPeriod(periodOf(due.kind === "monthly" ? "month" : "quarter", released), 1),
      );
      const { workingDay } = provisionOn(due.deadline, next, published).values;
      return workingDaysIn(published).add(addDays(next, -1), workingDay).date;
    }
    case "yearly": {
      const next = firstDayOf(shiftPeriod(periodOf("year", released), 1));
      return fixedDay(next, provisionOn(due.deadline, next, published).values, published);
    }
    case "school-year": {
      const next = firstDayOf(shiftPeriod(periodOf("schoolYear", released), 1));
      return fixedDay(next, provisionOn(due.deadline, next, published).values, published);
    }
  }
}

function fixedDay(
  first: string,
  wanted: Parameters<typeof dayOfYear>[1],
  published: Pick<RowContext, "rows">,
): string {
  return workingDaysIn(published).add(dayOfYear(first, wanted), 0).date;
}

/** The day in the twelve months that begin with `first`; of a shorter month its last. */
export function dayOfYear(
  first: string,
  { month, day }: { readonly month: number; readonly day: number },
): string {
  const [year = 0, beginsWith = 1] = first.split("-").map(Number);
  const monthBegins = formatDate(month < beginsWith ? year + 1 : year, month, 1);
  const monthEnds = addDays(addMonths(monthBegins, 1), -1);
  const wanted = addDays(monthBegins, day - 1);
  return wanted < monthEnds ? wanted : monthEnds;
}
