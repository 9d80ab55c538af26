/** Rules of penalties alone (domain 02 §7). */
import type { RowRule, RuleFault } from "#kit";
import type { PenaltyCells } from "../columns/penalties.js";
import { publicitySpan } from "../publicity-periods.js";

/** 1000 万元: above it a unit was probably mistaken. */
const SUSPICIOUS_FINE = 1_000;
const LONG_TERM = "2099-12-31";

export const penaltyRules: readonly RowRule<PenaltyCells>[] = [
  {
    code: "DP-11",
    severity: "ERROR",
    text: {
      zh: "处罚类别含罚款时，罚款金额（万元）须大于 0；不含罚款时须留空。金额过大或与处罚内容不符的请核对单位是否为万元。",
      en: "A fine has an amount over 0, in 万元; without a fine there is none. An amount that is very large or differs from the text is suspicious.",
    },
    check: (row) => {
      const { fineAmount } = row;
      const isFine = holds(row, "FINE");
      if (fineAmount === null) return isFine ? [{ field: "fineAmount" }] : [];
      if (!isFine || Number(fineAmount) <= 0) return [{ field: "fineAmount" }];
      const inText = fineInText(row.penaltyContent);
      const differs = inText !== null && Math.abs(inText - Number(fineAmount) * 10_000) > 0.005;
      return Number(fineAmount) >= SUSPICIOUS_FINE || differs
        ? [{ field: "fineAmount", severity: "WARNING" }]
        : [];
    },
  },
  {
    code: "DP-12",
    severity: "ERROR",
    text: {
      zh: "处罚类别含没收时须填没收金额，含暂扣或吊销时须填证照名称及编号。",
      en: "A confiscation has an amount; a suspension or revocation names the licence.",
    },
    check: (row) => {
      const faults: RuleFault<keyof PenaltyCells>[] = [];
      const confiscates = holds(row, "CONFISCATION_OF_GAINS") || holds(row, "CONFISCATION_OF_PROPERTY");
      const takesLicence =
        holds(row, "LICENCE_SUSPENDED_OR_REVOKED") || holds(row, "PERMIT_SUSPENDED_OR_REVOKED");
      if (confiscates !== (row.confiscationAmount !== null)) faults.push({ field: "confiscationAmount" });
      if (takesLicence !== (row.suspendedOrRevokedLicence !== null))
        faults.push({ field: "suspendedOrRevokedLicence" });
      return faults;
    },
  },
  {
    code: "DP-15",
    severity: "ERROR",
    text: {
      zh: "公示截止期应在 {earliest} 至 {latest} 之间（按现行公示期限规定）。",
      en: "Publicity ends between {earliest} and {latest} by the rules in force.",
    },
    check: ({ decisionDate, publicityEnds }, { today }) => {
      const { earliest, latest } = publicitySpan(decisionDate, today);
      if (publicityEnds === LONG_TERM)
        return [{ field: "publicityEnds", severity: "WARNING", details: { earliest, latest } }];
      return publicityEnds < earliest || publicityEnds > latest
        ? [{ field: "publicityEnds", details: { earliest, latest } }]
        : [];
    },
  },
  {
    code: "DP-15A",
    severity: "ERROR",
    text: {
      zh: "处罚有效期不能早于处罚决定日期。",
      en: "The penalty's effect does not end before the decision.",
    },
    check: ({ decisionDate, penaltyValidTo }) =>
      penaltyValidTo < decisionDate ? [{ field: "penaltyValidTo" }] : [],
  },
];

function holds({ penaltyCategories }: PenaltyCells, category: string): boolean {
  return penaltyCategories.includes(category);
}

/** The amount in 元 after 罚款, when the text has exactly one. */
function fineInText(content: string): number | null {
  const amounts = [...content.matchAll(/罚款(?:人民币)?(\d+(?:\.\d{1,6})?)(万?)元/g)];
  const [only] = amounts;
  if (!only || amounts.length > 1) return null;
  return Number(only[1]) * (only[2] === "万" ? 10_000 : 1);
}
