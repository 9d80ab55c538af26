/** Invented statistics of social assistance. */
import { shiftPeriod, type Random } from "#kit";
import { count, paid, TOWNS, type Figures, type Statistics, type Truth } from "./invented.js";

/** A line of months: persons that come and go, money since January. */
export function minimumLiving(random: Random): Statistics {
  const months = Array.from({ length: 7 }, (_, at) => shiftPeriod("2025-10", at));
  const towns = TOWNS.slice(0, 3);
  const nameOf = (month: string, town: string): string => `${month},${town},农村`;
  const make = (old: Truth | null): Truth => {
    const truth = new Map<string, Figures>();
    for (const town of towns) {
      let [persons, cumulative] = [count(random), 0];
      for (const [at, month] of months.entries()) {
        const left = Math.min(persons, random.int(0, 3));
        const added = random.int(0, 4);
        // What was true of the first two months stays so.
        const kept = at < 2 ? old?.get(nameOf(month, town)) : undefined;
        persons = kept ? Number(kept["persons"]) : persons + added - left;
        const spendingYuan = persons * 1_450;
        cumulative = (month.endsWith("-01") ? 0 : cumulative) + spendingYuan;
        const households = Math.ceil(persons / 2);
        truth.set(
          nameOf(month, town),
          kept ?? { households, persons, added, left, spendingYuan, cumulativeYuan: cumulative },
        );
      }
    }
    return truth;
  };
  const first = make(null);
  const of = (from: number, to: number): readonly string[] =>
    months
      .slice(from, to)
      .toReversed()
      .flatMap((month) => towns.map((town) => nameOf(month, town)));
  return {
    feed: "social-assistance.minimum-living",
    department: "mzj",
    plural: "minimumLivingFigures",
    key: ["period", "town", "kind"],
    keyHeader: "统计月份,乡镇街道,类别",
    figures: {
      households: "户数",
      persons: "人数",
      added: "新增人数",
      left: "退出人数",
      spendingYuan: "资金支出（元）",
      cumulativeYuan: "累计支出（元）",
    },
    counts: ["households", "persons", "added", "left"],
    sums: (truth) =>
      towns.flatMap((town) =>
        months.flatMap((month) => {
          const [now, before] = [nameOf(month, town), nameOf(shiftPeriod(month, -1), town)];
          const isFirst = !truth.has(before);
          return [
            { [`${now} persons`]: 1_450, [`${now} spendingYuan`]: -1 },
            ...(isFirst
              ? []
              : [
                  {
                    [`${now} persons`]: 1,
                    [`${before} persons`]: -1,
                    [`${now} added`]: -1,
                    [`${now} left`]: 1,
                  },
                ]),
            isFirst
              ? {}
              : month.endsWith("-01")
                ? { [`${now} cumulativeYuan`]: 1, [`${now} spendingYuan`]: -1 }
                : {
                    [`${now} cumulativeYuan`]: 1,
                    [`${before} cumulativeYuan`]: -1,
                    [`${now} spendingYuan`]: -1,
                  },
          ];
        }),
      ),
    ages: [first, make(first)],
    files: [
      { age: 0, records: of(0, 2) },
      { age: 0, records: of(2, 5) },
      { age: 0, records: of(6, 7) },
      { age: 0, records: of(5, 6) },
      { age: 1, records: of(2, 4) },
      { age: 1, records: of(4, 7) },
    ],
  };
}

