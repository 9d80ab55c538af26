/**
 * How long a penalty is shown, by the rule set that is in force on the day of calculation (domain 02 §4).
 * Data, newest first: a correction is a line. Months are counted from the decision, clipped to the month's
 * end.
 */
import { addMonths } from "#kit";

export interface PublicityRules {
  readonly source: string;
  /** First day on which the rules apply, `YYYY-MM-DD`. */
  readonly from: string;
  readonly minimumMonths: number;
  readonly maximumMonths: number;
}

export const PUBLICITY_RULES: readonly PublicityRules[] = [
  // Serious cases may be shown for three years from the shortest time of one year; which they are, no column
  // says: the widest span is allowed.
  { source: "《信用修复管理办法》(2025-11-26)", from: "2026-04-01", minimumMonths: 3, maximumMonths: 36 },
  { source: "国家发展改革委令第58号", from: "2023-05-01", minimumMonths: 3, maximumMonths: 36 },
  { source: "发改办财金〔2019〕527号", from: "2019-07-01", minimumMonths: 3, maximumMonths: 36 },
  { source: "发改办财金〔2018〕424号", from: "2018-07-01", minimumMonths: 12, maximumMonths: 36 },
];

/** The rules in force on a day; the oldest for days before all of them. */
export function publicityRulesOn(day: string): PublicityRules {
  const found = PUBLICITY_RULES.find(({ from }) => from <= day) ?? PUBLICITY_RULES.at(-1);
  if (!found) throw new Error("There are no publicity rules");
  return found;
}

/** The first and last day on which publicity may end. */
export function publicitySpan(
  decisionDate: string,
  day: string,
): { readonly earliest: string; readonly latest: string } {
  const { minimumMonths, maximumMonths } = publicityRulesOn(day);
  return { earliest: addMonths(decisionDate, minimumMonths), latest: addMonths(decisionDate, maximumMonths) };
}
