/**
 * Rules of the yearly figures (domain 07): a year that is over, and figures that agree with each other and
 * with the year before.
 */
import { dayOfYear, provisionOn, yearBefore, type RowRule } from "#kit";
import { yearlyFigureDeadline } from "../deadlines.js";
import type { EnforcementYearlyFigureCells } from "../columns/yearly-figures.js";
import { figureReference } from "../references.js";

const PENALTY_KINDS = [
  "warnings",
  "fines",
  "confiscations",
  "suspensions",
  "licencesTaken",
  "detentions",
  "otherPenalties",
] as const;
/**
 * A figure that grows or shrinks so much in a year was probably miscounted; small numbers do it by chance.
 */
const SUSPICIOUS_FACTOR = 10;
const SMALL_NUMBER = 20;
const COMPARED = ["licencesGranted", "penaltiesTotal", "inspections"] as const;

export const yearlyFigureRules: readonly RowRule<EnforcementYearlyFigureCells>[] = [
  {
    code: "ZF-31",
    severity: "ERROR",
    text: {
      zh: "年度尚未结束，请在年度结束后报送。",
      en: "The year is not over: its figures are due in the next.",
    },
    check: ({ year }, { today }) => (year >= today.slice(0, 4) ? [{ field: "year" }] : []),
  },
  {
    code: "ZF-32",
    severity: "INFO",
    text: {
      zh: "已超过次年公开的期限（最迟{due}），按迟报统计。",
      en: "Later than it is due in the next year ({due}): counted as late.",
    },
    check: ({ year }, context) => {
      const next = `${Number(year) + 1}-01-01`;
      const due = dayOfYear(next, provisionOn(yearlyFigureDeadline, next, context).values);
      return context.today > due ? [{ field: "year", details: { due } }] : [];
    },
  },
  {
    code: "ZF-33",
    severity: "ERROR",
    text: { zh: "受理数量不能大于申请数量。", en: "No more applications are accepted than were made." },
    check: (row) => (row.licencesAccepted > row.licenceApplications ? [{ field: "licencesAccepted" }] : []),
  },
  {
    code: "ZF-34",
    severity: "WARNING",
    text: {
      zh: "许可与不予许可之和大于受理数量，请核对是否含上年受理的。",
      en: "More was decided than accepted: check whether it was accepted the year before.",
    },
    check: (row) =>
      row.licencesGranted + row.licencesRefused > row.licencesAccepted ? [{ field: "licencesGranted" }] : [],
  },
  {
    code: "ZF-35",
    severity: "ERROR",
    text: {
      zh: "处罚总数应在各类处罚的最大数{most}与各类之和{sum}之间（一件处罚可涉及多类）。请核对后重新报送。",
      en: "The total of penalties lies between the largest kind ({most}) and the sum of the kinds ({sum}): one may be of several kinds.",
    },
    check: (row) => {
      const kinds = PENALTY_KINDS.map((field) => row[field]);
      const [most, sum] = [Math.max(...kinds), kinds.reduce((one, other) => one + other, 0)];
      const total = row.penaltiesTotal;
      return total < most || total > sum ? [{ field: "penaltiesTotal", details: { most, sum } }] : [];
    },
  },
  {
    code: "ZF-36",
    severity: "ERROR",
    text: {
      zh: "有罚款或者没收的，罚没金额（万元）须大于0；没有的须为0。请核对后重新报送。",
      en: "Fines and confiscations bring an amount over 0, in 万元; without them it is 0.",
    },
    check: (row) =>
      row.fines + row.confiscations > 0 === Number(row.penaltyAmountWanYuan) > 0
        ? []
        : [{ field: "penaltyAmountWanYuan" }],
  },
  {
    code: "ZF-37",
    severity: "WARNING",
    text: {
      zh: "与上年的{before}相差十倍以上，请核对。",
      en: "Ten times more or less than the {before} of the year before.",
    },
    check: (row, { lookup }) => {
      const before = lookup(figureReference, figureKeyOf(row.agencyUscc, yearBefore(row.year)));
      if (!before) return [];
      return COMPARED.flatMap((field) => {
        const then = before[field];
        return typeof then === "number" && isLeap(row[field], then)
          ? [{ field, details: { before: then } }]
          : [];
      });
    },
  },
];

export function figureKeyOf(agencyUscc: string, year: string): string {
  return `${agencyUscc} ${year}`;
}

function isLeap(now: number, before: number): boolean {
  const [least, most] = [Math.min(now, before), Math.max(now, before)];
  return most > SMALL_NUMBER && most >= least * SUSPICIOUS_FACTOR;
}
