/**
 * Dates as clerks write them, to `YYYY-MM-DD` (domain 03 §10). Years 1900 to 2099.
 *
 * Read: 2020-06-03, 2020/6/3, 2020.6.3, 2020年6月3日 (or 号), 20200603, an Excel serial number (43985), each also
 * with a time of day, which is dropped with a notice unless it is 00:00; an ISO time with an offset is first
 * moved to Asia/Shanghai. 长期, 永久 and 9999-12-31 are 2099-12-31, with a notice. Refused: days that do not
 * exist, two-digit years, and what could be read day first or month first. Input is folded text; every
 * pattern is anchored and linear. Nothing here throws.
 */
import { addDays, excelSerialToDate, formatDate, isRealDay } from "./calendar.js";

export { addDays, addMonths, clockOf, excelSerialToDate, shanghaiDay, today } from "./calendar.js";

export type DateResult =
  | { readonly ok: true; readonly value: string; readonly notice?: "TIME_DROPPED" | "LONG_TERM" }
  | { readonly ok: false; readonly reason: DateReason };

export type DateReason = "IMPOSSIBLE" | "AMBIGUOUS" | "TWO_DIGIT_YEAR" | "FORMAT";

/** The date that the standard writes for "without end". */
export const LONG_TERM_DATE = "2099-12-31";

export function parseDate(text: string): DateResult {
  if (text.length === 10 && isTenCharacterDate(text)) return fromTenCharacters(text);
  if (text.length > LONGEST) return { ok: false, reason: "FORMAT" };
  const written = WRITTEN.exec(text) ?? COMPACT.exec(text);
  if (written) return fromParts(Number(written[1]), Number(written[2]), Number(written[3]), written[4] ?? "");
  if (SERIAL.test(text)) return fromSerial(Number(text));
  if (LONG_TERM_WORD.test(text)) return { ok: true, value: LONG_TERM_DATE, notice: "LONG_TERM" };
  return { ok: false, reason: reasonOf(text) };
}

/** Longer than any date with its time, fraction and offset. */
const LONGEST = 40;
const WRITTEN = /^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?: ?[日号])?([T ].*)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})([T ].*)?$/;
/** Five digits: from 1927-05-18, since fewer would be a year or a count. */
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const LONG_TERM_WORD = /^(?:长期|永久)(?:有效)?$/;
const TIME = /^[T ] ?(\d{1,2})[:时](\d{1,2})(?:分|(?::(\d{1,2})(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}(?: .*)?$/;
const SHORT_YEAR = /^'?\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?(?: .*)?$|^\d{1,2}\/\d{1,2}\/\d{2}$/;
const SHANGHAI_OFFSET_MINUTES = 480;
const DAY_MINUTES = 1440;

/** `dddd-dd-dd` with `-`, `/` or `.`: nearly every cell, so without a regular expression. */
function isTenCharacterDate(text: string): boolean {
  const separator = text.charCodeAt(4);
  if ((separator !== 0x2d && separator !== 0x2f && separator !== 0x2e) || text.charCodeAt(7) !== separator)
    return false;
  for (let at = 0; at < 10; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 0x30 || code > 0x39) && at !== 4 && at !== 7) return false;
  }
  return true;
}

function fromTenCharacters(text: string): DateResult {
  const year = digit(text, 0) * 1000 + digit(text, 1) * 100 + digit(text, 2) * 10 + digit(text, 3);
  const month = digit(text, 5) * 10 + digit(text, 6);
  const day = digit(text, 8) * 10 + digit(text, 9);
  return fromDay(year, month, day, text.charCodeAt(4) === 0x2d ? text : formatDate(year, month, day));
}

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 0x30;
}

function fromDay(year: number, month: number, day: number, value: string): DateResult {
  if (month === 12 && day === 31 && (year === 2099 || year === 9999))
    return { ok: true, value: LONG_TERM_DATE, notice: "LONG_TERM" };
  if (year < 1900 || year > 2099 || !isRealDay(year, month, day)) return { ok: false, reason: "IMPOSSIBLE" };
  return { ok: true, value };
}

function fromParts(year: number, month: number, day: number, timeText: string): DateResult {
  const result = fromDay(year, month, day, formatDate(year, month, day));
  if (!result.ok || result.notice !== undefined || timeText.trim() === "") return result;
  const time = TIME.exec(timeText);
  if (!time) return { ok: false, reason: "FORMAT" };
  return fromTime(result.value, Number(time[1]), Number(time[2]), Number(time[3] ?? 0), time[4]);
}

/** A program that writes a Shanghai midnight in UTC writes 16:00 of the day before. */
function fromTime(
  date: string,
  hours: number,
  minutes: number,
  seconds: number,
  offset: string | undefined,
): DateResult {
  if (hours > 23 || minutes > 59 || seconds > 59) return { ok: false, reason: "IMPOSSIBLE" };
  const local =
    hours * 60 + minutes + (offset === undefined ? 0 : SHANGHAI_OFFSET_MINUTES - offsetMinutes(offset));
  const value = addDays(date, Math.floor(local / DAY_MINUTES));
  const isMidnight = local % DAY_MINUTES === 0 && seconds === 0;
  return isMidnight ? { ok: true, value } : { ok: true, value, notice: "TIME_DROPPED" };
}

function offsetMinutes(offset: string): number {
  if (offset === "Z") return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith("-") ? -minutes : minutes;
}

function fromSerial(serial: number): DateResult {
  const value = excelSerialToDate(serial);
  if (value === null || value > LONG_TERM_DATE) return { ok: false, reason: "FORMAT" };
  return Number.isInteger(serial) ? { ok: true, value } : { ok: true, value, notice: "TIME_DROPPED" };
}

function reasonOf(text: string): DateReason {
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast) return Number(yearLast[1]) <= 12 && Number(yearLast[2]) <= 12 ? "AMBIGUOUS" : "FORMAT";
  return SHORT_YEAR.test(text) ? "TWO_DIGIT_YEAR" : "FORMAT";
}
