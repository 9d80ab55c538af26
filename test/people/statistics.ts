/**
 * Invented statistics about persons, with many small counts: what is true, as time goes by, and the files in which
 * it is handed in, in orders that a clerk may choose. A later age corrects what was true before.
 */
import { SAMPLE_TOWNS, shiftPeriod, type Random } from "#kit";

/** The figures of one record; null is a blank cell. */
export type Figures = Readonly<Record<string, number | null>>;
/** All records of a feed by the cells that name them, joined by a comma. */
export type Truth = ReadonlyMap<string, Figures>;

export interface Statistics {
  readonly feed: string;
  readonly department: string;
  readonly plural: string;
  /** The fields that name a record in the graph, as the first cells of a row do. */
  readonly key: readonly string[];
  /** The header that names it, and of each figure its field and header. */
  readonly keyHeader: string;
  readonly figures: Readonly<Record<string, string>>;
  /** Counts of persons: hidden where few. A name that is no figure is a rest, which nobody publishes. */
  readonly counts: readonly string[];
  /** Sums that are zero: `record field` with its factor. */
  readonly sums: (truth: Truth) => readonly Readonly<Record<string, number>>[];
  readonly ages: readonly Truth[];
  /** Which records are handed in together, and in which age. */
  readonly files: readonly { readonly age: number; readonly records: readonly string[] }[];
}

const TOWNS = SAMPLE_TOWNS.slice(0, 5);
/** Often few. */
const count = (random: Random): number => random.pick([0, 0, 1, 1, 2, 2, 3, 4, 5, 7, 12, 40]);

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

/** A line of months: persons that come and go, money since January. */
function minimumLiving(random: Random): Statistics {
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
        // The figures of the first two months stay the same.
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
function extremePoverty(random: Random): Statistics {
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
function temporary(random: Random): Statistics {
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

/** Persons and what was spent on them: a fixed sum for each. */
function paid(
  random: Random,
  names: readonly string[],
  persons: string,
  yuan: string,
): Pick<Statistics, "ages" | "files" | "sums" | "counts"> {
  const truth = new Map(
    names.map((name) => {
      const number = count(random);
      return [name, { [persons]: number, [yuan]: number * 4_500 }] as const;
    }),
  );
  return {
    counts: [persons],
    sums: () => names.map((name) => ({ [`${name} ${persons}`]: 4_500, [`${name} ${yuan}`]: -1 })),
    ages: [truth],
    files: [{ age: 0, records: names }],
  };
}

function freshmen(random: Random): Statistics {
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
