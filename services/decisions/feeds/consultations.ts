/** 决策草案征求意见: draft, basis and period of each call for comments. Domain 13; duties 3.1a, 3.3c. */
import { defineFeed, departmentCode, departmentReference, departmentRule } from "#kit";
import { consultationColumns } from "../columns/consultations.js";
import { consultationTerms, earliestLastDay, resultDeadline } from "../consultation-terms.js";
import { matterReference } from "../references.js";
import { consultationRules } from "../rules/consultation-rules.js";

export const consultations = defineFeed({
  id: "decisions.consultations",
  edition: "2019",
  title: { zh: "决策草案征求意见", en: "Consultations on drafts" },
  description: {
    zh: "重大行政决策和政策文件草案公开征求意见：草案、起草说明、决策依据、起止日期和反馈方式。",
    en: "Drafts of major decisions and policies that are open for comments: text, reasons, basis, period, where to comment.",
  },
  type: "Consultation",
  plural: "consultations",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [
    { title: "《重大行政决策程序暂行条例》（国务院令第713号）第十五条", from: "2019-09-01" },
    { title: "《北京市优化营商环境条例》第六十五条", from: "2020-04-28" },
  ],
  due: { kind: "on-change" },
  expects: [
    {
      id: "result",
      title: { zh: "征求意见的结果", en: "Result of the consultation" },
      due: { kind: "working-days", after: "closesOn", deadline: resultDeadline },
      evidence: { feed: "decisions.results", by: "consultationNumber", names: "number" },
      isExemptible: false,
    },
  ],
  mode: "append",
  columns: consultationColumns,
  derived: {
    organCode: departmentCode("organName", {
      name: "organ",
      zh: "征集单位",
      en: "Department that drafts it",
    }),
    earliestLastDay: {
      zh: "法定最早截止日期",
      en: "Earliest lawful last day",
      kind: "date",
      indexed: true,
      from: (row, _secrets, context) => earliestLastDay(row, context),
    },
    isShortened: {
      zh: "是否缩短期限",
      en: "Whether it is shorter than the rule",
      kind: "boolean",
      indexed: true,
      from: (row, _secrets, context) => row.closesOn < earliestLastDay(row, context),
    },
  },
  key: ["number"],
  naturalKeys: ["number"],
  order: { field: "opensOn", descending: true },
  search: {
    title: ["title"],
    text: [
      "number",
      "matterKey",
      "draftOf",
      "organName",
      "draft",
      "explanation",
      "basis",
      "earlyExplanation",
    ],
  },
  rules: [departmentRule("organName"), ...consultationRules],
  references: [departmentReference, matterReference],
  provisions: [consultationTerms],
});
