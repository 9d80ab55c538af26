/**
 * How long a penalty is shown, in months from the decision, clipped to the month's end, by how grave the
 * dishonesty is (domain 02 §4; 《信用修复管理办法》 from 2026-04-01). The decision's day says which version holds.
 */
import { addMonths, provisionOn, type Provision, type RowContext } from "#kit";

export type Severity = "MINOR" | "ORDINARY" | "SERIOUS";
const SEVERITIES: readonly Severity[] = ["MINOR", "ORDINARY", "SERIOUS"];

const MONTHS = { unit: "个月", least: 0, most: 120 } as const;
const PARAMETERS = {
  minorMinimum: { zh: "轻微失信最短公示期", en: "Shortest for minor dishonesty", ...MONTHS },
  minorMaximum: { zh: "轻微失信最长公示期", en: "Longest for minor dishonesty", ...MONTHS },
  ordinaryMinimum: { zh: "一般失信最短公示期", en: "Shortest for ordinary dishonesty", ...MONTHS },
  ordinaryMaximum: { zh: "一般失信最长公示期", en: "Longest for ordinary dishonesty", ...MONTHS },
  seriousMinimum: { zh: "严重失信最短公示期", en: "Shortest for serious dishonesty", ...MONTHS },
  seriousMaximum: { zh: "严重失信最长公示期", en: "Longest for serious dishonesty", ...MONTHS },
} as const;

export const publicityPeriods: Provision<keyof typeof PARAMETERS> = {
  id: "penalty-publicity-months",
  title: { zh: "行政处罚公示期限", en: "Publicity of penalties" },
  by: { zh: "处罚决定日期", en: "Day of the decision" },
  parameters: PARAMETERS,
  versions: [
    {
      from: "2026-04-01",
      basis: "《信用修复管理办法》（国家发展改革委令第36号）",
      isConfirmed: true,
      values: of([0, 3], [3, 12], [12, 36]),
    },
    {
      from: "2023-05-01",
      basis: "《失信行为纠正后的信用信息修复管理办法（试行）》（国家发展改革委令第58号）",
      isConfirmed: false,
      values: of([0, 36], [3, 36], [3, 36]),
    },
    {
      from: "2019-07-01",
      basis: "发改办财金〔2019〕527号",
      isConfirmed: false,
      values: of([3, 12], [3, 12], [6, 36]),
    },
    {
      from: "2018-07-01",
      basis: "发改办财金〔2018〕424号",
      isConfirmed: false,
      values: of([12, 12], [12, 12], [12, 36]),
    },
  ],
};

type Span = readonly [minimum: number, maximum: number];

function of(minor: Span, ordinary: Span, serious: Span): Readonly<Record<keyof typeof PARAMETERS, number>> {
  return {
    minorMinimum: minor[0],
    minorMaximum: minor[1],
    ordinaryMinimum: ordinary[0],
    ordinaryMaximum: ordinary[1],
    seriousMinimum: serious[0],
    seriousMaximum: serious[1],
  };
}

export interface PublicitySpan {
  /** The first and the last day on which publicity may end. */
  readonly earliest: string;
  readonly latest: string;
  readonly basis: string;
}

/** Without a severity: whatever any of them allows. */
export function publicitySpan(
  decisionDate: string,
  severity: Severity | null,
  context: Pick<RowContext, "rows">,
): PublicitySpan {
  const { values, basis } = provisionOn(publicityPeriods, decisionDate, context);
  let [minimum, maximum] = [Infinity, 0];
  for (const each of severity === null ? SEVERITIES : [severity]) {
    const [shortest, longest] = BY_SEVERITY[each];
    minimum = Math.min(minimum, values[shortest]);
    maximum = Math.max(maximum, values[longest]);
  }
  return {
    earliest: addMonths(decisionDate, minimum),
    latest: addMonths(decisionDate, maximum),
    basis,
  };
}

const BY_SEVERITY = {
  MINOR: ["minorMinimum", "minorMaximum"],
  ORDINARY: ["ordinaryMinimum", "ordinaryMaximum"],
  SERIOUS: ["seriousMinimum", "seriousMaximum"],
} as const;
