/**
 * Working days by the State Council's yearly holiday notices, make-up workdays included (domain 10).
 *
 * The notices of past years come with chinese-days, which ends with the last year that was announced and then
 * silently counts weekdays; days that are published as data take their place, and bring the years to come. A
 * result that touches a year without a notice says `covered: false`, and is counted by weekdays.
 */
import chineseDays from "chinese-days";
import { dateOfDayNumber, dayNumber } from "./calendar.js";

export interface WorkingDay {
  readonly date: string;
  /** False when a year that was counted in has no holiday notice yet (or is too far back). */
  readonly covered: boolean;
}

export interface WorkingDays {
  /**
   * The n-th working day after a date; the day itself is not counted. For `n` = 0, the date or the next
   * working day.
   */
  readonly add: (date: string, n: number) => WorkingDay;
  /** The n-th working day before a date; the day itself is not counted. */
  readonly subtract: (date: string, n: number) => string;
  readonly isWorkingDay: (date: string) => boolean;
  /** True if the holidays of a year are known. */
  readonly isCovered: (year: number) => boolean;
  /** How many working days there are after one day, up to and with another; 0 when it is no later. */
  readonly between: (after: string, to: string) => number;
}

/** A day on which a notice says to rest, or to work. */
export interface NoticedDay {
  readonly date: string;
  readonly isWorkday: boolean;
}

/** Counted by the notices that come with the program, and by these. */
export function openWorkingDays(noticed: readonly NoticedDay[] = []): WorkingDays {
  /**
   * One look-up in chinese-days costs a microsecond, and a duty counts seven days for each of a million rows:
   * a year is asked once.
   */
  const years = new Map<number, Year>();
  const yearOf = (number: number): Year => {
    const known = years.get(number) ?? readYear(number, noticed);
    years.set(number, known);
    return known;
  };
  const isWorkingDay = (date: string): boolean => {
    const year = yearOf(Number(date.slice(0, 4)));
    return year.isWorkday[dayNumber(date) - year.start] === 1;
  };
  return {
    add: (date, n) => {
      let year = yearOf(Number(date.slice(0, 4)));
      let day = dayNumber(date) + (n === 0 ? 0 : 1);
      let covered = true;
      for (let left = Math.max(n, 1); ; day += 1) {
        if (day >= year.end) year = yearOf(year.number + 1);
        covered &&= year.covered;
        if (year.isWorkday[day - year.start] === 1) left -= 1;
        if (left === 0) return { date: dateOfDayNumber(day), covered };
      }
    },
    subtract: (date, n) => {
      let day = dayNumber(date);
      for (let left = n; left > 0;) {
        day -= 1;
        if (isWorkingDay(dateOfDayNumber(day))) left -= 1;
      }
      return dateOfDayNumber(day);
    },
    isWorkingDay,
    isCovered: (year) => yearOf(year).covered,
    between: (after, to) => {
      let count = 0;
      let year = yearOf(Number(after.slice(0, 4)));
      for (let day = dayNumber(after) + 1, last = dayNumber(to); day <= last; day += 1) {
        if (day >= year.end) year = yearOf(year.number + 1);
        count += year.isWorkday[day - year.start] ?? 0;
      }
      return count;
    },
  };
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

function readYear(number: number, noticed: readonly NoticedDay[]): Year {
  const [first, last] = [`${number}-01-01`, `${number}-12-31`];
  const [start, end] = [dayNumber(first), dayNumber(last) + 1];
  const isWorkday = Uint8Array.from({ length: end - start }, (_, offset) =>
    chineseDays.isWorkday(dateOfDayNumber(start + offset)) ? 1 : 0,
  );
  const own = noticed.filter(({ date }) => date >= first && date <= last);
  for (const { date, isWorkday: works } of own) isWorkday[dayNumber(date) - start] = works ? 1 : 0;
  const covered = own.length > 0 || chineseDays.getHolidaysInRange(first, last, false).length > 0;
  return { number, start, end, covered, isWorkday };
}
