/**
 * When a reminder is due: three working days and one before the last day, and on the first working day after
 * it. Each stage is told once.
 */
import { addDays, type WorkingDays } from "#kit";

/** A later stage has a lower number: once it is told, an earlier one is not. */
export const [FAR, NEAR, OVERDUE] = [3, 1, -1];

/** What is overdue for longer is no news to whoever switches reminders on. */
const OVERDUE_DAYS = 30;

/** Last days by which a stage is told on a day. */
export interface StageDays {
  readonly day: string;
  /** Before it: overdue. */
  readonly over: string;
  /** Before these: less than two, or less than four, working days are left. */
  readonly near: string;
  readonly far: string;
  /** Before it: overdue for so long that nobody is reminded. */
  readonly stale: string;
}

export function stageDays(day: string, calendar: WorkingDays): StageDays {
  return {
    day,
    over: calendar.isWorkingDay(day) ? day : calendar.subtract(day, 1),
    near: calendar.add(day, NEAR + 1).date,
    far: calendar.add(day, FAR + 1).date,
    stale: addDays(day, -OVERDUE_DAYS),
  };
}

/** Null: nobody is reminded of it on this day. */
export function stageOf(dueOn: string, { day, over, near, far, stale }: StageDays): number | null {
  if (dueOn < day) return dueOn >= stale && dueOn < over ? OVERDUE : null;
  if (dueOn < near) return NEAR;
  return dueOn < far ? FAR : null;
}
