/** Working days by all holiday notices that are published (`directory.calendar`). */
import { openWorkingDays, type WorkingDays } from "../values/working-days.js";
import type { ReferenceTo, RowContext } from "./contract.js";
import { onceFor } from "./provision-change.js";

/** A row of `directory.calendar`. */
export interface CalendarDay {
  readonly date: string;
  /** `REST` or `WORKDAY`. */
  readonly kind: string;
}

export const calendarReference: ReferenceTo<CalendarDay> = { feed: "directory.calendar", column: "date" };

/** Worked out once for a check, since each of a million rows asks for it. */
export const workingDaysIn: (context: Pick<RowContext, "rows">) => WorkingDays = onceFor(({ rows }) =>
  openWorkingDays(
    rows(calendarReference).flatMap(({ date, kind }) =>
      date ? [{ date, isWorkday: kind === "WORKDAY" }] : [],
    ),
  ),
);
