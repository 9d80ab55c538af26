/** Rules of the texts of an annual report. Domain 15 §10. */
import { yearBefore, type ReferenceTo, type RowRule } from "#kit";
import { organCodeOf, reportRules } from "../annual/organ.js";
import type { AnnualReportCells } from "../columns/annual-reports.js";

interface PublishedText {
  readonly problems: string;
  readonly reportKey: string;
}

export const annualReportReference: ReferenceTo<PublishedText> = {
  feed: "disclosure.annual-reports",
  column: "reportKey",
  isWhole: true,
};

export function reportKeyOf(year: string, organCode: string | null): string {
  return `${year} ${organCode ?? ""}`;
}

export const annualReportRules: readonly RowRule<AnnualReportCells>[] = [
  ...reportRules,
  {
    code: "AR-15",
    severity: "WARNING",
    text: {
      zh: "“存在的主要问题及改进情况”与上年度报告完全相同，请核对。",
      en: "The problems and improvements are word for word those of the year before.",
    },
    check: (row, context) => {
      const key = reportKeyOf(yearBefore(row.year), organCodeOf(row, context));
      const before = context.lookup(annualReportReference, key);
      return before?.problems === row.problems ? [{ field: "problems" }] : [];
    },
  },
];
