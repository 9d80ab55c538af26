/** 主要观点: what people said in a consultation, and what became of it, with the reason. Domain 13; duty 3.1b. */
import { defineFeed } from "#kit";
import { consultationViewColumns } from "../columns/results.js";
import { consultationReference } from "../references.js";
import { consultationTitle } from "../titles.js";
import { viewRules } from "../rules/result-rules.js";

export const views = defineFeed({
  id: "decisions.views",
  edition: "2020",
  title: { zh: "征求意见的主要观点", en: "Main views of consultations" },
  description: {
    zh: "征求意见收到的主要观点、采纳情况和未采纳的理由；与征集结果一并报送，先报送主要观点。",
    en: "Main views, whether they were adopted, and why not; handed in before the result of their consultation.",
  },
  type: "ConsultationView",
  plural: "consultationViews",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [
    { title: "《重大行政决策程序暂行条例》（国务院令第713号）第十五条", from: "2019-09-01" },
    { title: "《北京市密云区2020年政务公开工作要点》（主要观点、未采纳意见理由）" },
  ],
  due: { kind: "on-change" },
  mode: "append",
  columns: consultationViewColumns,
  derived: {
    consultationTitle,
    viewKey: {
      zh: "观点键",
      en: "Consultation and number",
      kind: "text",
      indexed: true,
      exposed: false,
      from: ({ consultationNumber, number }) => `${consultationNumber}|${number}`,
    },
  },
  key: ["consultationNumber", "number"],
  order: { field: "consultationNumber", descending: true },
  search: { title: ["view"], text: ["consultationTitle", "consultationNumber", "change", "reason"] },
  rules: viewRules,
  references: [consultationReference],
});
