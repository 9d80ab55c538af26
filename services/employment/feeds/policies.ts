/** 就业政策 (domain 06). */
import { defineFeed } from "#kit";
import { policyRules } from "../rules/employment-rules.js";
import { employmentPolicyColumns } from "../columns/policies.js";

export const policies = defineFeed({
  id: "employment.policies",
  edition: "1",
  title: { zh: "就业政策", en: "Employment policies" },
  description: {
    zh: "面向高校毕业生、农民工等群体的就业政策措施。",
    en: "What is done for graduates, migrant workers and others.",
  },
  type: "EmploymentPolicy",
  plural: "employmentPolicies",
  lead: "rsj",
  submitters: "lead",
  legalBases: [{ title: "《中华人民共和国政府信息公开条例》第二十条", from: "2019-05-15" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: employmentPolicyColumns,
  agrees: [
    {
      id: "documents",
      title: { zh: "就业政策与政策文件", en: "Employment policies and policy documents" },
      by: "documentNumber",
      other: { feed: "policy.documents", by: "documentNumber" },
      same: [
        {
          code: "YZ-61",
          zh: "文号相同，而标题不一致",
          en: "The number is the same and the titles differ",
          field: "title",
          other: "title",
        },
      ],
    },
  ],
  key: ["documentNumber"],
  order: { field: "validFrom", descending: true },
  search: { title: ["title"], text: ["documentNumber", "conditions", "standard", "channel"] },
  concerns: ["audiences"],
  rules: policyRules,
});
