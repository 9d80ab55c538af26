/** 双随机、一公开: what the inspections found. Due 20 working days after the check (国办发〔2018〕118号). Domain 07. */
import { columns, defineFeed, partyId } from "#kit";
import { inspectionOutcomes } from "../code-lists.js";
import { departments, planReference } from "../references.js";
import { agencyRule, inspectionResultRules, itemReference, penaltyReference } from "../rules/inspection-rules.js";
import { resultPlanRules } from "../rules/plan-rules.js";

export const inspectionResults = defineFeed({
  id: "enforcement.inspection-results",
  edition: "2020",
  title: { zh: "抽查检查结果", en: "Inspection results" },
  description: { zh: "双随机、一公开：抽查检查结果。", en: "What random inspections found." },
  type: "InspectionResult",
  plural: "inspectionResults",
  lead: "scjgj",
  submitters: "every-department",
  legalBasis: "国办发〔2018〕118号；国发〔2019〕5号",
  due: { kind: "working-days", days: 20, after: "inspectionDate" },
  mode: "append",
  columns: {
    taskNumber: columns.text({ zh: "任务编号", en: "Number of the task", required: true, maxLength: 64, indexed: true, aliases: ["计划编号"], example: "2026-SC-01" }),
    partyName: columns.text({ zh: "检查对象名称", en: "Who was inspected", required: true, maxLength: 200, indexed: true, aliases: ["检查对象", "企业名称", "当事人"], example: "示例餐饮有限公司" }),
    unifiedSocialCreditCode: columns.uscc({ zh: "统一社会信用代码", en: "Unified social credit code", required: true, indexed: true, aliases: ["社会信用代码", "信用代码"] }),
    itemCode: columns.text({ zh: "事项编码", en: "Code of the inspection item", required: true, maxLength: 32, indexed: true, aliases: ["抽查事项编码"], example: "SJ-SC-001" }),
    authorityName: columns.text({ zh: "检查机关", en: "Inspecting agency", required: true, maxLength: 200, aliases: ["检查主体"], example: "北京市密云区市场监督管理局" }),
    authorityUscc: columns.uscc({ zh: "检查机关统一社会信用代码", en: "Its unified social credit code", required: true, indexed: true, aliases: ["检查主体统一社会信用代码"], example: "11110118000099995H" }),
    inspectionDate: columns.date({ zh: "检查日期", en: "Day of the inspection", required: true, indexed: true }),
    outcome: columns.code(inspectionOutcomes, { zh: "检查结果", en: "Outcome", required: true, indexed: true }),
    outcomeNote: columns.text({ zh: "结果说明", en: "Explanation", maxLength: 2000, scan: true, example: "已当场改正" }),
    penaltyDecisionNumber: columns.documentNumber({ zh: "后续处理", en: "Decision number of the penalty that followed", maxLength: 128, indexed: true, aliases: ["处罚决定书文号"] }),
  },
  derived: {
    partyId: partyId("unifiedSocialCreditCode", "partyName"),
  },
  key: ["authorityUscc", "taskNumber", "itemCode", "unifiedSocialCreditCode"],
  order: { field: "inspectionDate", descending: true },
  search: { title: ["partyName", "taskNumber"], text: ["unifiedSocialCreditCode", "itemCode", "outcome"] },
  rules: [agencyRule, ...inspectionResultRules, ...resultPlanRules],
  references: [departments, itemReference, planReference, penaltyReference],
});
