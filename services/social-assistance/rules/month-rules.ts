/**
 * What the rows of a month tell together, and against the month before (domain 04). The month before is looked for in the file, then in what
 * is published; where few people are hidden there is nothing to compare with.
 */
import Big from "big.js";
import { allAreas, shiftPeriod, type Row, type RowContext, type SetFault, type SetRule } from "#kit";

interface Entry { readonly row: Row; readonly line: number }

/** Every period has all towns, of each kind that it has. */
export function allTownsRule(kind: string | null): SetRule {
  return {
    code: "SA-06", severity: "WARNING",
    text: { zh: "{period} 缺少：{towns}。没有发生的请填 0。", en: "{period} lacks {towns}. Write 0 where there was nothing." },
    open: (context) => {
      const seen = new Map<string, { readonly period: string; readonly kind: string; readonly towns: Set<string> }>();
      return {
        add: (row) => {
          const [period, value] = [String(row["period"]), kind === null ? "" : String(row[kind])];
          const group = seen.get(`${period} ${value}`) ?? { period, kind: value, towns: new Set<string>() };
          seen.set(`${period} ${value}`, group);
          group.towns.add(String(row["areaCode"]));
        },
        end: () => {
          const all = allAreas(context);
          return [...seen.values()].flatMap(({ period, towns }): readonly SetFault[] => {
            const missing = all.filter(({ code }) => !towns.has(code)).map(({ name }) => name);
            return missing.length === 0 ? [] : [{ line: null, field: "town", details: { period, towns: missing.join("、") } }];
          });
        },
      };
    },
  };
}

/** Added less left is the change of persons. */
export function movementRule(kind: string): SetRule {
  return againstBefore(kind, {
    code: "SA-07", severity: "WARNING", text: { zh: "新增减退出（{moved}）不等于人数比上月的变化（{change}），请核对。", en: "Added less left ({moved}) is not the change of persons ({change})." },
  }, ({ row, line }, before) => {
    const [persons, earlier, added, left] = [row["persons"], before["persons"], row["added"], row["left"]];
    if (typeof persons !== "number" || typeof earlier !== "number" || typeof added !== "number" || typeof left !== "number" || persons - earlier === added - left) return [];
    return [{ line, field: "persons", details: { moved: added - left, change: persons - earlier } }];
  });
}

/** What was spent since January is that of the month before and this month's; it begins anew in January. */
export function cumulativeRule(kind: string): SetRule {
  return againstBefore(kind, {
    code: "SA-08", severity: "ERROR", text: { zh: "累计支出应为上月累计加本月支出，即 {wanted}。请核对后重新提交。", en: "Spending since January should be {wanted}: the month before and this one." },
  }, ({ row, line }, before) => {
    const [claimed, earlier] = [row["cumulativeYuan"], before["cumulativeYuan"]];
    if (typeof claimed !== "string" || typeof earlier !== "string" || String(row["period"]).endsWith("-01")) return [];
    const wanted = new Big(earlier).plus(String(row["spendingYuan"]));
    return wanted.eq(claimed) ? [] : [{ line, field: "cumulativeYuan", details: { wanted: wanted.toFixed() } }];
  });
}

/** Spending for a person is neither a fifth nor five times of the month before: 万元 for 元, or a digit too many. */
export function outlierRule(kind: string): SetRule {
  return againstBefore(kind, {
    code: "SA-09", severity: "WARNING", text: { zh: "人均支出 {now} 元，上月 {before} 元，相差过大，请核对单位和数值。", en: "{now} yuan a person, {before} in the month before: check unit and value." },
  }, ({ row, line }, before) => {
    const [now, earlier] = [perPerson(row), perPerson(before)];
    if (!now || !earlier || (now.gte(earlier.times("0.2")) && now.lte(earlier.times(5)))) return [];
    return [{ line, field: "spendingYuan", details: { now: now.toFixed(2), before: earlier.toFixed(2) } }];
  });
}

function perPerson({ persons, spendingYuan }: Row): Big | null {
  return typeof persons === "number" && persons > 0 && typeof spendingYuan === "string" && spendingYuan !== "0" ? new Big(spendingYuan).div(persons) : null;
}

function againstBefore(kind: string, rule: Omit<SetRule, "open">, compare: (entry: Entry, before: Row) => readonly SetFault[]): SetRule {
  return {
    ...rule,
    open: (context) => {
      const entries = new Map<string, Entry>();
      return {
        add: (row, line) => { entries.set(keyOf(row, kind, 0), { row, line }); },
        end: () => [...entries.values()].flatMap((entry) => {
          const key = keyOf(entry.row, kind, -1);
          const before = entries.get(key)?.row ?? published(context, kind, key);
          return before ? compare(entry, before) : [];
        }),
      };
    },
  };
}

function keyOf(row: Row, kind: string, shift: number): string {
  return [shiftPeriod(String(row["period"]), shift), row["areaCode"], row[kind]].map(String).join("|");
}

function published({ lookup }: RowContext, kind: string, key: string): Row | null {
  return lookup(kind === "kind" ? "social-assistance.minimum-living" : "social-assistance.extreme-poverty", "seriesKey", key);
}
