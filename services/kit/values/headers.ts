/**
 * Column headers as they stand in files, made comparable: `1.行政相对人名称*`, `行政相对人名称（必填）` and
 * `行政相对人 名称` are one header. Source of the variants: domain 02 §6. Nothing here fails.
 */

import { UNIT_PATTERN } from "./units.js";

/**
 * NFKC, without white space, required marks, leading numbers and a closing colon; every bracket is `(` or
 * `)`.
 */
export function foldHeader(raw: string): string {
  return raw
    .replace(LEADING_NUMBER, "")
    .normalize("NFKC")
    .replace(UNSEEN, "")
    .replace(OPENING, "(")
    .replace(CLOSING, ")")
    .replace(REQUIRED_MARK, "")
    .replace(CLOSING_COLON, "");
}

/**
 * The unit at the end of a folded header: `罚款金额(万元)` is `罚款金额` in 万元. The whole header when there is none.
 */
export function headerUnit(folded: string): { readonly bare: string; readonly unit: string | null } {
  const found = UNIT.exec(folded);
  if (!found) return { bare: folded, unit: null };
  return {
    bare: folded.slice(0, found.index),
    unit: (found[1] ?? found[2] ?? "").replace("人民币", "").replace("圆", "元"),
  };
}

/** `1.`, `1、`, `(1)` or `①`; not the number of `2020年人数` or `60 岁以上人数`. */
const LEADING_NUMBER = /^\s*(?:[①-⑳]|[(（]\d{1,2}[)）]|\d{1,2}[.．、)）](?!\d))\s*/;
const UNSEEN = /[\s\p{Cc}\p{Cf}]/gu;
const OPENING = /[[{【〔〖〈﹝]/g;
const CLOSING = /[\]}】〕〗〉﹞]/g;
const REQUIRED_MARK = /\*|※|\((?:必填|必填项|选填|选填项|必录|非必填)\)/g;
const CLOSING_COLON = /:+$/;
const UNIT = new RegExp(`\\((?:单位:?)?(${UNIT_PATTERN})\\)$|[/,](?:单位:)?(${UNIT_PATTERN})$`);
