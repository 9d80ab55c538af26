/**
 * Rules for the rows of a month together, and against the month before (domain 04). The month before is
 * looked for in the file, then in what is published; where few people are hidden there is nothing to compare
 * with.
 */
import Big from "big.js";
import { allAreas, shiftPeriod, type Published, type SetFault, type SetRule } from "#kit";
import { residences } from "../code-lists.js";
import type { MinimumLivingFigureCells } from "../columns/minimum-living.js";
import { lineName, publishedSeries, type SeriesKind as Kind } from "../columns/series.js";

interface TownRow {
  readonly period: string;
  readonly town: string;
  readonly areaCode: string | null;
  readonly residence?: string | null;
}
type LineRow<By extends string> = TownRow & { readonly [Name in By]: string };
type Spending = { readonly persons: number; readonly spendingYuan: string };

interface Entry<R> {
  readonly row: R;
  readonly line: number;
}

/** Every period has all towns, of each kind that it has. */
export function allTownsRule<By extends Kind>(kind: By | null): SetRule<LineRow<By>> {
  return {
    code: "SA-06",
    severity: "WARNING",
    text: {
      zh: "{period} 缺少：{towns}。没有发生的请填0。",
      en: "{period} lacks {towns}. Write 0 where there was nothing.",
    },
    open: (context) => {
      const seen = new Map<
        string,
        { readonly period: string; readonly kind: string; readonly towns: Set<string> }
      >();
      return {
        add: (row) => {
          const [period, value] = [row.period, kind === null ? "" : row[kind]];
          const group = seen.get(`${period} ${value}`) ?? { period, kind: value, towns: new Set<string>() };
          seen.set(`${period} ${value}`, group);
          group.towns.add(String(row.areaCode));
        },
        end: () => {
          const all = allAreas(context);
          return [...seen.values()].flatMap(({ period, towns }): readonly SetFault<"town">[] => {
            const missing = all.filter(({ code }) => !towns.has(code)).map(({ name }) => name);
            return missing.length === 0
              ? []
              : [{ line: null, field: "town", details: { period, towns: missing.join("、") } }];
          });
        },
      };
    },
  };
}

/** Added less left is the change of persons. */
export function movementRule(kind: "kind"): SetRule<TownRow & MinimumLivingFigureCells> {
  return againstBefore(
    kind,
    {
      code: "SA-07",
      severity: "WARNING",
      text: {
        zh: "新增减退出（{moved}）不等于人数比上月的变化（{change}），请核对。",
        en: "Added less left ({moved}) is not the change of persons ({change}).",
      },
    },
    ({ row, line }, before) => {
      const [{ persons, added, left }, earlier] = [row, before.persons];
      if (
        typeof earlier !== "number" ||
        added === null ||
        left === null ||
        persons - earlier === added - left
      )
        return [];
      return [{ line, field: "persons", details: { moved: added - left, change: persons - earlier } }];
    },
  );
}

/** The spending since January is that of the month before plus this month's; it begins anew in January. */
export function cumulativeRule(kind: "kind"): SetRule<TownRow & MinimumLivingFigureCells> {
  return againstBefore(
    kind,
    {
      code: "SA-08",
      severity: "ERROR",
      text: {
        zh: "累计支出应为上月累计加本月支出，即{wanted}。请核对后重新报送。",
        en: "Spending since January should be {wanted}: the month before and this one.",
      },
    },
    ({ row, line }, before) => {
      const [claimed, earlier] = [row.cumulativeYuan, before.cumulativeYuan];
      if (claimed === null || typeof earlier !== "string" || row.period.endsWith("-01")) return [];
      const wanted = new Big(earlier).plus(row.spendingYuan);
      return wanted.eq(claimed)
        ? []
        : [{ line, field: "cumulativeYuan", details: { wanted: wanted.toFixed() } }];
    },
  );
}

/**
 * Spending for a person is neither a fifth nor five times of the month before: 万元 for 元, or a digit too many.
 */
export function outlierRule<By extends Kind>(kind: By): SetRule<LineRow<By> & Spending> {
  return againstBefore(
    kind,
    {
      code: "SA-09",
      severity: "WARNING",
      text: {
        zh: "人均支出{now}元，上月{before}元，相差过大，请核对单位和数值。",
        en: "{now} yuan a person, {before} in the month before: check unit and value.",
      },
    },
    ({ row, line }, before) => {
      const [now, earlier] = [perPerson(row), perPerson(before)];
      if (!now || !earlier || (now.gte(earlier.times("0.2")) && now.lte(earlier.times(5)))) return [];
      return [{ line, field: "spendingYuan", details: { now: now.toFixed(2), before: earlier.toFixed(2) } }];
    },
  );
}

/**
 * A month of a town is told as a whole or by urban and rural people: both would count everybody twice, and a
 * small count of the one would follow from the whole and the other.
 */
export function oneWayRule(kind: "support"): SetRule<LineRow<"support">> {
  return {
    code: "SA-14",
    severity: "ERROR",
    text: {
      zh: "同月、同地、同一供养方式的数据既有不分城乡的，又有分城乡的，人数会重复计算，并可推算出较少的人数。请统一口径后重新报送；已公开的另一口径须先撤回。",
      en: "The same month, town and way of support is told both as a whole and by urban and rural people: choose one, or they count twice and small counts follow. What is published the other way is withdrawn first.",
    },
    open: ({ lookup }) => {
      const entries = new Map<string, Entry<LineRow<"support">>>();
      const isTold = (row: LineRow<"support">, residence: string | null): boolean => {
        const name = lineName(row.period, row.areaCode, row[kind], residence);
        return entries.has(name) || lookup(publishedSeries(kind), name) !== null;
      };
      return {
        add: (row, line) => {
          entries.set(keyOf(row, kind, 0), { row, line });
        },
        end: () =>
          [...entries.values()]
            .filter(({ row }) =>
              row.residence ? isTold(row, null) : residences.codes.some(({ name }) => isTold(row, name)),
            )
            .map(({ line }) => ({ line, field: "residence" })),
      };
    },
  };
}

function perPerson({ persons, spendingYuan }: Published<Spending>): Big | null {
  return typeof persons === "number" &&
    persons > 0 &&
    typeof spendingYuan === "string" &&
    spendingYuan !== "0"
    ? new Big(spendingYuan).div(persons)
    : null;
}

function againstBefore<By extends Kind, R extends LineRow<By>>(
  kind: By,
  rule: Omit<SetRule, "open">,
  compare: (entry: Entry<R>, before: Published<R>) => readonly SetFault<keyof R & string>[],
): SetRule<R> {
  return {
    ...rule,
    open: ({ lookup }) => {
      const entries = new Map<string, Entry<R>>();
      return {
        add: (row, line) => {
          entries.set(keyOf(row, kind, 0), { row, line });
        },
        end: () =>
          [...entries.values()].flatMap((entry) => {
            const key = keyOf(entry.row, kind, -1);
            const before = entries.get(key)?.row ?? lookup(publishedSeries<R>(kind), key);
            return before ? compare(entry, before) : [];
          }),
      };
    },
  };
}

function keyOf<By extends Kind>(row: LineRow<By>, kind: By, shift: number): string {
  return lineName(shiftPeriod(row.period, shift), row.areaCode, row[kind], row.residence);
}
