/**
 * The number format of each cell style, and whether its font is struck out. Built-in formats are those of the
 * Chinese edition (ECMA-376 part 1, 18.8.30, zh-cn), unless the workbook writes its own under their number.
 */
import { cellFormat, GENERAL } from "../../values/cell-format.js";
import type { Archive } from "./archive.js";
import { readWholeXml } from "./read-xml.js";
import { OFF } from "./runs.js";

export interface StyleFormat {
  readonly code: string;
  /** Texts are shown otherwise than they are stored. */ readonly changesText: boolean;
  readonly isStruck: boolean;
}

/** Number formats by index, the `s` of a cell. */
export type NumberFormats = readonly StyleFormat[];

export const GENERAL_FORMAT: StyleFormat = { code: GENERAL, changesText: false, isStruck: false };

/** Shows what General does, and nothing of 0. */
export const HIDES_ZERO = "General;-General;;@";

/** Excel has at most 65,490 formats. */
const STYLES = 100_000;

export async function readNumberFormats(archive: Archive, path: string | null): Promise<NumberFormats> {
  const codes = new Map(BUILT_IN_FORMATS);
  const formats: StyleFormat[] = [];
  const known = new Map<string, StyleFormat>();
  /** Numbers of the fonts that are struck out. */
  const struck = new Set<number>();
  let font = -1;
  let part: string | null = null;
  if (path === null) return formats;
  await readWholeXml(archive.read(path), {
    open: (name, attributes) => {
      if (name === "numFmt") codes.set(attributes["numFmtId"] ?? "", attributes["formatCode"] ?? "");
      else if (name === "cellXfs" || name === "fonts") part = name;
      else if (name === "font" && part === "fonts") font += 1;
      else if (name === "strike" && part === "fonts" && !OFF.test(attributes["val"] ?? "")) struck.add(font);
      else if (name === "xf" && part === "cellXfs" && formats.length < STYLES)
        formats.push(
          formatOf(
            codes.get(attributes["numFmtId"] ?? "0") ?? GENERAL,
            struck.has(Number(attributes["fontId"] ?? 0)),
          ),
        );
    },
    close: (name) => {
      if (name === part) part = null;
    },
  });
  return formats;

  /** One object for what is alike: a workbook may have as many styles as there may be. */
  function formatOf(code: string, isStruck: boolean): StyleFormat {
    const key = `${isStruck} ${code}`;
    const found = known.get(key) ?? { code, changesText: cellFormat(code).changesText, isStruck };
    known.set(key, found);
    return found;
  }
}

const YEAR_MONTH = 'yyyy"年"m"月"';
const MONTH_DAY = 'm"月"d"日"';
const TIME = 'h"时"mm"分"';
const TIME_SECONDS = 'h"时"mm"分"ss"秒"';

/** By number. */
export const BUILT_IN_FORMATS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: YEAR_MONTH,
    28: MONTH_DAY,
    29: MONTH_DAY,
    30: "m-d-yy",
    31: `yyyy"年"${MONTH_DAY}`,
    32: TIME,
    33: TIME_SECONDS,
    34: `上午/下午${TIME}`,
    35: `上午/下午${TIME_SECONDS}`,
    36: YEAR_MONTH,
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: YEAR_MONTH,
    51: MONTH_DAY,
    52: YEAR_MONTH,
    53: MONTH_DAY,
    54: MONTH_DAY,
    55: `上午/下午${TIME}`,
    56: `上午/下午${TIME_SECONDS}`,
    57: YEAR_MONTH,
    58: MONTH_DAY,
  }),
);
