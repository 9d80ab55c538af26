/**
 * 流程: how a power is exercised, step by step; one row for each procedure (简易程序, 普通程序, …) of a power. Domain
 * 07.
 */
import { defineFeed } from "#kit";
import { agencyReference, powerReference } from "../references.js";
import { agencyKnownRules } from "../rules/agency-known-rules.js";
import { flowRules } from "../rules/flow-rules.js";
import { powerKeyOf } from "./power-key.js";
import { enforcementFlowColumns } from "../columns/flows.js";

export const flows = defineFeed({
  id: "enforcement.flows",
  edition: "2019",
  title: { zh: "执法流程", en: "Enforcement procedures" },
  description: {
    zh: "行政执法公示：各项职权的程序、步骤、时限和流程图。",
    en: "Publicity of enforcement: the procedures of each power, their steps, time limits and charts.",
  },
  type: "EnforcementFlow",
  plural: "enforcementFlows",
  lead: "sfj",
  submitters: "every-department",
  legalBases: [{ title: "国办发〔2018〕118号" }],
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: enforcementFlowColumns,
  derived: {
    powerKey: {
      zh: "职权键",
      en: "Agency and code of the power",
      kind: "text",
      indexed: true,
      exposed: false,
      from: powerKeyOf,
    },
  },
  key: ["agencyUscc", "powerCode", "procedure"],
  order: { field: "powerCode", descending: false },
  search: { title: ["procedure", "powerCode"], text: ["agencyName", "steps"] },
  rules: [...agencyKnownRules, ...flowRules],
  references: [agencyReference, powerReference],
});
