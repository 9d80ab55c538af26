/**
 * A cell's text, folded, without the marks that other programs left in it; or the reason why it is none.
 * Everyday text costs one pattern and two looks at its first character.
 */
import type { Column } from "../feed/contract.js";
import { checkCitizenId } from "../values/citizen-id.js";
import { garbledChinese, lostWords, unusualDamage, type Damage } from "../values/text-damage.js";
import { foldText, isCleanText } from "../values/text.js";
import type { FindingList } from "./findings.js";

/** Null when the cell is refused: a finding says why. */
export function cleanText(
  line: number,
  field: string,
  column: Column,
  raw: string,
  list: FindingList,
): string | null {
  const isClean = isCleanText(raw);
  let text = isClean ? raw : foldText(raw);
  if (text === "") return text;
  // A word that no code list has, or no day, is refused for that.
  const garbled = column.kind === "text" ? garbledChinese(text) : null;
  const damage = lostWords(text) ?? (isClean ? null : unusualDamage(text)) ?? garbled;
  if (damage !== null && damage.kind !== "RENAMED") {
    addDamage(line, field, text, damage, list);
    return null;
  }
  if (damage?.kind === "RENAMED") {
    text = damage.text;
    list.add(line, field, text, "CHARACTERS_RENAMED", { characters: damage.characters });
  }
  const first = text.charCodeAt(0);
  if (first === HASH && isFault(text)) {
    list.add(line, field, text, NARROW.test(text) ? "VALUE_NARROW" : "VALUE_FAULT");
    return null;
  }
  if (first === APOSTROPHE && APOSTROPHE_MARK.test(text)) {
    text = text.slice(1).trim();
    list.add(line, field, text, "APOSTROPHE_DROPPED");
  }
  return text.charCodeAt(text.length - 1) === ZERO && column.kind === "text"
    ? digitsOf(line, field, column, text, list)
    : text;
}

/**
 * Finds what a spreadsheet does to a long number or a code: lost digits, and a `.0` at the end, which is
 * dropped.
 */
function digitsOf(line: number, field: string, column: Column, text: string, list: FindingList): string {
  if (LOST_DIGITS.test(text) && !checkCitizenId(text).ok) list.add(line, field, text, "DIGITS_DOUBTFUL");
  if (!POINT_ZERO.test(text) || !CODE_HEADER.test(column.zh)) return text;
  const code = text.slice(0, -2);
  list.add(line, field, code, "POINT_ZERO_DROPPED");
  return code;
}

const HASH = 0x23;
const APOSTROPHE = 0x27;
const ZERO = 0x30;
/** Not a quotation, and not what keeps a formula from being one. */
const APOSTROPHE_MARK = /^'[^'=+\-@\s][^']*$/;
/** Error values that programs write for a failed formula, in English and Chinese editions. */
const FAULT =
  /^#(?:REF!|N\/A|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BUSY!|BLOCKED!|CONNECT!|UNKNOWN!|GETTING_DATA|名称\?|值!|引用!|数值!|空值!)$/i;
const NARROW = /^#{3,}$/;
const POINT_ZERO = /^\d{3,}\.0$/;
const CODE_HEADER = /(?:编号|编码|代码|号码|邮编|证号|账号|单号|序号|电话|手机|传真|热线)$/;
/**
 * Ends as a number does that Excel has rounded. One of a thousand numbers of 18 digits does so by chance; a
 * citizen ID with a right check digit is taken as whole.
 */
const LOST_DIGITS = /^\d{15}0{2,5}$/;

function isFault(text: string): boolean {
  return FAULT.test(text) || NARROW.test(text);
}

function addDamage(
  line: number,
  field: string,
  text: string,
  damage: Exclude<Damage, { kind: "RENAMED" }>,
  list: FindingList,
): void {
  switch (damage.kind) {
    case "LOST":
      return list.add(line, field, text, "CHARACTERS_LOST");
    case "PRIVATE":
      return list.add(line, field, text, "CHARACTERS_PRIVATE", { characters: damage.characters });
    case "GARBLED":
      return list.add(line, field, text, "CHARACTERS_GARBLED", { proposal: damage.proposal.slice(0, 40) });
  }
}
