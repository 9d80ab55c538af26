/** 征集结果: how many comments there were, how many were adopted, and which document came of it. Domain 13. */
import { defineFeed } from "#kit";
import { consultationResultColumns } from "../columns/results.js";
import { consultationReference, viewReference } from "../references.js";
import { consultationTitle } from "../titles.js";
import { resultRules } from "../rules/result-rules.js";

export const results = defineFeed({
  id: "decisions.results",
  edition: "2020",
  title: { zh: "征求意见的结果", en: "Results of consultations" },
  description: {
    zh: "征求意见收到、采纳、未采纳的意见数和出台的文件；没有收到意见的也应公布。",
    en: "Comments received, adopted and not, and the document that came of it; told of a call without comments too.",
  },
  type: "ConsultationResult",
  plural: "consultationResults",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [
    { title: "《重大行政决策程序暂行条例》（国务院令第713号）第十五条", from: "2019-09-01" },
    { title: "《北京市密云区2020年政务公开工作要点》（采纳意见数量）" },
  ],
  due: { kind: "on-change" },
  mode: "append",
  columns: consultationResultColumns,
  derived: { consultationTitle },
  key: ["consultationNumber"],
  naturalKeys: ["consultationNumber"],
  agrees: [
    {
      id: "documents",
      title: { zh: "征求意见的结果与政策文件", en: "Results of consultations and policy documents" },
      by: "documentNumber",
      other: { feed: "policy.documents", by: "documentKey" },
      onlyHere: {
        code: "YZ-51",
        zh: "征求意见后出台的文件没有作为政策文件公开",
        en: "The document that came of a consultation is not published",
      },
      same: [],
    },
  ],
  order: { field: "publishedOn", descending: true },
  search: { title: ["consultationTitle"], text: ["consultationNumber", "documentNumber"] },
  rules: resultRules,
  references: [consultationReference, viewReference],
});