/** Kinds of care, and what is spent on them; told as a whole, or by urban and rural people. */
export function extremePoverty(random: Random): Statistics {
  const [months, kinds] = [
    ["2026-01", "2026-02", "2026-03"],
    ["", "城市", "农村"],
  ];
  const nameOf = (month: string, town: string, kind: string): string => `${month},${town},分散供养,${kind}`;
  const truth = new Map<string, Figures>();
  for (const month of months)
    for (const town of TOWNS) {
      const parts = ["城市", "农村"].map((kind) => {
        const [fullCare, halfCare, selfCare, rest] = [
          count(random),
          count(random),
          count(random),
          count(random),
        ];
        const persons = fullCare + halfCare + selfCare + rest;
        const [livingYuan, careYuan] = [persons * 900, fullCare * 600 + halfCare * 300];
        const made = {
          persons,
          fullCare,
          halfCare,
          selfCare,
          livingYuan,
          careYuan,
          spendingYuan: livingYuan + careYuan,
          rest,
        };
        truth.set(nameOf(month, town, kind), made);
        return made;
      });
      const whole = Object.keys(parts[0] ?? {}).map(
        (field) =>
          [
            field,
            parts.reduce(
              (sum, part) => sum + Number(Object.entries(part).find(([name]) => name === field)?.[1]),
              0,
            ),
          ] as const,
      );
      truth.set(nameOf(month, town, ""), Object.fromEntries(whole));
    }
  const of = (month: string, ...asked: readonly string[]): readonly string[] =>
    TOWNS.flatMap((town) => asked.map((kind) => nameOf(month, town, kind)));
  return {
    feed: "social-assistance.extreme-poverty",
    department: "mzj",
    plural: "extremePovertyFigures",
    key: ["period", "town", "support", "residence"],
    keyHeader: "统计月份,乡镇街道,供养方式,城乡类别",
    figures: {
      persons: "人数",
      fullCare: "全护理",
      halfCare: "半护理",
      selfCare: "自理",
      livingYuan: "基本生活",
      careYuan: "照料护理",
      spendingYuan: "资金支出",
    },
    counts: ["persons", "fullCare", "halfCare", "selfCare", "rest"],
    sums: () =>
      months.flatMap((month) =>
        TOWNS.flatMap((town) => [
          ...["persons", "fullCare", "halfCare", "selfCare", "livingYuan", "careYuan", "spendingYuan"].map(
            (field) =>
              Object.fromEntries(
                kinds.map((kind) => [`${nameOf(month, town, kind)} ${field}`, kind === "" ? -1 : 1]),
              ),
          ),
          ...kinds.flatMap((kind) => {
            const at = nameOf(month, town, kind);
            return [
              {
                [`${at} persons`]: 1,
                [`${at} fullCare`]: -1,
                [`${at} halfCare`]: -1,
                [`${at} selfCare`]: -1,
                [`${at} rest`]: -1,
              },
              { [`${at} spendingYuan`]: 1, [`${at} livingYuan`]: -1, [`${at} careYuan`]: -1 },
              { [`${at} livingYuan`]: 1, [`${at} persons`]: -900 },
              { [`${at} careYuan`]: 1, [`${at} fullCare`]: -600, [`${at} halfCare`]: -300 },
            ];
          }),
        ]),
      ),
    ages: [truth],
    files: [
      { age: 0, records: of("2026-01", "") },
      { age: 0, records: of("2026-01", "城市") },
      { age: 0, records: of("2026-02", "城市", "农村") },
      { age: 0, records: of("2026-02", "") },
      { age: 0, records: of("2026-03", "", "农村") },
      { age: 0, records: of("2026-03", "农村") },
    ],
  };
}

/** Emergencies and expenses, by quarter. */
export function temporary(random: Random): Statistics {
  const nameOf = (town: string): string => `2026-Q1,${town}`;
  const truth = new Map(
    TOWNS.map((town) => {
      const [emergencyTimes, expenditureTimes, rest] = [count(random), count(random), count(random)];
      const personTimes = emergencyTimes + expenditureTimes + rest;
      return [
        nameOf(town),
        {
          personTimes,
          householdTimes: Math.ceil(personTimes / 2),
          emergencyTimes,
          expenditureTimes,
          spendingYuan: personTimes * 2_000,
          rest,
        },
      ] as const;
    }),
  );
  return {
    feed: "social-assistance.temporary",
    department: "mzj",
    plural: "temporaryAssistanceFigures",
    key: ["period", "town"],
    keyHeader: "季度,乡镇街道",
    figures: {
      personTimes: "救助人次",
      householdTimes: "户次",
      emergencyTimes: "急难型",
      expenditureTimes: "支出型",
      spendingYuan: "资金支出",
    },
    counts: ["personTimes", "householdTimes", "emergencyTimes", "expenditureTimes", "rest"],
    sums: () =>
      TOWNS.map(nameOf).flatMap((at) => [
        {
          [`${at} personTimes`]: 1,
          [`${at} emergencyTimes`]: -1,
          [`${at} expenditureTimes`]: -1,
          [`${at} rest`]: -1,
        },
        { [`${at} personTimes`]: 2_000, [`${at} spendingYuan`]: -1 },
      ]),
    ages: [truth],
    files: [{ age: 0, records: [...truth.keys()] }],
  };
}

export function freshmen(random: Random): Statistics {
  const names = ["2024-2025", "2025-2026"].flatMap((year) =>
    ["低保", "特困"].map((kind) => `${year},${kind}`),
  );
  return {
    feed: "social-assistance.freshmen",
    department: "mzj",
    plural: "freshmanAssistanceFigures",
    key: ["period", "familyKind"],
    keyHeader: "学年,家庭类别",
    figures: { persons: "救助人次数", spendingYuan: "资金支出(元)" },
    ...paid(random, names, "persons", "spendingYuan"),
  };
}
