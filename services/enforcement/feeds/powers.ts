/**
 * 权力清单: what each agency may do to whom, by which law, in what time and at what charge (国发〔2015〕21号,
 * 中办发〔2015〕21号). Domain 07.
 */
import { defineFeed, policyByIndex, policyByKey, policyKeys, policyRules, withPolicies } from "#kit";
import { agencyReference } from "../references.js";
import { agencyKnownRules } from "../rules/agency-known-rules.js";
import { powerRules, powerSetRules } from "../rules/power-rules.js";
import { powerKeyOf } from "./power-key.js";
import { administrativePowerColumns } from "../columns/powers.js";

export const powers = defineFeed({
  id: "enforcement.powers",
  edition: "2015",
  title: { zh: "权力清单", en: "Power list" },
  description: {
    zh: "各实施主体的行政职权：类型、依据、责任事项、追责情形、时限和收费。",
    en: "Each agency's powers: kind, legal basis, duties, liability, time and charge.",
  },
  type: "AdministrativePower",
  plural: "administrativePowers",
  lead: "sfj",
  submitters: "every-department",
  legalBases: [{ title: "中办发〔2015〕21号《关于推行地方各级政府工作部门权力清单制度的指导意见》" }],
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: administrativePowerColumns,
  derived: {
    powerKey: {
      zh: "职权键",
      en: "Agency and code: towns have the same powers",
      kind: "text",
      indexed: true,
      exposed: false,
      from: powerKeyOf,
    },
    policyKeys,
  },
  key: ["agencyUscc", "powerCode"],
  order: { field: "powerCode", descending: false },
  search: { title: ["name", "powerCode"], text: ["agencyName", "legalBasis"] },
  rules: [...agencyKnownRules, ...powerRules, ...policyRules],
  setRules: powerSetRules,
  references: [agencyReference, policyByKey, policyByIndex],
  agrees: [withPolicies],
});
