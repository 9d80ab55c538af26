/**
 * The text that a spreadsheet shows for a number: formats of ECMA-376 part 1, 18.8.31, by numfmt. `!` escapes
 * one character, as Chinese editions write it. General shows eleven characters. Nothing here fails: a text
 * that cannot be determined is null.
 */
import {
  format,
  getFormatDateInfo,
  tokenize,
  TOKEN_DBNUM,
  TOKEN_DURATION,
  TOKEN_NATNUM,
  type FormatDateInfo,
} from "numfmt";

export interface CellFormat {
  readonly code: string;
  /** `day` shows a year, a month or a day; `clock` only a time or a duration. */
  readonly kind: "general" | "number" | "day" | "clock";
  readonly parts: FormatDateInfo;
  /** `[h]:mm` counts on beyond a day. */
  readonly isElapsed: boolean;
  /** Digits after the point of `0`, `#,##0.00` and their like; null of a format that does more. */
  readonly plainDecimals: number | null;
  /** A text is changed by the format, as by `@"镇"`, or hidden, as by `;;;`. */
  readonly changesText: boolean;
  /** Without the white space around it. Null when it depends on the program. */
  readonly show: (value: number | string) => string | null;
}

export const GENERAL = "General";

/** Known formats by code. A file has a few; one that has thousands only costs time. */
const known = new Map<string, CellFormat>();
const MOST_KNOWN = 1_000;

export function cellFormat(code: string): CellFormat {
  const found = known.get(code);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = describe(code);
  known.set(code, made);
  return made;
}

const PLAIN = /^(?:0|#,##0)(?:\.(0+))?(?:_ )?$/;
const SHOWS_GENERAL = /^(?:general|g\/通用格式)?$/i;
/** Escaped characters and quoted texts stay as they are. */
const ESCAPE = /("[^"]*"|\\.|[_*].)|!(.)/g;
const HALF_DAYS = "上午/下午";
const CHINESE = /aaa|上午|\[\$[^\]]*-[0-9a-f]*804\]/i;
const NO_PARTS: FormatDateInfo = {
  year: false,
  month: false,
  day: false,
  hours: false,
  minutes: false,
  seconds: false,
  clockType: 24,
};

function describe(code: string): CellFormat {
  if (SHOWS_GENERAL.test(code))
    return {
      code,
      kind: "general",
      parts: NO_PARTS,
      isElapsed: false,
      plainDecimals: null,
      changesText: false,
      show: (value) => shown(GENERAL, "en-US", value),
    };
  const pattern = code
    .replace(ESCAPE, (_, kept: string | undefined, escaped: string) => kept ?? `\\${escaped}`)
    .replaceAll(HALF_DAYS, "AM/PM");
  const locale = CHINESE.test(code) ? "zh-CN" : "en-US";
  const types = typesOf(pattern);
  const parts = partsOf(pattern);
  const isDay = parts.year || parts.month || parts.day;
  const isClock = parts.hours || parts.minutes || parts.seconds || types.includes(TOKEN_DURATION);
  const isElapsed = types.includes(TOKEN_DURATION);
  const plain = PLAIN.exec(code);
  return {
    code,
    parts,
    kind: isDay ? "day" : isClock ? "clock" : "number",
    isElapsed,
    plainDecimals: plain ? (plain[1] ?? "").length : null,
    changesText: (shown(pattern, locale, SAMPLE_TEXT) ?? SAMPLE_TEXT) !== SAMPLE_TEXT,
    // Numerals in characters are the program's own.
    show:
      types.includes(TOKEN_DBNUM) || types.includes(TOKEN_NATNUM)
        ? () => null
        : (value) => (isBeyondCalendar(value) ? null : shown(pattern, locale, value)),
  };

  function isBeyondCalendar(value: number | string): boolean {
    if ((!isDay && !isClock) || typeof value === "string") return false;
    return value < 0 || value >= (isElapsed && !isDay ? MOST_HOURS / 24 : DAYS);
  }
}

/** Serial number of the day after 9999-12-31, and the most hours that every program counts up to. */
const DAYS = 2_958_466;
const MOST_HOURS = 1_000_000;

const SAMPLE_TEXT = "文本";

function shown(pattern: string, locale: string, value: number | string): string | null {
  try {
    return format(pattern, value, { locale }).trim();
  } catch {
    return null;
  }
}

function typesOf(pattern: string): readonly string[] {
  try {
    return tokenize(pattern).map(({ type }) => type);
  } catch {
    return [];
  }
}

function partsOf(pattern: string): FormatDateInfo {
  try {
    return getFormatDateInfo(pattern);
  } catch {
    return NO_PARTS;
  }
}
