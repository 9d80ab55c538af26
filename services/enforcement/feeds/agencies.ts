/**
 * 执法公示, before the act: who may enforce the law in the district, and where to complain of it (国办发〔2018〕118号).
 * Domain 07.
 */
import { withDirectory } from "../agreements.js";
import { defineFeed } from "#kit";
import { departments } from "../references.js";
import { agencyRules } from "../rules/agency-rules.js";
import { enforcementAgencyColumns } from "../columns/agencies.js";

export const agencies = defineFeed({
  id: "enforcement.agencies",
  edition: "2019",
  title: { zh: "执法主体", en: "Enforcing agencies" },
  description: {
    zh: "行政执法公示：执法主体、职责、执法区域、监督方式和救济途径。",
    en: "Publicity of enforcement: agencies, their duties, where they act, and how to complain and appeal.",
  },
  type: "EnforcementAgency",
  plural: "enforcementAgencies",
  lead: "sfj",
  submitters: "every-department",
  legalBases: [
    { title: "国办发〔2018〕118号" },
    { title: "《中华人民共和国行政处罚法》第三十九条", from: "2021-07-15" },
  ],
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: enforcementAgencyColumns,
  derived: {
    organCode: {
      zh: "所属部门编码",
      en: "Code of the department that it is, or that entrusts it",
      kind: "text",
      indexed: true,
      from: ({ unifiedSocialCreditCode, entrustingUscc }, _secrets, { lookup }) =>
        lookup(departments, entrustingUscc ?? unifiedSocialCreditCode)?.code ?? null,
    },
  },
  agrees: [withDirectory],
  key: ["unifiedSocialCreditCode"],
  order: { field: "name", descending: false },
  search: { title: ["name"], text: ["unifiedSocialCreditCode", "duties", "address"] },
  rules: agencyRules,
  references: [departments],
});
