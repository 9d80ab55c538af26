/** Units that statistics count in, after a power of ten. */
const COUNTED =
  "元|圆|%|人次|人|户次|户|家|个|件|份|项|次|所|名|处|台|辆|套|起|宗|亩|公顷|吨|平方米|平方公里|公里|千米|米|千瓦时|度";
const POWER = "(?:[十百千万]?[万亿]|[十百千])?";
/** A unit, as a source of a pattern. */
export const UNIT_PATTERN = `(?:人民币)?${POWER}(?:${COUNTED})`;

/**
 * Units as they are written beside numbers: a power of ten and what is counted. `万元` is 4 and 元, `人` is 0 and
 * 人.
 */
export interface Magnitude {
  readonly exponent: number;
  readonly base: string;
}

const POWERS: readonly (readonly [word: string, exponent: number])[] = [
  ["千万", 7],
  ["百万", 6],
  ["十万", 5],
  ["万亿", 12],
  ["亿", 8],
  ["万", 4],
  ["千", 3],
  ["百", 2],
  ["十", 1],
];
/** Without a base they are the words alone: 3万. 千克 and 千米 are units of their own. */
const OWN_NAMES: ReadonlySet<string> = new Set([
  "千克",
  "千米",
  "千瓦",
  "千瓦时",
  "百分点",
  "百分比",
  "十分",
]);

export function magnitudeOf(unit: string): Magnitude {
  const written = unit.replace(/^人民币/, "").replace(/^圆|圆$|元整$/, "元");
  const power = OWN_NAMES.has(written) ? undefined : POWERS.find(([word]) => written.startsWith(word));
  return power
    ? { exponent: power[1], base: written.slice(power[0].length) }
    : { exponent: 0, base: written };
}

const AFTER_WORD = /(?:金额|计量|货币|数据|统计)?单位\s*[:：]?\s*([^\s；;。，()（）]+)/g;
const IN_BRACKETS = new RegExp(`[（(]\\s*(?:金额|单位)?[:：]?\\s*(${UNIT_PATTERN})\\s*[）)]`, "g");
const WHOLE_UNIT = new RegExp(`^${UNIT_PATTERN}$`);

/** A unit and nothing else: `万元`, `（元）`, `单位：个`. Null for any other text. */
export function unitAlone(text: string): string | null {
  return ALONE.exec(text.normalize("NFKC").replaceAll(/\s/g, ""))?.[1] ?? null;
}

const ALONE = new RegExp(`^\\(?(?:单位:?)?(${UNIT_PATTERN})\\)?$`);

/** The units that a title names: `单位：万元、人`, `（万元）`, `万元`. 填报单位：某局 names none, nor does `人`. */
export function unitsIn(text: string): readonly string[] {
  const folded = text.normalize("NFKC");
  const alone = unitAlone(text);
  if (alone !== null && (magnitudeOf(alone).exponent !== 0 || alone === "元")) return [alone];
  const lists = [...folded.matchAll(AFTER_WORD)]
    .filter(({ index }) => !/[报填制编送]$/.test(folded.slice(0, index)))
    .flatMap(([, list = ""]) => list.split(/[、,/和及]/));
  return [...new Set([...lists, ...[...folded.matchAll(IN_BRACKETS)].map(([, unit = ""]) => unit)])].filter(
    (unit) => WHOLE_UNIT.test(unit),
  );
}

/**
 * Number of places by which the point moves right from one unit to the other; null when they count different
 * things.
 */
export function placesBetween(from: string, to: string): number | null {
  const source = magnitudeOf(from);
  const target = magnitudeOf(to);
  // 3万 in a column of 元 or 万元
  const isSame = source.base === target.base || (source.base === "" && source.exponent > 0);
  return isSame ? source.exponent - target.exponent : null;
}
