/** 决策程序履行情况: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { stageResults, stages } from "../code-lists.js";

/** The matter that a record belongs to. */
export const matterKeyOptions = {
  zh: "决策事项编号",
  en: "Year and number of the matter",
  aliases: ["关联事项", "事项编号"],
  maxLength: 12,
  indexed: true,
  example: "2026/3",
  note: { zh: "目录的年度和序号，如2026/3", en: "Year and number in the catalogue, such as 2026/3" },
} as const;

export const decisionStepColumns = {
  matterKey: columns.text({ ...matterKeyOptions, required: true }),
  stage: columns.code(stages, {
    zh: "环节",
    en: "Stage",
    aliases: ["程序", "步骤"],
    required: true,
    indexed: true,
  }),
  startedOn: columns.date({
    zh: "开始日期",
    en: "First day",
    aliases: ["日期", "办理日期"],
    required: true,
    indexed: true,
  }),
  endedOn: columns.date({ zh: "结束日期", en: "Last day", aliases: ["完成日期"], indexed: true }),
  organName: columns.text({
    zh: "实施单位",
    en: "Department that did it",
    aliases: ["责任单位"],
    required: true,
    maxLength: 100,
    indexed: true,
    example: "区司法局",
  }),
  result: columns.code(stageResults, { zh: "结果", en: "Outcome", required: true, indexed: true }),
  explanation: columns.text({
    zh: "说明",
    en: "What was done, or why not",
    aliases: ["理由", "情况说明"],
    maxLength: 1000,
    example: "由示例专家组论证，意见已采纳",
  }),
  documentNumber: columns.documentNumber({
    zh: "文书文号",
    en: "Number of the document of this stage",
    aliases: ["文号", "会议纪要文号"],
    maxLength: 128,
    indexed: true,
    example: "京密政示例常会〔2026〕12号",
  }),
};

export type DecisionStepCells = CellsOf<typeof decisionStepColumns>;
