/** 不公开信息定期审查: what became of each review, and when the next one is. Domain 01, 4.1d. */
import { defineFeed } from "#kit";
import { withheldReviewColumns } from "../columns/withheld-reviews.js";
import {
  reviewInterval,
  reviewKey,
  reviewReference,
  withheldReference,
  withheldReviewRules,
} from "../rules/withheld-rules.js";
import { reviewDeadline } from "./withheld.js";

export const withheldReviews = defineFeed({
  id: "disclosure.withheld-reviews",
  edition: "1",
  title: { zh: "不公开信息定期审查", en: "Reviews of what is not public" },
  description: {
    zh: "对不公开信息目录的定期审查：维持、转为依申请公开、区分处理后公开或者转为主动公开。",
    en: "Each review of what is not public: it stays so, is given on request, or is published.",
  },
  type: "WithheldReview",
  plural: "withheldReviews",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [
    { title: "《中华人民共和国政府信息公开条例》第十八条", from: "2019-05-15" },
    { title: "《北京市密云区2020年政务公开工作要点》（逐步扩大主动公开比率）" },
  ],
  due: { kind: "on-change" },
  mode: "append",
  columns: withheldReviewColumns,
  derived: {
    reviewKey: {
      zh: "审查编号",
      en: "The register's number and the day by which it was due",
      kind: "text",
      indexed: true,
      required: true,
      from: ({ number, dueOn }) => reviewKey(number, dueOn),
    },
    nextReviewKey: {
      zh: "应有的下一次审查",
      en: "The review that comes next",
      kind: "text",
      indexed: true,
      exposed: false,
      from: ({ number, nextReviewOn }) => reviewKey(number, nextReviewOn),
    },
  },
  key: ["number", "dueOn"],
  order: { field: "reviewedOn", descending: true },
  search: { title: ["reviewKey"], text: ["reason", "publishedAs"] },
  rules: withheldReviewRules,
  references: [withheldReference, reviewReference],
  provisions: [reviewInterval],
  expects: [
    {
      id: "next-review",
      title: { zh: "下一次审查", en: "Next review" },
      when: { outcome: ["KEPT", "ON_REQUEST", "PARTLY"] },
      due: { kind: "working-days", after: "nextReviewOn", deadline: reviewDeadline },
      evidence: { feed: "disclosure.withheld-reviews", by: "reviewKey", names: "nextReviewKey" },
      isExemptible: false,
    },
  ],
});
