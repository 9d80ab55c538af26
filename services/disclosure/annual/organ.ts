/** Whose report a row is of: a department's own, or that of the whole district, which the office hands in. */
import { departmentReference, type RowContext, type RowRule } from "#kit";

/** In place of a department's code. */
export const DISTRICT = "district";
const DISTRICT_WORDS = new Set(["全区", "密云区", "北京市密云区", DISTRICT]);
const OFFICE = "zwfwj";

interface ReportRow {
  readonly year: string;
  readonly organ: string;
}

/** Null for a name that is none of a department. */
export function organCodeOf({ organ }: Pick<ReportRow, "organ">, { lookup }: RowContext): string | null {
  return DISTRICT_WORDS.has(organ) ? DISTRICT : (lookup(departmentReference, organ)?.code ?? null);
}

export const reportRules: readonly RowRule<ReportRow>[] = [
  {
    code: "AR-20",
    severity: "ERROR",
    text: {
      zh: "报告年度尚未结束，请在年度结束后报送。",
      en: "The year of the report is not over: it is due in the next.",
    },
    check: ({ year }, { today }) => (year >= today.slice(0, 4) ? [{ field: "year" }] : []),
  },
  {
    code: "AR-21",
    severity: "ERROR",
    text: {
      zh: "报告机关“{organ}”不是本部门。请填写本部门的全称或简称；“全区”只能由区政务服务局报送。",
      en: "{organ} is not the department that hands this in; the district's report is the office's alone.",
    },
    check: (row, context) => {
      const { code } = context.department;
      const organ = organCodeOf(row, context);
      return organ === code || (organ === DISTRICT && code === OFFICE)
        ? []
        : [{ field: "organ", details: { organ: row.organ } }];
    },
  },
];
