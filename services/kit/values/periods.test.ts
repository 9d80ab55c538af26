import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  firstDayOf,
  kindOfPeriod,
  parsePeriod,
  periodOf,
  shiftPeriod,
  yearBefore,
  type PeriodKind,
} from "./periods.js";

describe("a period as clerks write it", () => {
  test.each<readonly [PeriodKind, string, string]>([
    ["month", "2020-05", "2020-05"],
    ["month", "2020年5月", "2020-05"],
    ["month", "202005", "2020-05"],
    ["month", "2020/5", "2020-05"],
    ["month", "2020.05", "2020-05"],
    ["month", "2020年05月份", "2020-05"],
    ["month", "2020-05-01", "2020-05"],
    ["quarter", "2020年第二季度", "2020-Q2"],
    ["quarter", "2020Q2", "2020-Q2"],
    ["quarter", "2020-Q2", "2020-Q2"],
    ["quarter", "2020年2季度", "2020-Q2"],
    ["quarter", "2020年四季度", "2020-Q4"],
    ["schoolYear", "2019-2020学年", "2019-2020"],
    ["schoolYear", "2019—2020学年度", "2019-2020"],
    ["schoolYear", "2019年-2020学年", "2019-2020"],
    ["schoolYear", "2019学年", "2019-2020"],
    ["year", "2020年", "2020"],
    ["year", "2020年度", "2020"],
    ["year", "2020", "2020"],
  ])("%s %s is %s", (kind, text, value) => {
    expect(parsePeriod(kind, text)).toEqual({ ok: true, value });
  });

  test.each<readonly [PeriodKind, string, string]>([
    ["month", "5月", "YEAR"],
    ["month", "五月份", "YEAR"],
    ["quarter", "二季度", "YEAR"],
    ["quarter", "Q2", "YEAR"],
    ["schoolYear", "本学年", "YEAR"],
    ["year", "本年度", "YEAR"],
    ["month", "2020-13", "FORMAT"],
    ["month", "2020-05-15", "FORMAT"],
    ["quarter", "2020年5季度", "FORMAT"],
    ["schoolYear", "2019-2021学年", "FORMAT"],
    ["month", "上月", "FORMAT"],
    ["year", "20年", "FORMAT"],
  ])("%s %s is refused (%s)", (kind, text, reason) => {
    expect(parsePeriod(kind, text)).toEqual({ ok: false, reason });
  });
});

describe("periods", () => {
  const anyPeriod = fc
    .tuple(
      fc.constantFrom<PeriodKind>("month", "quarter", "schoolYear", "year"),
      fc.date({ min: new Date("1950-01-01"), max: new Date("2049-12-31"), noInvalidDate: true }),
    )
    .map(([kind, date]) => periodOf(kind, date.toISOString().slice(0, 10)));

  test("read back what they write", () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        expect(parsePeriod(kindOfPeriod(period), period)).toEqual({ ok: true, value: period });
        expect(periodOf(kindOfPeriod(period), firstDayOf(period))).toBe(period);
      }),
    );
  });

  test("follow each other in the order of their text, and there and back again is where one was", () => {
    fc.assert(
      fc.property(anyPeriod, fc.integer({ min: 1, max: 60 }), (period, count) => {
        const later = shiftPeriod(period, count);
        expect(later > period && firstDayOf(later) > firstDayOf(period)).toBe(true);
        expect(shiftPeriod(later, -count)).toBe(period);
      }),
    );
  });

  test("know the same part of the year before", () => {
    expect(["2020-05", "2020-Q2", "2019-2020", "2020"].map(yearBefore)).toEqual([
      "2019-05",
      "2019-Q2",
      "2018-2019",
      "2019",
    ]);
  });
});
