/**
 * 时限 as a plan words it, and the days that follow: 次月第5个工作日, 季后第10个工作日, 当年3月31日, 次年1月31日,
 * 学年内9月15日, 2020年12月31日.
 */
import { addDays, dayOfYear, firstDayOf, shiftPeriod, type PeriodKind, type WorkingDays } from "#kit";

/** The rhythms of which the plan itself says each day; of the others the records say it. */
export type PeriodicRhythm = "MONTHLY" | "QUARTERLY" | "SCHOOL_YEAR" | "YEARLY" | "ONCE";

export type DueDay =
  /** A working day after the month or quarter. */
  | { readonly workingDay: number }
  | { readonly month: number; readonly day: number }
  | { readonly date: string };

export interface PlannedDay {
  readonly due: DueDay;
  /** True: it is a day of the year, or school year, after the one that it is about. */
  readonly isInNext: boolean;
}

/** The kind of period that a duty of this rhythm is for; null: it has none. */
export const PERIOD_KINDS: Readonly<Record<PeriodicRhythm, PeriodKind | null>> = {
  MONTHLY: "month",
  QUARTERLY: "quarter",
  SCHOOL_YEAR: "schoolYear",
  YEARLY: "year",
  ONCE: null,
};

export function isPeriodic(rhythm: string): rhythm is PeriodicRhythm {
  return rhythm in PERIOD_KINDS;
}

/** Null for a text that says no day of this rhythm. */
export function parseDueText(rhythm: PeriodicRhythm, text: string): PlannedDay | null {
  const words = text.replaceAll(/\s|前$/g, "");
  switch (rhythm) {
    case "MONTHLY":
      return toWorkingDay(within(words, "次月第", "个工作日"));
    case "QUARTERLY":
      return toWorkingDay(within(words, "季后第", "个工作日"));
    case "SCHOOL_YEAR":
      return toDayOfYear(words, ["学年内", ""], "次学年");
    case "YEARLY":
      return toDayOfYear(words, ["当年", "每年", ""], "次年");
    case "ONCE":
      return toDate(words);
  }
}

function toWorkingDay(text: string | null): PlannedDay | null {
  const workingDay = toNumber(text, 20);
  return workingDay === null ? null : { due: { workingDay }, isInNext: false };
}

function toDayOfYear(text: string, same: readonly string[], next: string): PlannedDay | null {
  const prefix = [next, ...same].find((each) => text.startsWith(each)) ?? "";
  const due = toMonthAndDay(text.slice(prefix.length));
  return due && { due, isInNext: prefix === next };
}

function toDate(text: string): PlannedDay | null {
  const [year = "", rest = ""] = text.split("年");
  const found = toMonthAndDay(rest);
  if (!found || !/^(?:19|20)\d\d$/.test(year)) return null;
  const [month, day] = [found.month, found.day].map((part) => String(part).padStart(2, "0"));
  const date = `${year}-${month}-${day}`;
  return addDays(date, 0) === date ? { due: { date }, isInNext: false } : null;
}

function toMonthAndDay(text: string): { readonly month: number; readonly day: number } | null {
  const [month = "", rest = ""] = text.split("月");
  const found = [toNumber(month, 12), toNumber(within(rest, "", "日"), 31)] as const;
  return found[0] === null || found[1] === null ? null : { month: found[0], day: found[1] };
}

/** What stands between two words; null where they do not. */
function within(text: string, before: string, after: string): string | null {
  if (!text.startsWith(before) || !text.endsWith(after)) return null;
  return text.slice(before.length, text.length - after.length);
}

function toNumber(text: string | null, most: number): number | null {
  const number = text !== null && /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : null;
}

export interface DutyDays {
  /**
   * From this day on it can be done: the period that it is about is over, or the year of its due day begins.
   */
  readonly opensOn: string;
  readonly dueOn: string;
  /** False where a year has no holiday notice yet: it was counted by weekdays. */
  readonly isCovered: boolean;
}

/** First day of the period in which a duty falls due: by it the version of a provision is chosen. */
export function dueFrom(rhythm: PeriodicRhythm, period: string, isInNext: boolean): string {
  const isAfter = rhythm === "MONTHLY" || rhythm === "QUARTERLY" || isInNext;
  return firstDayOf(isAfter ? shiftPeriod(period, 1) : period);
}

/** A due day that is a day of rest moves to the next working day. */
export function dutyDays(from: string, due: DueDay, calendar: WorkingDays): DutyDays {
  const { date, covered } =
    "workingDay" in due
      ? calendar.add(addDays(from, -1), due.workingDay)
      : calendar.add("date" in due ? due.date : dayOfYear(from, due), 0);
  return { opensOn: from, dueOn: date, isCovered: covered };
}
