/** 任务清单: the columns of the file, and the name of a task. */
import { columns, labelOf, type CellsOf } from "#kit";
import { taskLevels, taskLists } from "../code-lists.js";

export const executionTaskColumns = {
  year: columns.period("year", {
    zh: "年度",
    en: "Year of the list",
    aliases: ["年份"],
    required: true,
    indexed: true,
  }),
  list: columns.code(taskLists, {
    zh: "清单类别",
    en: "List",
    aliases: ["清单"],
    required: true,
    indexed: true,
  }),
  number: columns.integer({
    zh: "序号",
    en: "Number in the list of the year, from 1 without a gap",
    aliases: ["编号", "任务编号"],
    required: true,
    indexed: true,
    example: "1",
  }),
  group: columns.text({
    zh: "类别",
    en: "Heading in the list",
    aliases: ["一级分类", "任务类别"],
    maxLength: 100,
    indexed: true,
    example: "一、示例类（2件）",
  }),
  title: columns.text({
    zh: "任务内容",
    en: "The task",
    aliases: ["实事项目", "项目名称", "重点任务", "指标名称"],
    required: true,
    maxLength: 500,
    indexed: true,
    example: "新建示例口袋公园2处",
  }),
  leadName: columns.text({
    zh: "牵头单位",
    en: "Department that answers for it",
    aliases: ["责任单位", "主责单位"],
    required: true,
    maxLength: 100,
    indexed: true,
    example: "区园林绿化局",
  }),
  partners: columns.text({
    zh: "配合单位",
    en: "Departments that take part, joined by 、",
    maxLength: 500,
    example: "区财政局、区城市管理委",
  }),
  target: columns.text({
    zh: "年度目标",
    en: "Target of the year, in words",
    aliases: ["工作目标"],
    required: true,
    maxLength: 500,
    example: "建成口袋公园2处",
  }),
  targetValue: columns.decimal({
    zh: "目标值",
    en: "Target in numbers, in the unit of the row",
    scale: 2,
    example: "2",
    alike: { same: ["unit"], filled: [] },
  }),
  unit: columns.text({
    zh: "计量单位",
    en: "Unit of the target and of what was reached",
    aliases: ["单位"],
    maxLength: 20,
    indexed: true,
    example: "处",
  }),
  deadline: columns.date({
    zh: "完成时限",
    en: "Day by which it is to be done",
    aliases: ["完成时间"],
    required: true,
    indexed: true,
  }),
  level: columns.code(taskLevels, { zh: "层级", en: "Level", indexed: true }),
  town: columns.text({
    zh: "实施乡镇街道",
    en: "Town or sub-district where it is done; blank for several or all",
    aliases: ["乡镇街道", "镇街"],
    maxLength: 50,
    indexed: true,
    example: "溪翁庄镇",
  }),
  documentNumber: columns.documentNumber({
    zh: "依据文件文号",
    en: "Number of the document that it carries out",
    aliases: ["依据文件", "文号"],
    maxLength: 128,
    indexed: true,
    example: "京密政办示例发〔2026〕6号",
  }),
  changeReason: columns.text({
    zh: "变更理由",
    en: "Why the task was changed during the year",
    aliases: ["调整理由"],
    maxLength: 500,
    example: "选址调整，经区政府批准（示例）",
  }),
};

export type ExecutionTaskCells = CellsOf<typeof executionTaskColumns>;

/** `2026/民生实事/1`: by which a task is known in all files. */
export function taskKeyOf({
  year,
  list,
  number,
}: Pick<ExecutionTaskCells, "year" | "list" | "number">): string {
  return [year, labelOf(taskLists, list, "ZH"), number].join("/");
}
