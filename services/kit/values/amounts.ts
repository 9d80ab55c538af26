/**
 * Amounts as clerks write them, to a canonical decimal in the contract's unit: `3万元` in a column of 元 is
 * `30000`.
 *
 * Exact: digits are moved as text, never computed in floating point. Thousands separators and ¥ are read; a
 * unit in the cell wins over the header's, the header's over the contract's. Source: domain 03 §10. Input is
 * folded text. Nothing here throws.
 */
import { magnitudeOf, placesBetween } from "./units.js";

export type AmountResult =
  | { readonly ok: true; readonly value: string; readonly notice?: "UNIT_CONVERTED" | "SEPARATORS" }
  | { readonly ok: false; readonly reason: AmountReason };

/**
 * `SCALE`: more digits after the point, in the contract's unit, than it allows. `CAPITALS`: 壹万元整 and its
 * like.
 */
export type AmountReason = "FORMAT" | "NEGATIVE" | "SCALE" | "CAPITALS";

export interface AmountOptions {
  /** The contract's unit. Units that count the same are converted: 元, 万元 and 亿元, 人 and 万人. */
  readonly unit: string | null;
  /**
   * The unit in this file's header, if any. One that differs is converted without a notice: it is told once,
   * of the file.
   */
  readonly headerUnit: string | null;
  /** Digits after the point in the contract's unit. */
  readonly scale: number;
}

export function parseAmount(text: string, options: AmountOptions): AmountResult {
  if (
    (options.headerUnit === null || options.headerUnit === options.unit) &&
    isCanonical(text, options.scale)
  )
    return { ok: true, value: text };
  const parts = text.length <= LONGEST ? AMOUNT.exec(text) : null;
  if (!parts) return { ok: false, reason: reasonOf(text) };
  const whole = parts[1] ?? "";
  const suffix = parts[3] ?? "";
  const places = placesToMove(suffix, options);
  // ¥5000 in a column of 万元 may be either.
  const isYuan =
    suffix === "" && SIGN.test(text) && magnitudeOf(options.headerUnit ?? options.unit ?? "").exponent > 0;
  if (places === null || isYuan) return { ok: false, reason: "FORMAT" };
  const digits = whole.replace(SEPARATORS, "");
  const value = movePoint(digits, parts[2] ?? "", places);
  if (wholeDigits(value) > MOST_WHOLE_DIGITS) return { ok: false, reason: "FORMAT" };
  if (value.length - wholeDigits(value) - 1 > options.scale) return { ok: false, reason: "SCALE" };
  if (suffix !== "" && !isSame(suffix, options.headerUnit ?? options.unit ?? ""))
    return { ok: true, value, notice: "UNIT_CONVERTED" };
  return digits === whole ? { ok: true, value } : { ok: true, value, notice: "SEPARATORS" };
}

/** `decimal(18,6)` holds twelve digits before the point. */
const MOST_WHOLE_DIGITS = 12;
const LONGEST = 64;
const AMOUNT =
  /^(?:人民币|RMB)?[¥￥]? ?(\d{1,24}|\d{1,3}(?:[,，]\d{3}){1,7})(?:\.(\d{1,24}))? ?([^\d\s.,，]{1,3})?$/;
const SIGN = /^(?:人民币|RMB|[¥￥])/;
const SEPARATORS = /[,，]/g;
const NEGATIVE = /^[¥￥]?[-−(（][¥￥]?\d/;
const NUMERALS = /[零壹贰叁肆伍陆柒捌玖拾佰仟一二三四五六七八九十百千两]/;
/** Nearly every cell: digits, perhaps a point, nothing that folding or conversion would change. */
function isCanonical(text: string, scale: number): boolean {
  const length = text.length;
  let point = length;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) continue;
    if (code !== 0x2e || point !== length) return false;
    point = at;
  }
  if (point === 0 || point > MOST_WHOLE_DIGITS || (point > 1 && text.charCodeAt(0) === 0x30)) return false;
  if (point === length) return true;
  return length - point - 1 <= scale && text.charCodeAt(length - 1) !== 0x30 && point !== length - 1;
}

/**
 * Number of places by which the point moves right, from the cell's unit to the contract's; null for a unit
 * that does not belong here.
 */
function placesToMove(suffix: string, { unit, headerUnit }: AmountOptions): number | null {
  if (unit === null) return suffix === "" ? 0 : null;
  const source = suffix === "" ? (headerUnit ?? unit) : suffix;
  return source === unit ? 0 : placesBetween(source, unit);
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [magnitudeOf(one), magnitudeOf(other)];
  return first.base === second.base && first.exponent === second.exponent;
}

function movePoint(whole: string, fraction: string, places: number): string {
  const point = whole.length + places;
  const digits = (whole + fraction).padEnd(point, "0");
  const before = point > 0 ? digits.slice(0, point) : "";
  const after = point > 0 ? digits.slice(point) : "0".repeat(-point) + digits;
  const canonicalBefore = before.replace(/^0+/, "") || "0";
  const canonicalAfter = withoutTrailingZeros(after);
  return canonicalAfter === "" ? canonicalBefore : `${canonicalBefore}.${canonicalAfter}`;
}

/** A loop, since `/0+$/` is quadratic on zeros that are not at the end. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end -= 1;
  return digits.slice(0, end);
}

function wholeDigits(value: string): number {
  const point = value.indexOf(".");
  return point < 0 ? value.length : point;
}

function reasonOf(text: string): AmountReason {
  if (NEGATIVE.test(text)) return "NEGATIVE";
  return NUMERALS.test(text) && !/\d/.test(text) ? "CAPITALS" : "FORMAT";
}
