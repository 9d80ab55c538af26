/** 重大行政决策事项目录: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { matterKinds, matterStates, procedures } from "../code-lists.js";

export const decisionMatterColumns = {
  year: columns.period("year", {
    zh: "年度",
    en: "Year of the catalogue",
    aliases: ["年份"],
    required: true,
    indexed: true,
  }),
  number: columns.integer({
    zh: "序号",
    en: "Number in the year's catalogue, from 1 without a gap",
    aliases: ["编号"],
    required: true,
    indexed: true,
    example: "3",
  }),
  title: columns.text({
    zh: "决策事项名称",
    en: "Name of the matter",
    aliases: ["决策事项", "事项名称"],
    required: true,
    maxLength: 200,
    indexed: true,
    example: "密云区示例停车设施专项规划",
  }),
  kind: columns.code(matterKinds, {
    zh: "事项类别",
    en: "Kind of matter",
    aliases: ["决策类型"],
    required: true,
    indexed: true,
  }),
  leadName: columns.text({
    zh: "承办单位",
    en: "Department that prepares it",
    aliases: ["决策承办单位", "牵头承办单位", "牵头单位", "责任单位"],
    required: true,
    maxLength: 100,
    indexed: true,
    example: "区教委",
  }),
  partners: columns.text({
    zh: "配合单位",
    en: "Departments that take part, joined by 、",
    aliases: ["协办单位"],
    maxLength: 500,
    example: "区财政局、区教委",
  }),
  plannedMonth: columns.period("month", {
    zh: "计划完成时间",
    en: "Month in which it is to be decided",
    aliases: ["决策时间", "时间安排", "拟提请审议时间"],
    required: true,
    indexed: true,
  }),
  procedures: columns.codes(procedures, {
    zh: "法定程序",
    en: "Statutory procedure",
    aliases: ["决策程序", "履行程序"],
    required: true,
  }),
  procedureNote: columns.text({
    zh: "不适用程序的理由",
    en: "Why public participation, experts or risk assessment do not apply",
    aliases: ["程序说明"],
    maxLength: 500,
    example: "不属于专业性、技术性较强的事项",
  }),
  isHeard: columns.boolean({
    zh: "是否听证",
    en: "Whether there is a hearing",
    required: true,
    indexed: true,
  }),
  basis: columns.text({
    zh: "立项依据",
    en: "Why it is a matter",
    aliases: ["提出依据"],
    maxLength: 1000,
    example: "区政府工作报告（示例）",
  }),
  state: columns.code(matterStates, {
    zh: "目录状态",
    en: "State in the catalogue",
    aliases: ["状态"],
    required: true,
    indexed: true,
  }),
  stateReason: columns.text({
    zh: "调整理由",
    en: "Why it was added, suspended or taken out",
    aliases: ["调整原因"],
    maxLength: 500,
    example: "上级规划尚未批复",
  }),
  adjustedOn: columns.date({ zh: "调整日期", en: "Day of that change" }),
  catalogueNumber: columns.documentNumber({
    zh: "目录文件文号",
    en: "Number of the document that sets the catalogue",
    aliases: ["目录文件", "文号"],
    required: true,
    maxLength: 128,
    indexed: true,
    example: "京密政办示例字〔2026〕9号",
  }),
};

export type DecisionMatterCells = CellsOf<typeof decisionMatterColumns>;
