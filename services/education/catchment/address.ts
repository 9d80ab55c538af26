/**
 * A place as parents write it: `北京市密云区示例路12号院3单元` → the road 示例路 and the number 12. What leads to it (city,
 * district) and what follows the number (院, 号楼, 弄) says nothing of the school; full width is folded.
 */
export interface Address {
  /** As places are looked up. */
  readonly name: string;
  readonly number: number | null;
}

const PREFIXES = /^(?:北京市?|密云[区县])+/;
const NUMBER = /^(.*?\D)(\d{1,5})(?:号|弄|院|-|—|$).*$/;

export function normalisePlace(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[\s,，、()（）]/g, "")
    .replace(PREFIXES, "");
}

export function parsePlace(text: string): Address {
  const name = normalisePlace(text);
  const [, before, number] = NUMBER.exec(name) ?? [];
  return before === undefined || number === undefined
    ? { name, number: null }
    : { name: before, number: Number(number) };
}

/** Numbers of one side of a road, or of both. */
export interface NumberRange {
  readonly from: number | null;
  readonly to: number | null;
  readonly parity: string | null;
}

/** The range of house numbers in a row of the catchments. */
export function rangeOf({
  numberFrom = null,
  numberTo = null,
  parity = null,
}: {
  readonly numberFrom?: number | null;
  readonly numberTo?: number | null;
  readonly parity?: string | null;
}): NumberRange {
  return { from: numberFrom, to: numberTo, parity };
}

export function holdsNumber({ from, to, parity }: NumberRange, number: number): boolean {
  if ((from !== null && number < from) || (to !== null && number > to)) return false;
  return parity === "ODD" ? number % 2 === 1 : parity === "EVEN" ? number % 2 === 0 : true;
}

/** True when a number can be in both. */
export function overlaps(one: NumberRange, other: NumberRange): boolean {
  const first = Math.max(one.from ?? 0, other.from ?? 0);
  const last = Math.min(one.to ?? Infinity, other.to ?? Infinity);
  // Two numbers in a row are one odd and one even: no further need be looked.
  return [first, first + 1].some(
    (number) => number <= last && holdsNumber(one, number) && holdsNumber(other, number),
  );
}
