/**
 * A number of a workbook or of JSON → the text that its column reads, and what is to be said of it. What a
 * person sees in the cell is the value: rounded where the format rounds (with a warning), refused where the
 * format shows something else than is stored. General and numbers of JSON are taken with all fifteen digits,
 * since how many are shown depends on the width.
 */
import Big from "big.js";
import type { Column } from "../feed/contract.js";
import type { NumberCell } from "../feed/stages.js";
import { cellFormat, type CellFormat } from "../values/cell-format.js";
import { clockOf, excelSerialToDate } from "../values/dates.js";
import { isExactInteger, numberToText } from "../values/numbers.js";
import { magnitudeOf, unitAlone } from "../values/units.js";

export interface NumberReading {
  /** Null when the cell is refused. */
  readonly text: string | null;
  /** `shown` is what the cell holds, where the text does not say it. */
  readonly finding?: {
    readonly code: string;
    readonly shown?: string;
    readonly details?: Readonly<Record<string, string>>;
  };
}

export function numberText({ value, format, is1904 }: NumberCell, column: Column): NumberReading {
  const stored = numberToText(value);
  // Whoever typed it meant a number, or a day of either system.
  if (is1904 && column.kind === "date")
    return { text: null, finding: { code: "DATE_FORMAT", shown: stored } };
  if (format === null) return { text: stored };
  // Excel keeps fifteen digits: a longer code has lost its end.
  if (column.kind === "text" && Math.abs(value) >= 1e15 && !isExactInteger(value))
    return { text: null, finding: { code: "VALUE_NUMBER_FORMAT" } };
  const shape = cellFormat(format);
  switch (shape.kind) {
    case "general":
      return isShortened(stored)
        ? { text: stored, finding: { code: "NUMBER_FULL", details: { stored } } }
        : { text: stored };
    case "day":
      return dayText(value, shape, column);
    case "clock":
      return clockText(value, shape, column);
    case "number":
      return column.kind === "decimal" || column.kind === "integer"
        ? measureText(value, stored, shape, column)
        : visible(shape.show(value), value, stored);
  }
}

/** General shows eleven characters at most, and from 10^11 on an exponent. */
const GENERAL_CHARACTERS = 11;

function isShortened(stored: string): boolean {
  const digits = stored.startsWith("-") ? stored.length - 1 : stored.length;
  return digits > GENERAL_CHARACTERS;
}

function visible(shown: string | null, value: number, stored: string): NumberReading {
  if (shown === null) return { text: null, finding: { code: "VALUE_FORMAT_UNKNOWN" } };
  if (shown !== "") return { text: shown };
  return value === 0
    ? { text: "", finding: { code: "ZERO_HIDDEN" } }
    : { text: null, finding: { code: "VALUE_HIDDEN", shown: stored } };
}

function dayText(value: number, shape: CellFormat, { kind, period, clock }: Column): NumberReading {
  const { year, month, day, hours, minutes, seconds } = shape.parts;
  const date = excelSerialToDate(value);
  // The displayed text is computed only where it is needed, since a file may have a date in every row.
  if (date !== null && kind === "date") {
    if (!year || !month || !day)
      return {
        text: date,
        finding: { code: "DATE_PART_HIDDEN", details: { shown: shape.show(value) ?? "", date } },
      };
    return Number.isInteger(value) ? { text: date } : { text: date, finding: { code: "DATE_TIME_DROPPED" } };
  }
  if (date !== null && period !== undefined && year)
    return { text: day ? date : month ? date.slice(0, 7) : date.slice(0, 4) };
  if (date !== null && clock === "moment" && year && month && day && hours) {
    const { daysOver, time } = clockOf(value, seconds);
    const dayOf = excelSerialToDate(Math.floor(value) + daysOver);
    if (dayOf !== null && (minutes || isFullHour(time))) return { text: `${dayOf}T${time}` };
  }
  const reading = visible(shape.show(value), value, numberToText(value));
  return kind === "text" && reading.text !== null && period === undefined && clock === undefined
    ? { text: reading.text, finding: { code: "TEXT_IS_DATE", details: { shown: reading.text } } }
    : reading;
}

function clockText(value: number, shape: CellFormat, { clock }: Column): NumberReading {
  if (clock === "time" && !shape.isElapsed && value >= 0) {
    const { time } = clockOf(value, shape.parts.seconds);
    if (shape.parts.minutes || isFullHour(time)) return { text: time };
  }
  return visible(shape.show(value), value, numberToText(value));
}

/** A format that shows hours alone, as `6时`, hides the minutes of all other times. */
function isFullHour(time: string): boolean {
  return /:00(?::00)?$/.test(time);
}

/** Characters that a format adds to the digits: currency signs, separators, brackets of a negative number. */
const DECORATION = /[,\s¥￥]/g;
const NUMBER = /^(-?\d*\.?\d*(?:E[+-]?\d+)?)(.*)$/i;
const NEGATIVE_IN_BRACKETS = /^\((.+)\)$/;

function measureText(value: number, stored: string, shape: CellFormat, column: Column): NumberReading {
  if (shape.plainDecimals !== null && Number(value.toFixed(shape.plainDecimals)) === value)
    return { text: stored };
  const shown = shape.show(value);
  if (shown === null) return { text: stored };
  if (!/\d/.test(shown)) return hiddenMeasure(shown, value, stored);
  const [, digits = "", suffix = ""] =
    NUMBER.exec(shown.replace(NEGATIVE_IN_BRACKETS, "-$1").replaceAll(DECORATION, "")) ?? [];
  if (digits === "" || !Number.isFinite(Number(digits))) return { text: shown };
  const text = (number: string): string => (isOwnUnit(suffix, column) ? number : number + suffix);
  if (Number(digits) === Number(stored)) return { text: text(stored) };
  const exact = suffix === "" || !isScaling(suffix) ? new Big(stored) : new Big(stored).div(scaleOf(suffix));
  if (exact.eq(digits)) return { text: text(exact.toFixed()) };
  const places = digits.split(".")[1]?.length ?? 0;
  if (exact.round(places, Big.roundHalfUp).eq(digits) && (suffix === "" || suffix === "%"))
    return {
      text: text(new Big(digits).toFixed()),
      finding: { code: "NUMBER_ROUNDED", details: { shown, stored } },
    };
  return { text: null, finding: { code: "NUMBER_SCALED", shown, details: { shown, stored } } };
}

function hiddenMeasure(shown: string, value: number, stored: string): NumberReading {
  if (value === 0) {
    if (shown === "") return { text: "0", finding: { code: "ZERO_HIDDEN" } };
    // 未统计 in the place of 0 is what the cell says.
    return DASH.test(shown) ? { text: "0", finding: { code: "VALUE_DASH" } } : { text: shown };
  }
  return { text: null, finding: { code: "VALUE_HIDDEN", shown: stored } };
}

/** `¥ -` is what accounting formats make of 0. */
const DASH = /^[¥￥]?\s*[-–—]{1,2}$/;

/** `5人` in a column of people, or in one without a unit, is 5. */
function isOwnUnit(suffix: string, { unit }: Column): boolean {
  return !isScaling(suffix) && (unit === undefined ? unitAlone(suffix) !== null : unit === suffix);
}

function isScaling(suffix: string): boolean {
  return suffix === "%" || magnitudeOf(suffix).exponent !== 0;
}

function scaleOf(suffix: string): Big {
  return suffix === "%" ? new Big("0.01") : new Big(10).pow(magnitudeOf(suffix).exponent);
}
