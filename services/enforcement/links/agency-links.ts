/**
 * 执法主体 and what it does: from each record to its agency by credit code, and from an agency to its officers,
 * powers and records.
 */
import { departmentStub, entityField, listField, recordType, type ClassType, type FeedContract } from "#kit";
import { agencies } from "../feeds/agencies.js";
import { flows } from "../feeds/flows.js";
import { inspectionItems } from "../feeds/inspection-items.js";
import { inspectionPlans } from "../feeds/inspection-plans.js";
import { inspectionResults } from "../feeds/inspection-results.js";
import { licences } from "../feeds/licences.js";
import { officers } from "../feeds/officers.js";
import { penalties } from "../feeds/penalties.js";
import { powers } from "../feeds/powers.js";
import { yearlyFigures } from "../feeds/yearly-figures.js";

const Agency = recordType(agencies);
const Department = departmentStub("enforcement");

/** The credit code of the agency, in the national feeds and in those of 执法公示. */
const BY_AUTHORITY: readonly FeedContract[] = [
  licences,
  penalties,
  inspectionItems,
  inspectionPlans,
  inspectionResults,
];
const BY_AGENCY: readonly FeedContract[] = [officers, powers, flows, yearlyFigures];

function toAgency(on: FeedContract, from: string): ClassType {
  return entityField({
    on,
    name: "agency",
    description: { zh: "执法主体；未公示的为空", en: "The enforcing agency; null when it is not published" },
    type: () => Agency,
    key: "unifiedSocialCreditCode",
    from,
  });
}

function ofAgency(
  name: string,
  description: { readonly zh: string; readonly en: string },
  of: FeedContract,
  by: "agencyUscc" | "authorityUscc",
): ClassType {
  return listField({
    on: Agency,
    name,
    description,
    of,
    by,
    value: ({ unifiedSocialCreditCode }) => unifiedSocialCreditCode,
  });
}

export const agencyLinks: readonly ClassType[] = [
  ...BY_AUTHORITY.map((feed) => toAgency(feed, "authorityUscc")),
  ...BY_AGENCY.map((feed) => toAgency(feed, "agencyUscc")),
  ofAgency("officers", { zh: "该执法主体的执法人员", en: "Its officers" }, officers, "agencyUscc"),
  ofAgency("powers", { zh: "该执法主体的职权", en: "Its powers" }, powers, "agencyUscc"),
  ofAgency("flows", { zh: "该执法主体的执法流程", en: "Its procedures" }, flows, "agencyUscc"),
  ofAgency(
    "yearlyFigures",
    { zh: "该执法主体的年度数据", en: "Its yearly figures" },
    yearlyFigures,
    "agencyUscc",
  ),
  ofAgency(
    "licences",
    { zh: "该执法主体作出的行政许可", en: "Licences that it granted" },
    licences,
    "authorityUscc",
  ),
  ofAgency(
    "penalties",
    { zh: "该执法主体作出的行政处罚", en: "Penalties that it decided" },
    penalties,
    "authorityUscc",
  ),
  ofAgency(
    "inspectionItems",
    { zh: "该执法主体的抽查事项", en: "What it may inspect" },
    inspectionItems,
    "authorityUscc",
  ),
  ofAgency(
    "inspectionPlans",
    { zh: "该执法主体的抽查计划", en: "Its inspection plans" },
    inspectionPlans,
    "authorityUscc",
  ),
  ofAgency(
    "inspections",
    { zh: "该执法主体的抽查结果", en: "What its inspections found" },
    inspectionResults,
    "authorityUscc",
  ),
  entityField({
    on: agencies,
    name: "organ",
    description: {
      zh: "所属的部门；受委托的组织为委托机关",
      en: "The department that it is, or that entrusts it",
    },
    type: () => Department,
    key: "code",
    from: "organCode",
  }),
  listField({
    on: Department,
    name: "enforcementAgencies",
    description: {
      zh: "该部门及其委托的执法主体",
      en: "The department as an enforcing agency, and those that it entrusts",
    },
    of: agencies,
    by: "organCode",
    value: ({ code }) => code,
  }),
];
