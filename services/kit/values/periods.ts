/**
 * The periods of statistics, as text that sorts by time: a month `2020-05`, a quarter `2020-Q2`, a school
 * year `2019-2020` (1 September to 31 August), a year `2020`. Source: domain 10.
 */
export type PeriodKind = "month" | "quarter" | "schoolYear" | "year";

export type PeriodResult =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: "YEAR" | "FORMAT" };

interface Form {
  readonly pattern: RegExp;
  readonly read: (year: number, part: string) => string | null;
  readonly withoutYear: RegExp;
}

const CHINESE_DIGITS = "一二三四";
const year = "((?:19|20)\\d\\d)";

const FORMS: Readonly<Record<PeriodKind, Form>> = {
  month: {
    // A spreadsheet makes the first day of a month out of it.
    pattern: new RegExp(`^${year}(?:年|[-/.])?(\\d{1,2})月?(?:份|[-/.]0?1)?$`),
    read: (inYear, part) =>
      Number(part) >= 1 && Number(part) <= 12 ? `${inYear}-${part.padStart(2, "0")}` : null,
    withoutYear: /^\d{1,2}月份?$|^[一二三四五六七八九十]+月份?$/,
  },
  quarter: {
    pattern: new RegExp(`^${year}年?[-/. ]?(?:第?([1-4一二三四])季度?|Q([1-4]))$`, "i"),
    read: (inYear, part) =>
      `${inYear}-Q${CHINESE_DIGITS.includes(part) ? CHINESE_DIGITS.indexOf(part) + 1 : part}`,
    withoutYear: /^(?:第?[1-4一二三四]季度?|Q[1-4])$/i,
  },
  schoolYear: {
    pattern: new RegExp(`^${year}(?:年?(?:[-—–~～至/]|--)${year}年?)?(?:学年度?)?$`),
    read: (inYear, part) => (part === "" || Number(part) === inYear + 1 ? `${inYear}-${inYear + 1}` : null),
    withoutYear: /^(?:本|上|去)?学年度?$/,
  },
  year: {
    pattern: new RegExp(`^${year}年?度?$`),
    read: (inYear) => String(inYear),
    withoutYear: /^(?:本|去)年度?$/,
  },
};

/**
 * Reads a clerk's folded text, e.g. 2020年5月, 202005, 2020年第二季度, 2019-2020学年. A month without its year is
 * refused as such.
 */
export function parsePeriod(kind: PeriodKind, text: string): PeriodResult {
  const form = FORMS[kind];
  const found = form.pattern.exec(text.replaceAll(/\s/g, ""));
  const value = found ? form.read(Number(found[1]), found[2] ?? found[3] ?? "") : null;
  if (value !== null) return { ok: true, value };
  return { ok: false, reason: form.withoutYear.test(text) ? "YEAR" : "FORMAT" };
}

export function kindOfPeriod(period: string): PeriodKind {
  if (period.length === 4) return "year";
  if (period.length === 9) return "schoolYear";
  return period.includes("Q") ? "quarter" : "month";
}

/** `count` periods later, of the same kind; earlier when negative. */
export function shiftPeriod(period: string, count: number): string {
  const first = Number(period.slice(0, 4));
  switch (kindOfPeriod(period)) {
    case "year":
      return String(first + count);
    case "schoolYear":
      return `${first + count}-${first + count + 1}`;
    case "quarter":
      return shiftIn(4, first, Number(period.slice(6)) - 1 + count, (part) => `Q${part}`);
    case "month":
      return shiftIn(12, first, Number(period.slice(5)) - 1 + count, (part) => String(part).padStart(2, "0"));
  }
}

/** The same part of the year before. */
export function yearBefore(period: string): string {
  const perYear = { month: 12, quarter: 4, schoolYear: 1, year: 1 } as const;
  return shiftPeriod(period, -perYear[kindOfPeriod(period)]);
}

/** First day of a period, `YYYY-MM-DD`. */
export function firstDayOf(period: string): string {
  const inYear = period.slice(0, 4);
  switch (kindOfPeriod(period)) {
    case "year":
      return `${inYear}-01-01`;
    case "schoolYear":
      return `${inYear}-09-01`;
    case "quarter":
      return `${inYear}-${String((Number(period.slice(6)) - 1) * 3 + 1).padStart(2, "0")}-01`;
    case "month":
      return `${period}-01`;
  }
}

/** The period of a kind that a day, `YYYY-MM-DD`, falls in. */
export function periodOf(kind: PeriodKind, day: string): string {
  const [inYear, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  switch (kind) {
    case "year":
      return String(inYear);
    case "schoolYear":
      return month >= 9 ? `${inYear}-${inYear + 1}` : `${inYear - 1}-${inYear}`;
    case "quarter":
      return `${inYear}-Q${Math.ceil(month / 3)}`;
    case "month":
      return day.slice(0, 7);
  }
}

function shiftIn(perYear: number, first: number, part: number, write: (part: number) => string): string {
  const at = first * perYear + part;
  return `${Math.floor(at / perYear)}-${write((((at % perYear) + perYear) % perYear) + 1)}`;
}
