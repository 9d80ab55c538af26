import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { dateOfDayNumber, dayNumber } from "./calendar.js";
import { addWorkingDays, isWorkingDay, isYearCovered } from "./working-days.js";

const coveredDate = fc
  .integer({ min: dayNumber("2018-01-01"), max: dayNumber("2026-11-30") })
  .map(dateOfDayNumber);

describe("working days of 2020", () => {
  test.each([
    ...days("2020-01-24", "2020-02-02"),
    ...days("2020-04-04", "2020-04-06"),
    ...days("2020-05-01", "2020-05-05"),
    ...days("2020-06-25", "2020-06-27"),
    ...days("2020-10-01", "2020-10-08"),
    "2020-06-06",
  ])("%s is a day of rest", (date) => {
    expect(isWorkingDay(date)).toBe(false);
  });

  test.each([
    "2020-01-19",
    "2020-04-26",
    "2020-05-09",
    "2020-06-28",
    "2020-09-27",
    "2020-10-10",
    "2020-06-03",
  ])("%s is a working day", (date) => {
    expect(isWorkingDay(date)).toBe(true);
  });

  test("the seventh working day after 2020-09-24 is 2020-10-10, make-up Sunday and Saturday counted", () => {
    expect(addWorkingDays("2020-09-24", 7)).toEqual({ date: "2020-10-10", covered: true });
    expect([1, 2, 3, 4, 5, 6].map((n) => addWorkingDays("2020-09-24", n).date)).toEqual([
      "2020-09-25",
      "2020-09-27",
      "2020-09-28",
      "2020-09-29",
      "2020-09-30",
      "2020-10-09",
    ]);
  });

  test("a due day that falls on a day of rest moves to the next working day", () => {
    expect(addWorkingDays("2020-10-03", 0)).toEqual({ date: "2020-10-09", covered: true });
    expect(addWorkingDays("2020-10-09", 0)).toEqual({ date: "2020-10-09", covered: true });
  });
});

describe("years without a holiday notice", () => {
  test("the years 2018 to 2026 are covered, 2027 and 1999 are not", () => {
    expect([2018, 2020, 2026].map(isYearCovered)).toEqual([true, true, true]);
    expect([1999, 2027].map(isYearCovered)).toEqual([false, false]);
  });

  test("a count that runs into such a year says so, and counts weekdays", () => {
    expect(addWorkingDays("2026-12-30", 1)).toEqual({ date: "2026-12-31", covered: true });
    expect(addWorkingDays("2026-12-31", 1)).toEqual({ date: "2027-01-01", covered: false });
    expect(addWorkingDays("2027-06-04", 1)).toEqual({ date: "2027-06-07", covered: false });
  });
});

test("the n-th working day is a working day with n - 1 before it", () => {
  fc.assert(
    fc.property(coveredDate, fc.integer({ min: 1, max: 20 }), (date, n) => {
      const result = addWorkingDays(date, n);
      const counted = days(date, result.date).slice(1).filter(isWorkingDay);
      expect(counted.length).toBe(n);
      expect(counted.at(-1)).toBe(result.date);
    }),
  );
});

function days(first: string, last: string): string[] {
  return Array.from({ length: dayNumber(last) - dayNumber(first) + 1 }, (_, offset) =>
    dateOfDayNumber(dayNumber(first) + offset),
  );
}
