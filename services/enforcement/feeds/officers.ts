/**
 * 执法人员: the certificates by which officers prove themselves. What 国办发〔2018〕118号 lets be public: number, name,
 * unit, kind, validity. The lists that clerks keep hold citizen IDs and mobile numbers too: those columns are
 * taken and never stored. Domain 07.
 */
import { defineFeed } from "#kit";
import { agencyReference } from "../references.js";
import { agencyKnownRules } from "../rules/agency-known-rules.js";
import { officerRules } from "../rules/officer-rules.js";
import { enforcementOfficerColumns } from "../columns/officers.js";

export const officers = defineFeed({
  id: "enforcement.officers",
  edition: "2019",
  title: { zh: "执法人员", en: "Enforcement officers" },
  description: {
    zh: "行政执法公示：持有效执法证件的执法人员。",
    en: "Publicity of enforcement: officers who hold a valid certificate.",
  },
  type: "EnforcementOfficer",
  plural: "enforcementOfficers",
  lead: "sfj",
  submitters: "every-department",
  legalBases: [
    { title: "国办发〔2018〕118号" },
    { title: "《中华人民共和国行政处罚法》第五十五条", from: "2021-07-15" },
  ],
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: enforcementOfficerColumns,
  key: ["certificateNumber"],
  order: { field: "certificateNumber", descending: false },
  search: { title: ["officerName", "certificateNumber"], text: ["agencyName", "enforcementField"] },
  rules: [...agencyKnownRules, ...officerRules],
  references: [agencyReference],
  expiresAfter: "validTo",
});
