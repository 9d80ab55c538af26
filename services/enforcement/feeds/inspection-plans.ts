/**
 * 双随机、一公开: the year's plan, one row for each task (国发〔2019〕5号). A number is one task's in the whole district.
 * Domain 07.
 */
import { defineFeed, dueYearly } from "#kit";
import { departments, itemReference } from "../references.js";
import { agencyRule } from "../rules/inspection-rules.js";
import { planRules } from "../rules/plan-rules.js";
import { inspectionPlanColumns } from "../columns/inspection-plans.js";

export const inspectionPlans = defineFeed({
  id: "enforcement.inspection-plans",
  edition: "2020",
  title: { zh: "抽查计划", en: "Inspection plans" },
  description: { zh: "双随机、一公开：年度抽查工作计划。", en: "The year's plan of random inspections." },
  type: "InspectionPlan",
  plural: "inspectionPlans",
  lead: "scjgj",
  submitters: "every-department",
  legalBases: [{ title: "国发〔2019〕5号" }, { title: "国办发〔2015〕58号" }],
  due: dueYearly("inspection-plans-deadline", [
    { from: "2019-01-27", basis: "国发〔2019〕5号", isConfirmed: false, values: { month: 3, day: 31 } },
  ]),
  mode: "append",
  columns: inspectionPlanColumns,
  derived: {
    isJoint: {
      zh: "是否联合抽查",
      en: "Whether several departments inspect together",
      kind: "boolean",
      indexed: true,
      from: ({ jointDepartments }) => jointDepartments !== null,
    },
  },
  key: ["taskNumber"],
  order: { field: "startDate", descending: true },
  search: { title: ["name", "taskNumber"], text: ["subjects", "authorityName"] },
  rules: [agencyRule, ...planRules],
  references: [departments, itemReference],
});
