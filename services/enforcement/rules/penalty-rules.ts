/** Rules of penalties alone (domain 02 §7). */
import { datedKinds, onceFor, type Row, type RowRule } from "#kit";
import { penaltyCategories } from "../code-lists.js";
import type { PenaltyCells } from "../columns/penalties.js";
import { publicitySpan, type Severity } from "../publicity-periods.js";

/** 1000 万元: above it a unit was probably mistaken. */
const SUSPICIOUS_FINE = 1_000;
const LONG_TERM = "2099-12-31";
/** Kinds that the law knows from a day on. */
const datedKindsOf = onceFor((published) => datedKinds(penaltyCategories, published));

export const penaltyRules: readonly RowRule<PenaltyCells>[] = [
  {
    code: "DP-11",
    severity: "ERROR",
    text: {
      zh: "处罚类别含罚款，但未填写大于0的罚款金额。请填写“罚款金额（万元）”后重新报送。",
      en: "A fine has an amount over 0, in 万元: write it.",
    },
    check: (row) =>
      holds(row, "FINE") && !(Number(row.fineAmount ?? 0) > 0) ? [{ field: "fineAmount" }] : [],
  },
  {
    code: "DP-11A",
    severity: "ERROR",
    text: {
      zh: "处罚类别不含罚款，却填写了罚款金额。请在处罚类别中补填“罚款”，或将金额留空后重新报送。",
      en: "There is an amount without a fine: add 罚款 to the kinds, or leave the amount blank.",
    },
    check: (row) => (row.fineAmount !== null && !holds(row, "FINE") ? [{ field: "fineAmount" }] : []),
  },
  {
    code: "DP-11B",
    severity: "WARNING",
    text: {
      zh: "罚款金额达到1000万元，请核对单位是否为万元。",
      en: "The fine is 1000 万元 or more: check the unit.",
    },
    check: ({ fineAmount }) => (Number(fineAmount ?? 0) >= SUSPICIOUS_FINE ? [{ field: "fineAmount" }] : []),
  },
  {
    code: "DP-11C",
    severity: "WARNING",
    text: {
      zh: "罚款金额与处罚内容写明的{written}元不一致，请核对。",
      en: "The penalty's text has a fine of {written} yuan: check the amount.",
    },
    check: ({ fineAmount, penaltyContent }) => {
      const written = fineAmount === null ? null : fineInText(penaltyContent);
      return written !== null && Math.abs(written - Number(fineAmount) * 10_000) > 0.005
        ? [{ field: "fineAmount", details: { written } }]
        : [];
    },
  },
  {
    code: "DP-12",
    severity: "ERROR",
    text: {
      zh: "处罚类别含没收，但未填写没收金额。请填写后重新报送。",
      en: "A confiscation has an amount: write it.",
    },
    check: (row) =>
      confiscates(row) && row.confiscationAmount === null ? [{ field: "confiscationAmount" }] : [],
  },
  {
    code: "DP-12A",
    severity: "ERROR",
    text: {
      zh: "处罚类别不含没收，却填写了没收金额。请在处罚类别中补填没收种类，或将金额留空后重新报送。",
      en: "There is an amount without a confiscation: add its kind, or leave the amount blank.",
    },
    check: (row) =>
      !confiscates(row) && row.confiscationAmount !== null ? [{ field: "confiscationAmount" }] : [],
  },
  {
    code: "DP-12B",
    severity: "ERROR",
    text: {
      zh: "处罚类别含暂扣或吊销，但未填写证照名称及编号。请填写后重新报送。",
      en: "A suspension or revocation names the licence: write it.",
    },
    check: (row) =>
      takesLicence(row) && row.suspendedOrRevokedLicence === null
        ? [{ field: "suspendedOrRevokedLicence" }]
        : [],
  },
  {
    code: "DP-12C",
    severity: "ERROR",
    text: {
      zh: "处罚类别不含暂扣或吊销，却填写了证照名称及编号。请在处罚类别中补填，或将此格留空后重新报送。",
      en: "A licence is named without a suspension or revocation: add its kind, or leave the cell blank.",
    },
    check: (row) =>
      !takesLicence(row) && row.suspendedOrRevokedLicence !== null
        ? [{ field: "suspendedOrRevokedLicence" }]
        : [],
  },
  {
    code: "DP-13",
    severity: "WARNING",
    text: {
      zh: "“责令改正”不是行政处罚的种类（行政处罚法第九条），请核对处罚类别。",
      en: "An order to correct is no kind of penalty (art. 9 of the law of penalties): check the kinds.",
    },
    check: ({ penaltyCategoriesOther }: Row) =>
      typeof penaltyCategoriesOther === "string" && /责令.*改正/.test(penaltyCategoriesOther)
        ? [{ field: "penaltyCategories" }]
        : [],
  },
  {
    code: "DP-17",
    severity: "WARNING",
    text: {
      zh: "“{kind}”{span}为法定的处罚种类，决定日期不在此期间，请核对。",
      en: "The law knows {kind} as a penalty {spanEn}, and the decision is of another day: check it.",
    },
    check: (row: PenaltyCells & Row, context) => {
      const { penaltyCategories: kinds, decisionDate, penaltyCategoriesOther: which } = row;
      const others = typeof which === "string" ? which.split("；") : [];
      return datedKindsOf(context)
        .filter(({ code, text }) =>
          code === penaltyCategories.other ? others.includes(text) : kinds.includes(code),
        )
        .filter(({ from, until }) => decisionDate < (from ?? "") || decisionDate > (until ?? "9"))
        .map(({ text, from, until }) => ({
          field: "penaltyCategories",
          details: {
            kind: text,
            span: `${from === null ? "" : `自${from}起`}${until === null ? "" : `至${until}止`}`,
            spanEn: `${from === null ? "" : `from ${from}`}${until === null ? "" : ` until ${until}`}`.trim(),
          },
        }));
    },
  },
  {
    code: "DP-15",
    severity: "ERROR",
    text: {
      zh: "公示截止期应在{earliest}至{latest}之间（{basis}）。请核对失信程度和公示截止期后重新报送。",
      en: "Publicity ends between {earliest} and {latest} ({basis}): check the severity and the day.",
    },
    check: ({ decisionDate, publicityEnds, dishonestySeverity }, context) => {
      const { earliest, latest, basis } = publicitySpan(
        decisionDate,
        severityOf(dishonestySeverity),
        context,
      );
      if (publicityEnds >= earliest && publicityEnds <= latest) return [];
      const severity = publicityEnds === LONG_TERM ? "WARNING" : "ERROR";
      return [{ field: "publicityEnds", severity, details: { earliest, latest, basis } }];
    },
  },
  {
    code: "DP-15B",
    severity: "WARNING",
    text: {
      zh: "依据{basis}，公示期至{latest}以后的限于严重失信。确属严重失信的，请在“失信程度”列填写“严重”；否则请改正公示截止期。",
      en: "Only serious dishonesty is shown beyond {latest} ({basis}): say so in 失信程度.",
    },
    check: ({ decisionDate, publicityEnds, dishonestySeverity }, context) => {
      if (dishonestySeverity !== null) return [];
      const { latest, basis } = publicitySpan(decisionDate, "ORDINARY", context);
      if (publicityEnds <= latest) return [];
      return publicityEnds <= publicitySpan(decisionDate, "SERIOUS", context).latest
        ? [{ field: "publicityEnds", details: { latest, basis } }]
        : [];
    },
  },
  {
    code: "DP-15A",
    severity: "ERROR",
    text: {
      zh: "处罚有效期不能早于处罚决定日期。请核对后重新报送。",
      en: "The penalty's effect does not end before the decision.",
    },
    check: ({ decisionDate, penaltyValidTo }) =>
      penaltyValidTo < decisionDate ? [{ field: "penaltyValidTo" }] : [],
  },
];

function confiscates(row: PenaltyCells): boolean {
  return holds(row, "CONFISCATION_OF_GAINS") || holds(row, "CONFISCATION_OF_PROPERTY");
}

function takesLicence(row: PenaltyCells): boolean {
  return holds(row, "LICENCE_SUSPENDED_OR_REVOKED") || holds(row, "PERMIT_SUSPENDED_OR_REVOKED");
}

function severityOf(code: string | null): Severity | null {
  return code === "MINOR" || code === "ORDINARY" || code === "SERIOUS" ? code : null;
}

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
