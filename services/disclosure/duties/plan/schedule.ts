/** The dated duties of an item: one for each bearer and period, as far as the horizon. */
import { firstDayOf, periodOf, shiftPeriod, type WorkingDays } from "#kit";
import { dueFrom, dutyDays, PERIOD_KINDS, type DutyDays, type PeriodicRhythm } from "./due-text.js";
import type { Item, Stretch } from "./item.js";

export interface PlannedDuty extends DutyDays {
  readonly item: string;
  readonly rhythm: PeriodicRhythm;
  readonly department: string;
  /** `2020-05`, `2020-Q2`, `2020`, `2020-2021`; `once`. */
  readonly period: string;
  readonly stretch: Stretch;
}

export const ONCE = "once";

/** Through this day there are duties: to the end of the year after. */
export function horizonOf(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}-12-31`;
}

/** By item, in the order of their periods. */
export function* plannedDuties(item: Item, horizon: string, calendar: WorkingDays): Generator<PlannedDuty> {
  for (const stretch of item.stretches)
    for (const [period, days] of periodsOf(item.rhythm, stretch, horizon, calendar))
      for (const department of stretch.bearers)
        yield { item: item.id, rhythm: item.rhythm, department, period, stretch, ...days };
}

/**
 * A period is of the stretch in which its first day lies; what was due before the plan was known never was.
 */
function* periodsOf(
  rhythm: PeriodicRhythm,
  stretch: Stretch,
  horizon: string,
  calendar: WorkingDays,
): Generator<readonly [period: string, days: DutyDays]> {
  const { from, until, knownOn, due, isInNext } = stretch;
  const kind = PERIOD_KINDS[rhythm];
  if (kind === null) {
    const days = dutyDays(from, due(from), calendar);
    if (days.dueOn >= knownOn) yield [ONCE, days];
    return;
  }
  // Two years before it was known nothing is open any more.
  const earliest = `${Number(knownOn.slice(0, 4)) - 2}-01-01`;
  const last = until !== null && until < horizon ? until : horizon;
  let period = periodOf(kind, from > earliest ? from : earliest);
  if (firstDayOf(period) < from) period = shiftPeriod(period, 1);
  for (; firstDayOf(period) <= last; period = shiftPeriod(period, 1)) {
    const start = dueFrom(rhythm, period, isInNext);
    const days = dutyDays(start, due(start), calendar);
    if (days.dueOn >= knownOn) yield [period, days];
  }
}
