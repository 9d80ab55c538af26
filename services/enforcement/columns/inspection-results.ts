/** 抽查检查结果: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { inspectionOutcomes } from "../code-lists.js";

export const inspectionResultColumns = {
  taskNumber: columns.text({
    zh: "任务编号",
    en: "Number of the task",
    required: true,
    maxLength: 64,
    indexed: true,
    aliases: ["计划编号"],
    example: "2026-SC-01",
  }),
  partyName: columns.text({
    zh: "检查对象名称",
    en: "Who was inspected",
    required: true,
    maxLength: 200,
    indexed: true,
    aliases: ["检查对象", "企业名称", "当事人"],
    example: "示例餐饮有限公司",
  }),
  unifiedSocialCreditCode: columns.uscc({
    zh: "统一社会信用代码",
    en: "Unified social credit code",
    required: true,
    indexed: true,
    aliases: ["社会信用代码", "信用代码"],
  }),
  itemCode: columns.text({
    zh: "事项编码",
    en: "Code of the inspection item",
    required: true,
    maxLength: 32,
    indexed: true,
    aliases: ["抽查事项编码"],
    example: "SJ-SC-001",
  }),
  authorityName: columns.text({
    zh: "检查主体",
    en: "Inspecting agency",
    required: true,
    maxLength: 200,
    aliases: ["检查机关"],
    example: "北京市密云区市场监督管理局",
  }),
  authorityUscc: columns.uscc({
    zh: "检查主体统一社会信用代码",
    en: "Its unified social credit code",
    required: true,
    indexed: true,
    aliases: ["检查机关统一社会信用代码"],
    example: "11110118000099995H",
  }),
  inspectionDate: columns.date({
    zh: "检查日期",
    en: "Day of the inspection",
    required: true,
    indexed: true,
  }),
  outcome: columns.code(inspectionOutcomes, { zh: "检查结果", en: "Outcome", required: true, indexed: true }),
  outcomeNote: columns.text({
    zh: "结果说明",
    en: "Explanation",
    maxLength: 2000,
    example: "已当场改正",
  }),
  penaltyDecisionNumber: columns.documentNumber({
    zh: "后续处理",
    en: "Decision number of the penalty that followed",
    maxLength: 128,
    indexed: true,
    aliases: ["处罚决定书文号"],
  }),
};

export type InspectionResultCells = CellsOf<typeof inspectionResultColumns>;
