/**
 * Days of the Gregorian calendar as `YYYY-MM-DD` texts, without a clock time or a zone; `today` alone asks
 * the clock, in Asia/Shanghai. Written on numbers because a million rows pass here (Temporal takes 2 µs for
 * what takes 0.1 here). A text that is no date is our bug: callers hold dates that `parseDate` gave them.
 */

/** True if the three numbers name a day that exists. Years 1 to 9999. */
export function isRealDay(year: number, month: number, day: number): boolean {
  return (
    year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

export function formatDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}-${month < 10 ? "0" : ""}${month}-${day < 10 ? "0" : ""}${day}`;
}

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

export function dateOfDayNumber(days: number): string {
  const date = new Date(days * DAY_MS);
  return formatDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

export function addDays(date: string, days: number): string {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** The same day `months` later, or that month's last day: 2020-11-30 and 3 months are 2021-02-28. */
export function addMonths(date: string, months: number): string {
  const monthNumber = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(monthNumber / 12);
  const month = (monthNumber % 12) + 1;
  return formatDate(year, month, Math.min(Number(date.slice(8, 10)), daysInMonth(year, month)));
}

/**
 * The day of an Excel serial number (1900 system), its time of day dropped; null when there is none, as for
 * 60, Excel's 1900-02-29.
 */
export function excelSerialToDate(serial: number): string | null {
  const days = Math.floor(serial);
  if (!(days >= 1 && days <= LAST_SERIAL) || days === 60) return null;
  return dateOfDayNumber(days - (days < 60 ? DAYS_TO_1970 - 1 : DAYS_TO_1970));
}

/** The Excel serial number (1900 system) of a local time, in milliseconds since 1970. */
export function excelSerial(milliseconds: number): number {
  const days = milliseconds / DAY_MS + DAYS_TO_1970;
  return days < 61 ? days - 1 : days;
}

/**
 * The time of day of an Excel serial number, `09:00` or `09:00:30`; `daysOver` is 1 when it rounds up to
 * midnight.
 */
export function clockOf(
  serial: number,
  withSeconds: boolean,
): { readonly time: string; readonly daysOver: number } {
  const rounded = Math.round((serial - Math.floor(serial)) * DAY_SECONDS);
  const seconds = rounded % DAY_SECONDS;
  const two = (part: number): string => String(part).padStart(2, "0");
  const time = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return {
    time: withSeconds && seconds % 60 !== 0 ? `${time}:${two(seconds % 60)}` : time,
    daysOver: rounded === DAY_SECONDS ? 1 : 0,
  };
}

/** Today in Asia/Shanghai. */
export function today(): string {
  return Temporal.Now.plainDateISO("Asia/Shanghai").toString();
}

/** The day that a moment falls on in Asia/Shanghai. */
export function shanghaiDay(moment: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO("Asia/Shanghai")
    .toPlainDate()
    .toString();
}

const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;
/** Serial number of 1970-01-01. */
const DAYS_TO_1970 = 25_569;
/** Serial number of 9999-12-31. */
const LAST_SERIAL = 2_958_465;

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
