/**
 * Invented statistics about persons, with many small counts: what is true, as time goes by, and the files in
 * which it is handed in, in orders that a clerk may choose. A later age corrects what was true before.
 */
import type { Random } from "#kit";
import { extremePoverty, freshmen, minimumLiving, temporary } from "./assistance.js";
import { count, paid, TOWNS, type Figures, type Statistics, type Truth } from "./invented.js";

export function inventStatistics(random: Random): readonly Statistics[] {
  return [
    unemployment(random),
    minimumLiving(random),
    extremePoverty(random),
    temporary(random),
    freshmen(random),
    aid(random),
    admissions(random),
  ];
}

/** The district with its towns: parts first, whole first, all at once, one by one, and corrected. */
function unemployment(random: Random): Statistics {
  const months = ["2026-03", "2026-04", "2026-05", "2026-06", "2026-07"];
  const make = (before: Truth | null): Truth => {
    const truth = new Map<string, Figures>();
    for (const month of months) {
      let whole = 0;
      for (const town of TOWNS) {
        const old = before?.get(`${month},城镇登记失业人数,${town}`)?.["value"];
        const persons = typeof old === "number" && random.chance(0.7) ? old : count(random);
        whole += persons;
        truth.set(`${month},城镇登记失业人数,${town}`, { value: persons });
        truth.set(`${month},登记失业率,${town}`, { value: persons / 100 });
      }
      truth.set(`${month},城镇登记失业人数,`, { value: whole });
    }
    return truth;
  };
  const first = make(null);
  const ages = [first, make(first)];
  const of = (month: string, ...towns: readonly string[]): readonly string[] =>
    towns.map((town) => `${month},城镇登记失业人数,${town}`);
  const rates = (month: string): readonly string[] => TOWNS.map((town) => `${month},登记失业率,${town}`);
  const [a = "", b = "", c = "", d = "", e = ""] = months;
  return {
    feed: "employment.figures",
    department: "rsj",
    plural: "employmentFigures",
    key: ["period", "measure", "town"],
    keyHeader: "月份,指标,乡镇街道",
    figures: { value: "数值" },
    counts: ["value"],
    sums: (truth) =>
      months.flatMap((month) => [
        Object.fromEntries([
          ...of(month, ...TOWNS).map((name) => [`${name} value`, 1] as const),
          ...of(month, "").map((name) => [`${name} value`, -1] as const),
        ]),
        ...TOWNS.filter((town) => truth.has(`${month},登记失业率,${town}`)).map((town) => ({
          [`${month},城镇登记失业人数,${town} value`]: 1,
          [`${month},登记失业率,${town} value`]: -100,
        })),
      ]),
    ages,
    files: [
      { age: 0, records: [...of(a, "", ...TOWNS), ...rates(a)] },
      { age: 0, records: of(b, "") },
      { age: 0, records: of(b, ...TOWNS.slice(0, 3)) },
      { age: 0, records: of(b, ...TOWNS.slice(3)) },
      { age: 0, records: of(c, ...TOWNS) },
      { age: 0, records: [...of(c, ""), ...rates(c)] },
      ...TOWNS.map((town) => ({ age: 0, records: of(d, town) })),
      { age: 0, records: [...of(d, ""), ...of(e, "", ...TOWNS.slice(1))] },
      { age: 0, records: of(e, ...TOWNS.slice(0, 1)) },
      { age: 1, records: [...of(a, "", ...TOWNS), ...rates(a)] },
      { age: 1, records: of(b, ...TOWNS.slice(0, 2)) },
      { age: 1, records: of(c, "", ...TOWNS.slice(2)) },
      { age: 1, records: of(e, "") },
    ],
  };
}

function aid(random: Random): Statistics {
  const names = ["学前教育资助", "义务教育资助", "普通高中资助", "中职资助"].map(
    (name) => `2025-2026,${name}`,
  );
  return {
    feed: "education.aid",
    department: "jw",
    plural: "pupilAids",
    key: ["period", "programme"],
    keyHeader: "学年,资助项目",
    figures: { personTimes: "人次", amountYuan: "金额（元）" },
    ...paid(random, names, "personTimes", "amountYuan"),
  };
}

/** Pupils from the catchment and from elsewhere. */
function admissions(random: Random): Statistics {
  const names = SCHOOLS.map((school) => `2025,${school}`);
  const truth = new Map(
    names.map((name) => {
      const [fromCatchment, rest] = [count(random), count(random)];
      return [
        name,
        {
          admitted: fromCatchment + rest,
          fromCatchment,
          migrantChildren: Math.min(rest, count(random)),
          rest,
        },
      ] as const;
    }),
  );
  return {
    feed: "education.admission-results",
    department: "jw",
    plural: "admissionResults",
    key: ["year", "schoolCode"],
    keyHeader: "年份,学校标识码",
    figures: { admitted: "实际招生人数", fromCatchment: "其中本片区", migrantChildren: "随迁子女" },
    counts: ["admitted", "fromCatchment", "migrantChildren", "rest"],
    sums: () =>
      names.map((at) => ({ [`${at} admitted`]: 1, [`${at} fromCatchment`]: -1, [`${at} rest`]: -1 })),
    ages: [truth],
    files: [{ age: 0, records: names }],
  };
}

export const SCHOOLS = Array.from({ length: 8 }, (_, at) => `21110180${String(at).padStart(2, "0")}`);
