import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { anyText } from "./any-text.test-data.js";
import { dateOfDayNumber, dayNumber, isRealDay } from "./calendar.js";
import { addDays, addMonths, excelSerialToDate, parseDate, today } from "./dates.js";
import { runs } from "../../../test/scale.js";

const realDate = fc
  .integer({ min: dayNumber("1928-01-01"), max: dayNumber("2099-12-30") })
  .map(dateOfDayNumber);

/** Every way to write a date that is read. */
const RENDERINGS: readonly ((date: Temporal.PlainDate) => string)[] = [
  (date) => date.toString(),
  ({ year, month, day }) => `${year}/${month}/${day}`,
  ({ year, month, day }) => `${year}.${month}.${day}`,
  ({ year, month, day }) => `${year}-${month}-${day}`,
  ({ year, month, day }) => `${year}年${month}月${day}日`,
  ({ year, month, day }) => `${year} 年 ${month} 月 ${day} 日`,
  (date) => date.toString().replaceAll("-", "/"),
  (date) => date.toString().replaceAll("-", "."),
  (date) => date.toString().replaceAll("-", ""),
  (date) => String(dayNumber(date.toString()) + 25_569),
  (date) => `${date.toString()} 00:00`,
  (date) => `${date.toString()} 00:00:00`,
  (date) => `${date.toString()}T00:00:00.000+08:00`,
  (date) => `${date.subtract({ days: 1 }).toString()}T16:00:00.000Z`,
];

describe("parseDate", () => {
  test.each([
    "2020-06-03",
    "2020/6/3",
    "2020.6.3",
    "2020年6月3日",
    "2020年6月3号",
    "20200603",
    "43985",
    "2020-06-03 00:00:00",
    "2020-06-02T16:00:00Z",
  ])("%s is the 3rd of June 2020", (text) => {
    expect(parseDate(text)).toEqual({ ok: true, value: "2020-06-03" });
  });

  test.each([
    "2020-06-03 14:30",
    "2020/6/3 9:05:01",
    "2020-06-03T23:59:59+08:00",
    "43985.5",
    "20200603 08:00",
    "2020年6月3日 9时30分",
  ])("the time of %s is dropped with a notice", (text) => {
    expect(parseDate(text)).toEqual({ ok: true, value: "2020-06-03", notice: "TIME_DROPPED" });
  });

  test.each(["长期", "永久", "长期有效", "9999-12-31", "9999/12/31", "2099年12月31日", "20991231"])(
    "%s is long-term",
    (text) => {
      expect(parseDate(text)).toEqual({ ok: true, value: "2099-12-31", notice: "LONG_TERM" });
    },
  );

  test.each([
    ["2020-02-30", "IMPOSSIBLE"],
    ["20200231", "IMPOSSIBLE"],
    ["2019年2月29日", "IMPOSSIBLE"],
    ["2020-13-01", "IMPOSSIBLE"],
    ["2020-00-10", "IMPOSSIBLE"],
    ["0202-06-03", "IMPOSSIBLE"],
    ["2200-01-01", "IMPOSSIBLE"],
    ["2020-06-03 25:00", "IMPOSSIBLE"],
    ["03/06/2020", "AMBIGUOUS"],
    ["3-6-2020", "AMBIGUOUS"],
    ["25/06/2020", "FORMAT"],
    ["20-06-03", "TWO_DIGIT_YEAR"],
    ["20年6月3日", "TWO_DIGIT_YEAR"],
    ["6/3/20", "TWO_DIGIT_YEAR"],
    ["2020", "FORMAT"],
    ["202006", "FORMAT"],
    ["2020年6月", "FORMAT"],
    ["2020-06-03至2020-07-03", "FORMAT"],
    ["2020-06-03 上午", "FORMAT"],
    ["99999", "FORMAT"],
    ["昨天", "FORMAT"],
    ["", "FORMAT"],
  ])("%j is refused: %s", (text, reason) => {
    expect(parseDate(text)).toEqual({ ok: false, reason });
  });

  test("a canonical date is returned as the same text", () => {
    fc.assert(fc.property(realDate, (date) => parseDate(date).ok));
  });

  test("every way to write a real date is read as that date", () => {
    fc.assert(
      fc.property(realDate, fc.constantFrom(...RENDERINGS), (date, render) => {
        expect(parseDate(render(Temporal.PlainDate.from(date)))).toEqual({ ok: true, value: date });
      }),
      { numRuns: runs(1000) },
    );
  });

  test("no text makes it throw, and what it accepts is a day that exists", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^[\d年月日:T. /Z+-]{1,30}$/)), (text) => {
        const result = parseDate(text);
        if (result.ok) expect(isRealDay(...toNumbers(result.value))).toBe(true);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe("calendar", () => {
  test("a serial number counts from 1900 with the leap day that Excel made up", () => {
    expect([1, 59, 60, 61, 43_831, 43_985, 73_050].map(excelSerialToDate)).toEqual([
      "1900-01-01",
      "1900-02-28",
      null,
      "1900-03-01",
      "2020-01-01",
      "2020-06-03",
      "2099-12-31",
    ]);
    expect([0, -1, Number.NaN, Infinity, 2_958_466].map(excelSerialToDate)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test("adding months keeps the day or takes the month's last one", () => {
    expect(addMonths("2020-11-30", 3)).toBe("2021-02-28");
    expect(addMonths("2020-01-31", 1)).toBe("2020-02-29");
    expect(addMonths("2020-12-15", 1)).toBe("2021-01-15");
    expect(addMonths("2020-01-15", -1)).toBe("2019-12-15");
  });

  test("adding agrees with Temporal", () => {
    fc.assert(
      fc.property(realDate, fc.integer({ min: -400, max: 400 }), (date, amount) => {
        const plain = Temporal.PlainDate.from(date);
        expect(addDays(date, amount)).toBe(plain.add({ days: amount }).toString());
        expect(addMonths(date, amount)).toBe(plain.add({ months: amount }).toString());
      }),
    );
  });

  test("today is a date", () => {
    expect(parseDate(today())).toEqual({ ok: true, value: today() });
  });
});

function toNumbers(date: string): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}
