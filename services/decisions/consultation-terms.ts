/**
 * How long a draft is open for comments, by what it is about, in days or in working days.
 * The first day does not count (domain 13).
 */
import {
  addDays,
  deadlineInWorkingDays,
  provisionOn,
  workingDaysIn,
  type Provision,
  type RowContext,
} from "#kit";
import type { ConsultationCells } from "./columns/consultations.js";

type Term = "majorDays" | "businessDays" | "normativeWorkingDays" | "policyWorkingDays";

export const consultationTerms: Provision<Term> = {
  id: "consultation-terms",
  title: { zh: "公开征求意见的最短期限", en: "Least term of a consultation" },
  by: { zh: "开始征求意见之日", en: "Day from which comments are taken" },
  parameters: {
    majorDays: { zh: "重大行政决策", en: "Major decision", unit: "日", least: 1, most: 180 },
    businessDays: {
      zh: "与市场主体生产经营活动密切相关",
      en: "Measure close to business activity",
      unit: "日",
      least: 1,
      most: 180,
    },
    normativeWorkingDays: {
      zh: "行政规范性文件",
      en: "Normative document",
      unit: "个工作日",
      least: 1,
      most: 60,
    },
    policyWorkingDays: {
      zh: "一般政策文件",
      en: "Other policy document",
      unit: "个工作日",
      least: 1,
      most: 60,
    },
  },
  versions: [
    {
      from: "2019-09-01",
      basis: "《重大行政决策程序暂行条例》第十五条；京公开办发〔2020〕4号",
      isConfirmed: false,
      values: { majorDays: 30, businessDays: 30, normativeWorkingDays: 7, policyWorkingDays: 5 },
    },
  ],
};

/** After the last day for comments. Some sixty days, which no law sets (domain 13, DC-09). */
export const resultDeadline = deadlineInWorkingDays(
  "consultation-result-deadline",
  { zh: "征求意见的截止日期", en: "Last day for comments" },
  [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（征集意见的反馈）",
      isConfirmed: false,
      values: { days: 40 },
    },
  ],
);

/** The earliest lawful last day, `YYYY-MM-DD`. */
export function earliestLastDay(
  { term, opensOn }: Pick<ConsultationCells, "term" | "opensOn">,
  context: Pick<RowContext, "rows">,
): string {
  const { values } = provisionOn(consultationTerms, opensOn, context);
  switch (term) {
    case "BUSINESS_MEASURE":
      return addDays(opensOn, values.businessDays);
    case "NORMATIVE_DOCUMENT":
      return workingDaysIn(context).add(opensOn, values.normativeWorkingDays).date;
    case "POLICY_DOCUMENT":
      return workingDaysIn(context).add(opensOn, values.policyWorkingDays).date;
    default:
      return addDays(opensOn, values.majorDays);
  }
}
