import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { dateOfDayNumber, dayNumber } from "./calendar.js";
import { openWorkingDays } from "./working-days.js";

const { add, subtract, between, isWorkingDay, isCovered } = openWorkingDays();

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
    expect(add("2020-09-24", 7)).toEqual({ date: "2020-10-10", covered: true });
    expect([1, 2, 3, 4, 5, 6].map((n) => add("2020-09-24", n).date)).toEqual([
      "2020-09-25",
      "2020-09-27",
      "2020-09-28",
      "2020-09-29",
      "2020-09-30",
      "2020-10-09",
    ]);
  });

  test("a due day that falls on a day of rest moves to the next working day", () => {
    expect(add("2020-10-03", 0)).toEqual({ date: "2020-10-09", covered: true });
    expect(add("2020-10-09", 0)).toEqual({ date: "2020-10-09", covered: true });
  });
});

describe("years without a holiday notice", () => {
  test("the years 2018 to 2026 are covered, 2027 and 1999 are not", () => {
    expect([2018, 2020, 2026].map(isCovered)).toEqual([true, true, true]);
    expect([1999, 2027].map(isCovered)).toEqual([false, false]);
  });

  test("a count that runs into such a year says so, and counts weekdays", () => {
    expect(add("2026-12-30", 1)).toEqual({ date: "2026-12-31", covered: true });
    expect(add("2026-12-31", 1)).toEqual({ date: "2027-01-01", covered: false });
    expect(add("2027-06-04", 1)).toEqual({ date: "2027-06-07", covered: false });
  });
});

test("the n-th working day is a working day with n - 1 before it", () => {
  fc.assert(
    fc.property(coveredDate, fc.integer({ min: 1, max: 20 }), (date, n) => {
      const result = add(date, n);
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

test("published days take the place of what comes with the program, and bring years that it does not know", () => {
  const known = openWorkingDays([
    { date: "2026-12-31", isWorkday: false },
    { date: "2027-01-01", isWorkday: false },
    { date: "2027-01-02", isWorkday: true },
  ]);
  expect(known.add("2026-12-30", 1)).toEqual({ date: "2027-01-02", covered: true });
  expect([2027, 2028].map(known.isCovered)).toEqual([true, false]);
});

test("days before and days between are those that are counted forwards", () => {
  expect(subtract("2020-10-10", 3)).toBe("2020-09-29");
  expect(between("2020-10-10", "2020-10-01")).toBe(0);
  fc.assert(
    fc.property(coveredDate, fc.integer({ min: 1, max: 60 }), (date, n) => {
      const { date: end } = add(date, n);
      expect([between(date, end), subtract(end, n) <= add(date, 0).date]).toEqual([n, true]);
      expect(add(subtract(end, n), n).date).toBe(end);
    }),
  );
});
