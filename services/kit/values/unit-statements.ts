/**
 * Units that a text beside a table states: `单位：万元、个`, `（元）`, `本表金额均为元`, `以元为单位`, of one column
 * `收费标准为元`, of all but one `单位：万元（泊位数除外）`. 填报单位：某局 states none, nor does 人 alone. What is said in
 * other words is not found. Nothing here fails.
 */
import { foldHeader, headerUnit } from "./headers.js";
import { magnitudeOf, placesBetween, UNIT_PATTERN, unitAlone } from "./units.js";

export interface UnitStatement {
  /** Also 美元 and 万, from which nothing can be converted. */
  readonly unit: string;
  /** Names of columns, folded: whose alone it is, or null. */
  readonly of: string | null;
  /** Names of columns, folded: whose it is not. */
  readonly except: readonly string[];
}

export type UnitReader = (text: string) => readonly UnitStatement[];

/** `names` are bare names of the table's columns. */
export function createUnitReader(names: readonly string[]): UnitReader {
  const known = [...new Set(names)].filter((name) => name.length >= SHORTEST_NAME && !OF_ALL.test(name));
  const anyName = known
    .toSorted((one, other) => other.length - one.length)
    .map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join("|");
  const scoped =
    anyName === "" ? null : new RegExp(`(${anyName})[列栏]?的?${OF_MONEY}${IS}${UNIT}${END}`, "gi");
  const excluded = anyName === "" ? null : new RegExp(`除(${anyName})[以之]?外|(${anyName})除外`, "gi");
  return (text) => {
    // Nearly every text has none of them.
    if (!MAY_STATE.test(text)) return [];
    const folded = text.normalize("NFKC").replaceAll(/单\s+位/g, "单位");
    const own: UnitStatement[] = [];
    const except: string[] = [];
    const rest = cut(folded, scoped, ([, of = "", unit = ""]) =>
      own.push({ unit, of: bareName(of), except: [] }),
    );
    const general = cut(rest, excluded, ([, one, other]) => except.push(bareName(one ?? other ?? "")));
    return [...own, ...unitsOfAll(general).map((unit) => ({ unit, of: null, except }))].map((statement) => ({
      ...statement,
      unit: statement.unit.replace(/(?:RMB|CNY)$/i, "元"),
    }));
  };
}

/**
 * What a statement says of the column of these names, whose values count in `unit`: how many places the point
 * moves right; `CONFLICT` where nobody can tell; null where it says nothing of the column.
 */
export function placesStated(
  { unit: stated, of, except }: UnitStatement,
  names: readonly string[],
  unit: string,
): number | "CONFLICT" | null {
  if (of === null ? except.some((name) => names.includes(name)) : !names.includes(of)) return null;
  const { base } = magnitudeOf(stated);
  const places = placesBetween(stated, unit);
  if (base === "") return places === 0 ? 0 : "CONFLICT";
  if (places !== null) return places;
  return magnitudeOf(unit).base === "元" && (OTHER_MONEY.test(base) || of !== null) ? "CONFLICT" : null;
}

/** A column's name without its unit, so that it is found in a text. */
export function bareName(header: string): string {
  return headerUnit(foldHeader(header)).bare.toUpperCase();
}

const SHORTEST_NAME = 2;
/** 金额单位：元 is said of all amounts, also where one of their columns has no other name. */
const OF_ALL = /^(?:金额|数量|数值|数据|单位|资金|费用|价格)$/;
const OF_MONEY = "(?:金额|计量|货币)?(?:单位)?";
const IS = String.raw`\s*(?:均|都|皆)?(?::|为|是|以|按)\s*`;
const CURRENCY = "美元|美金|港元|港币|欧元|日元|英镑|USD";
const OTHER_MONEY = new RegExp(`^(?:${CURRENCY})$`, "i");
const UNIT = `(${UNIT_PATTERN}|[十百千万亿]{0,2}(?:${CURRENCY}|RMB|CNY)|[十百千]?[万亿]|[百千])`;
const END = String.raw`(?=$|[\s,;。.、)/]|[计作和及]|为单位|填报|统计)`;
const MAY_STATE = /单\s*位|[元币万亿千百%％]|RMB|CNY|USD/i;
const AFTER_WORD = /(?:金额|计量|货币|数据|统计)?单位\s*(?:均|都|皆)?[:为是]?\s*([^\s;。()]+)/g;
const IN_WORDS = [
  new RegExp(`[以按](?:人民币)?${UNIT}(?:为单位|作单位|计|统计|填报)`, "gi"),
  new RegExp(
    String.raw`(?:金额|数值|数据|数字|资金|费用|款项|价格|本表|表[中内])[^\s,;。()]{0,6}?${IS}${UNIT}${END}`,
    "gi",
  ),
];
const IN_BRACKETS = new RegExp(String.raw`\(\s*(?:金额|单位)?:?\s*${UNIT}\s*\)`, "gi");
const WHOLE = new RegExp(`^${UNIT}$`, "i");

function unitsOfAll(folded: string): readonly string[] {
  const alone = unitAlone(folded);
  if (alone !== null && (magnitudeOf(alone).exponent !== 0 || alone === "元")) return [alone];
  const lists = [...folded.matchAll(AFTER_WORD)]
    .filter(({ index }) => !"报填制编送".includes(folded.charAt(index - 1) || " "))
    .flatMap(([, list = ""]) => list.split(/[、,/和及]/));
  const others = [...IN_WORDS, IN_BRACKETS].flatMap((pattern) =>
    [...folded.matchAll(pattern)].map(([, unit = ""]) => unit),
  );
  return [...new Set([...lists, ...others])].filter((unit) => WHOLE.test(unit));
}

/** What is matched is taken out and told. */
function cut(text: string, pattern: RegExp | null, tell: (match: RegExpMatchArray) => void): string {
  if (pattern === null) return text;
  for (const match of text.matchAll(pattern)) tell(match);
  return text.replaceAll(pattern, " ");
}
