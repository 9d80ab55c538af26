/**
 * 不公开信息目录: what a department made and does not publish of itself, with its ground and the day of its next
 * review. It names documents and never holds them. Domain 01, 4.1d.
 */
import { defineFeed, deadlineInWorkingDays } from "#kit";
import { withheldColumns } from "../columns/withheld.js";
import { reviewInterval, reviewKey, withheldRules } from "../rules/withheld-rules.js";

/** By the day that the register names, or the next working day. */
export const reviewDeadline = deadlineInWorkingDays(
  "withheld-review-deadline",
  { zh: "下次审查日期", en: "Day by which it is reviewed" },
  [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（定期审查拟不主动公开的政策文件）",
      isConfirmed: false,
      values: { days: 0 },
    },
  ],
);

export const withheld = defineFeed({
  id: "disclosure.withheld",
  edition: "1",
  title: { zh: "不公开信息目录", en: "Register of what is not public" },
  description: {
    zh: "各部门制作、没有主动公开的信息：标题（本身不宜公开的不列）、依据、理由和下次审查日期，不含内容。",
    en: "What departments made and do not publish: title (where that may be told), ground, reason and next review; no content.",
  },
  type: "WithheldDocument",
  plural: "withheldDocuments",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [
    {
      title: "《中华人民共和国政府信息公开条例》第十四条、第十五条、第十六条、第十八条",
      from: "2019-05-15",
    },
  ],
  due: { kind: "on-change" },
  mode: "append",
  columns: withheldColumns,
  derived: {
    isPublicNow: {
      zh: "已转为公开",
      en: "Whether it is public now",
      kind: "boolean",
      indexed: true,
      required: true,
      from: ({ publishedOn }) => publishedOn !== null,
    },
    nextReviewKey: {
      zh: "应有的审查",
      en: "The review that it is owed",
      kind: "text",
      indexed: true,
      exposed: false,
      from: ({ number, nextReviewOn }) => reviewKey(number, nextReviewOn),
    },
  },
  key: ["number"],
  naturalKeys: ["number"],
  order: { field: "decidedOn", descending: true },
  search: { title: ["title", "number"], text: ["documentNumber", "reason", "law"] },
  rules: withheldRules,
  provisions: [reviewInterval],
  expects: [
    {
      id: "review",
      title: { zh: "定期审查", en: "Review" },
      due: { kind: "working-days", after: "nextReviewOn", deadline: reviewDeadline },
      evidence: { feed: "disclosure.withheld-reviews", by: "reviewKey", names: "nextReviewKey" },
      isExemptible: false,
    },
  ],
  agrees: [
    {
      id: "published",
      title: {
        zh: "不公开信息目录与政策文件",
        en: "The register of what is not public, and policy documents",
      },
      by: "documentNumber",
      when: { isPublicNow: ["false"] },
      other: { feed: "policy.documents", by: "documentNumber" },
      same: [
        {
          code: "YZ-21",
          zh: "目录中没有公开的文件，已作为政策文件公开，公开属性不一致",
          en: "It stands in the register as not public, and is published all the same",
          field: "openness",
          other: "openness",
        },
      ],
    },
  ],
});
