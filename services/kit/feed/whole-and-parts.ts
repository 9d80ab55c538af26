/**
 * A whole and its parts in one feed: the district's count beside those of its towns. A part that is hidden
 * must not follow from the whole less the others, whichever of them was published when.
 *
 * A reader knows the whole, the parts that are shown, and which are hidden: these sum up to the rest. With
 * `k` of them and the threshold `n`, each small one may still be anything from 1 to `n - 1` when the rest is
 * `(k - 1)(n - 1) + n` or more, since one that is not small takes up the difference. So one that is not small
 * is hidden with those that are. Which, a keyed hash says: the smallest would be known to be no greater than
 * the others. Where no part is left to hide, the whole is; where that is public too, the file is refused.
 *
 * A reader compares releases, too. What was hidden stays so when it is corrected. And the rest stays what it
 * was: where it moves, somebody who sees what was corrected knows by how much, so the new whole is hidden.
 */
import type { Reference, ReferenceTo, Row, RowContext, RowSecrets, SetMask, ShownRow } from "./contract.js";
import { isFew } from "./small-cells.js";

export interface WholeAndParts {
  /** Names the part; empty in the record of the whole. */
  readonly part: string;
  /** The fields in which a whole and its parts are the same. */
  readonly same: readonly string[];
  /** The count that adds up: an integer, or a decimal without a fraction. */
  readonly count: string;
  /** Rows that do not add up. */
  readonly isApart: (row: Row) => boolean;
  /** The feed itself, by a field whose values are unique. */
  readonly published: Reference;
}

/** A record, as it is published or will be. */
interface Member {
  /** Null where it is published and hidden. */
  readonly count: number | null;
  /** The published value before this file: null where it is hidden, undefined where there is none. */
  readonly before: number | null | undefined;
  /** The row of the file; null when the file does not have it. */
  readonly held: ShownRow | null;
}
interface Family {
  readonly name: string;
  whole: Member | null;
  readonly parts: Map<string, Member>;
}

export function wholeAndParts(given: WholeAndParts): SetMask {
  return {
    code: "SMALL_CELL_FOLLOWS",
    text: {
      zh: "由已公开的合计数和其他各数可推算出少于最低公开人数的数。请将同期的合计数和各数一并报送。",
      en: "A count of too few persons would follow from the whole and the other parts that are public. Hand in the whole and all parts together.",
    },
    hide: (rows, context, secrets) =>
      familiesOf(given, rows, context).flatMap((family) =>
        hideIn(family, given.count, context, secrets) ? [] : [faultOf(family, given.count)],
      ),
  };
}

/** Those that the file has something of. */
function familiesOf(
  { part, same, count, isApart, published }: WholeAndParts,
  rows: readonly ShownRow[],
  context: RowContext,
): readonly Family[] {
  const families = new Map<string, Family>();
  const familyOf = (row: Row): Family => {
    const name = JSON.stringify(same.map((field) => row[field] ?? null));
    const family = families.get(name) ?? { name, whole: null, parts: new Map<string, Member>() };
    families.set(name, family);
    return family;
  };
  const put = (row: Row, held: ShownRow | null): void => {
    const [family, name] = [familyOf(row), row[part] ?? null];
    const value = row[count] ?? null;
    const number = value === null ? null : Number(value);
    const published = name === null ? family.whole : family.parts.get(String(name));
    const member = { count: number, before: held ? published?.before : number, held };
    if (name === null) family.whole = member;
    else family.parts.set(String(name), member);
  };
  const added = rows.filter(({ row }) => !isApart(row));
  for (const { row } of added) familyOf(row);
  const known: ReferenceTo<Row> = published;
  for (const row of context.rows(known)) {
    const cells = row as Row;
    if (families.has(JSON.stringify(same.map((field) => cells[field] ?? null)))) put(cells, null);
  }
  for (const held of added) put(held.row, held);
  return [...families.values()];
}

/** Hides what must be; false where that is not enough. */
function hideIn(
  { name: ofFamily, whole, parts }: Family,
  field: string,
  context: RowContext,
  { pseudonym }: RowSecrets,
): boolean {
  const members = [...parts.values()];
  // A value that was public before and has not changed can no longer be hidden.
  const isKnown = ({ count, before }: Member): boolean => count !== null && count === before;
  const isHidden = (member: Member): boolean =>
    !isKnown(member) && (member.held?.shown[field] ?? null) === null;
  const mayHide = (member: Member): boolean => member.held !== null && !isKnown(member) && !isHidden(member);
  const rest = (of: (member: Member) => number): number =>
    members.reduce((left, part) => (isHidden(part) ? left : left - of(part)), whole ? of(whole) : 0);
  const now = ({ count }: Member): number => count ?? 0;

  /** Any value of each that is small would do. */
  const isCovered = (): boolean => {
    const hidden = members.filter(isHidden);
    const sum = whole ? rest(now) : hidden.reduce((all, { count }) => all + (count ?? 1), 0);
    if (hidden.length === 0) return !whole || !isFew(sum, context);
    const { fewestShown } = context;
    return hidden.length > 1 && sum >= (hidden.length - 1) * (fewestShown - 1) + fewestShown;
  };
  /** The rest is what it was. */
  const isSteady = (): boolean =>
    typeof whole?.before !== "number" ||
    !members.some(isHidden) ||
    rest(now) === rest((member) => member.before ?? now(member));
  const isSafe = (): boolean => (whole !== null && isHidden(whole)) || (isCovered() && isSteady());

  for (const { before, held } of whole ? [whole, ...members] : members)
    if (before === null) held?.hide(field);
  if (whole?.held === null && !isSteady()) return false;
  const others = [...parts]
    .filter(([, part]) => mayHide(part) && now(part) >= context.fewestShown)
    .map(([name, { held }]) => ({ held, order: pseudonym(`${ofFamily} ${name}`) }))
    .toSorted((one, other) => (one.order < other.order ? -1 : 1));
  for (const { held } of others) {
    if (isSafe()) return true;
    held?.hide(field);
  }
  if (isSafe() || !whole) return true;
  whole.held?.hide(field);
  return isHidden(whole);
}

function faultOf(
  { whole, parts }: Family,
  field: string,
): { readonly line: number | null; readonly field: string } {
  const held = [whole, ...parts.values()].find((member) => member?.held)?.held;
  return { line: held?.line ?? null, field };
}
