/**
 * Working days by the State Council's yearly holiday notices, make-up workdays included (domain 10).
 *
 * The notices come from chinese-days, which ends with the last year that was announced and then silently
 * counts weekdays; a result that touches a year without a notice says `covered: false`, and is counted by
 * weekdays.
 */
import chineseDays from "chinese-days";
import { dateOfDayNumber, dayNumber } from "./calendar.js";

export interface WorkingDay {
  readonly date: string;
  /** False when a year that was counted in has no holiday notice yet (or is too far back). */
  readonly covered: boolean;
}

/**
 * The n-th working day after a date; the day itself is not counted. For `n` = 0, the date or the next working
 * day.
 */
export function addWorkingDays(date: string, n: number): WorkingDay {
  let year = yearOf(Number(date.slice(0, 4)));
  let day = dayNumber(date) + (n === 0 ? 0 : 1);
  let covered = true;
  for (let left = Math.max(n, 1); ; day += 1) {
    if (day >= year.end) year = yearOf(year.number + 1);
    covered &&= year.covered;
    if (year.isWorkday[day - year.start] === 1) left -= 1;
    if (left === 0) return { date: dateOfDayNumber(day), covered };
  }
}

export function isWorkingDay(date: string): boolean {
  const year = yearOf(Number(date.slice(0, 4)));
  return year.isWorkday[dayNumber(date) - year.start] === 1;
}

/** True if the holidays of a year are known. */
export function isYearCovered(year: number): boolean {
  return yearOf(year).covered;
}

interface Year {
  readonly number: number;
  /** Day numbers of its 1 January and of the next. */
  readonly start: number;
  readonly end: number;
  readonly covered: boolean;
  /** 1 for a working day, by day of the year. */
  readonly isWorkday: Uint8Array;
}

/**
 * One look-up in chinese-days costs a microsecond, and a duty counts seven days for each of a million rows: a
 * year is asked once.
 */
const years = new Map<number, Year>();

function yearOf(number: number): Year {
  const known = years.get(number);
  if (known) return known;
  const [first, last] = [`${number}-01-01`, `${number}-12-31`];
  const [start, end] = [dayNumber(first), dayNumber(last) + 1];
  const isWorkday = Uint8Array.from({ length: end - start }, (_, offset) =>
    chineseDays.isWorkday(dateOfDayNumber(start + offset)) ? 1 : 0,
  );
  const year = {
    number,
    start,
    end,
    covered: chineseDays.getHolidaysInRange(first, last, false).length > 0,
    isWorkday,
  };
  years.set(number, year);
  return year;
}
