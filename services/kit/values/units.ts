/** Units that statistics count in, after a power of ten. */
const COUNTED =
  "元|圆|%|人次|人|户次|户|家|个|件|份|项|次|所|名|处|台|辆|套|起|宗|亩|公顷|吨|平方米|平米|[mM]2|平方公里|平方千米|[kK][mM]2|公里|千米|米|千瓦时|度";
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

/** In square metres: powers of ten. */
const AREAS: ReadonlyMap<string, number> = new Map([
  ["平米", 0],
  ["m2", 0],
  ["公顷", 4],
  ["平方公里", 6],
  ["平方千米", 6],
  ["km2", 6],
]);

export function magnitudeOf(unit: string): Magnitude {
  const written = unit.replace(/^人民币/, "").replace(/^圆|圆$|元整$/, "元");
  const power = OWN_NAMES.has(written) ? undefined : POWERS.find(([word]) => written.startsWith(word));
  const base = power ? written.slice(power[0].length) : written;
  const area = AREAS.get(base.toLowerCase());
  return area === undefined
    ? { exponent: power?.[1] ?? 0, base }
    : { exponent: (power?.[1] ?? 0) + area, base: "平方米" };
}

/** A unit and nothing else: `万元`, `（元）`, `单位：个`. Null for any other text. */
export function unitAlone(text: string): string | null {
  return ALONE.exec(text.normalize("NFKC").replaceAll(/\s/g, ""))?.[1] ?? null;
}

const ALONE = new RegExp(`^\\(?(?:单位:?)?(${UNIT_PATTERN})\\)?$`);

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
