/**
 * 双公示 (licences and penalties), 双随机、一公开 (inspections) and 执法公示 (agencies and powers), joined by party and by
 * agency.
 */
import { defineSubgraph, departmentStub, listField } from "#kit";
import { agencyLinks } from "./links/agency-links.js";
import { agencies } from "./feeds/agencies.js";
import { flows } from "./feeds/flows.js";
import { inspectionItems } from "./feeds/inspection-items.js";
import { inspectionPlans } from "./feeds/inspection-plans.js";
import { inspectionResults } from "./feeds/inspection-results.js";
import { licences } from "./feeds/licences.js";
import { officers } from "./feeds/officers.js";
import { penalties } from "./feeds/penalties.js";
import { powers } from "./feeds/powers.js";
import { yearlyFigures } from "./feeds/yearly-figures.js";
import { Party, PartyKind } from "./party-kind.js";
import { planLinks } from "./links/plan-links.js";
import { policyLinks } from "./links/policy-links.js";
import { powerLinks } from "./links/power-links.js";
import { PublishedFigures } from "./published-figures.js";
import { InspectionLinks } from "./links/inspection-links.js";

const Department = departmentStub("enforcement");
const byParty = { on: Party, by: "partyId", value: ({ id }: { readonly id?: string }) => id } as const;
const byDepartment = {
  on: Department,
  by: "department",
  value: ({ code }: { readonly code?: string }) => code,
} as const;

export default defineSubgraph({
  name: "enforcement",
  catalogue: {
    title: { zh: "行政执法", en: "Law enforcement" },
    theme: "CREDIT",
    keywords: ["行政执法", "双公示", "双随机"],
    audiences: ["ENTERPRISES"],
    feeds: {
      penalties: { keywords: ["行政处罚", "双公示", "信用"], audiences: ["ENTERPRISES", "INDIVIDUALS"] },
      licences: { keywords: ["行政许可", "双公示", "信用"], audiences: ["ENTERPRISES", "INDIVIDUALS"] },
      powers: { audiences: ["ENTERPRISES", "INDIVIDUALS"] },
    },
  },
  feeds: [
    licences,
    penalties,
    inspectionItems,
    inspectionPlans,
    inspectionResults,
    agencies,
    officers,
    powers,
    flows,
    yearlyFigures,
  ],
  entities: [Department],
  resolvers: [
    PartyKind,
    PublishedFigures,
    InspectionLinks,
    ...agencyLinks,
    ...planLinks,
    ...powerLinks,
    ...policyLinks,
    listField({
      ...byParty,
      name: "licences",
      description: { zh: "该主体的行政许可", en: "Its licences" },
      of: licences,
    }),
    listField({
      ...byParty,
      name: "penalties",
      description: { zh: "该主体的行政处罚", en: "Its penalties" },
      of: penalties,
    }),
    listField({
      ...byParty,
      name: "inspections",
      description: { zh: "该主体的抽查结果", en: "What inspections of it found" },
      of: inspectionResults,
    }),
    listField({
      ...byDepartment,
      name: "licences",
      description: { zh: "该部门报送的行政许可", en: "Licences that it handed in" },
      of: licences,
    }),
    listField({
      ...byDepartment,
      name: "penalties",
      description: { zh: "该部门报送的行政处罚", en: "Penalties that it handed in" },
      of: penalties,
    }),
    listField({
      ...byDepartment,
      name: "inspectionItems",
      description: { zh: "该部门的抽查事项", en: "What it may inspect" },
      of: inspectionItems,
    }),
    listField({
      ...byDepartment,
      name: "inspectionResults",
      description: { zh: "该部门的抽查结果", en: "What its inspections found" },
      of: inspectionResults,
    }),
    listField({
      ...byDepartment,
      name: "enforcementYearlyFigures",
      description: {
        zh: "该部门报送的执法年度数据：受理、准予、不予许可和处罚、检查的数量",
        en: "What it did in each year: applications granted and refused, penalties, inspections",
      },
      of: yearlyFigures,
    }),
  ],
});
