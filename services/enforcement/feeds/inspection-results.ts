/** 双随机、一公开: the results of inspections. Due 20 working days after the check (国办发〔2018〕118号). Domain 07. */
import { withPenaltyDecisions } from "../agreements.js";
import { inspectionDeadline } from "../deadlines.js";
import { defineFeed, partyId } from "#kit";
import { departments, itemReference, penaltyReference, planReference } from "../references.js";
import { agencyRule, inspectionResultRules } from "../rules/inspection-rules.js";
import { resultPlanRules } from "../rules/plan-rules.js";
import { inspectionResultColumns } from "../columns/inspection-results.js";

export const inspectionResults = defineFeed({
  id: "enforcement.inspection-results",
  edition: "2020",
  title: { zh: "抽查检查结果", en: "Inspection results" },
  description: { zh: "双随机、一公开：抽查检查结果。", en: "What random inspections found." },
  type: "InspectionResult",
  plural: "inspectionResults",
  lead: "scjgj",
  submitters: "every-department",
  legalBases: [{ title: "国办发〔2018〕118号" }, { title: "国发〔2019〕5号" }],
  due: { kind: "working-days", after: "inspectionDate", deadline: inspectionDeadline },
  mode: "append",
  columns: inspectionResultColumns,
  derived: {
    partyId: partyId("unifiedSocialCreditCode", "partyName"),
  },
  agrees: [withPenaltyDecisions],
  key: ["authorityUscc", "taskNumber", "itemCode", "unifiedSocialCreditCode"],
  order: { field: "inspectionDate", descending: true },
  search: { title: ["partyName", "taskNumber"], text: ["unifiedSocialCreditCode", "itemCode", "outcome"] },
  rules: [agencyRule, ...inspectionResultRules, ...resultPlanRules],
  references: [departments, itemReference, planReference, penaltyReference],
});
