/** From what is withheld to its reviews and back, from a review to the document that came of it. */
import { entityField, entityStub, listField, recordType, type ClassType } from "#kit";
import { withheldReviews } from "../feeds/withheld-reviews.js";
import { withheld } from "../feeds/withheld.js";
import { Department } from "./feed-resolver.js";

const Withheld = recordType(withheld);
const PolicyDocument = entityStub("disclosure", "PolicyDocument", "documentKey");

export const withheldLinks: readonly ClassType[] = [
  listField({
    on: Withheld,
    name: "reviews",
    description: { zh: "历次定期审查", en: "Its reviews" },
    of: withheldReviews,
    by: "number",
    needs: ["number"],
    value: ({ number }) => number,
  }),
  entityField({
    on: withheldReviews,
    name: "withheldDocument",
    description: { zh: "所审查的信息", en: "What was reviewed" },
    type: () => Withheld,
    key: "number",
    from: "number",
  }),
  entityField({
    on: withheldReviews,
    name: "policyDocument",
    description: {
      zh: "公开后的政策文件；尚未公布的为空",
      en: "The policy document as it was published; null until it is",
    },
    type: () => PolicyDocument,
    key: "documentKey",
    from: "publishedAs",
  }),
  listField({
    on: Department,
    name: "withheldDocuments",
    description: { zh: "该部门不公开信息目录", en: "What it does not publish" },
    of: withheld,
    by: "department",
    value: ({ code }) => code,
  }),
];
