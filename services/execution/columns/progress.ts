/** 进展情况: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { progressStates, taskLists } from "../code-lists.js";
import { taskKeyOf } from "./tasks.js";

/** Values of several tasks are no sum. */
const ONE_TASK = { same: ["taskKey"], filled: [] } as const;

export const taskProgressColumns = {
  quarter: columns.period("quarter", {
    zh: "季度",
    en: "Quarter, whose year is the list's",
    aliases: ["进展季度"],
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
    en: "Number of the task in the list",
    aliases: ["编号", "任务编号"],
    required: true,
    indexed: true,
    example: "1",
  }),
  progress: columns.text({
    zh: "进展情况",
    en: "What was done up to the end of the quarter",
    aliases: ["完成情况", "工作进展", "落实情况"],
    required: true,
    maxLength: 2_000,
    example: "两处均已开工",
  }),
  value: columns.decimal({
    zh: "累计完成值",
    en: "Reached since the year's beginning, in the task's unit",
    aliases: ["完成值", "累计完成"],
    scale: 2,
    indexed: true,
    example: "1",
    alike: ONE_TASK,
  }),
  percent: columns.decimal({
    zh: "完成比例（%）",
    en: "Part of the task that is done",
    aliases: ["完成比例", "完成率"],
    scale: 2,
    indexed: true,
    example: "50",
    percentWhen: () => true,
    alike: ONE_TASK,
  }),
  state: columns.code(progressStates, {
    zh: "进展状态",
    en: "State",
    aliases: ["状态"],
    required: true,
    indexed: true,
  }),
  reason: columns.text({
    zh: "原因说明",
    en: "Why it is behind, adjusted or cancelled",
    aliases: ["滞后原因", "原因"],
    maxLength: 500,
    example: "因汛期停工，进度滞后约两周",
  }),
  nextStep: columns.text({
    zh: "下一步计划",
    en: "What comes next",
    aliases: ["下一步工作"],
    maxLength: 1_000,
    example: "10月底前完成绿化种植",
  }),
  evidence: columns.text({
    zh: "佐证材料",
    en: "What shows it: document, acceptance, address of a page",
    aliases: ["证明材料", "佐证"],
    maxLength: 500,
    example: "竣工验收记录（示例）；https://example.com/1",
  }),
};

export type TaskProgressCells = CellsOf<typeof taskProgressColumns>;

/** The task that a quarter's row is about. */
export function taskOf({
  quarter,
  list,
  number,
}: Pick<TaskProgressCells, "quarter" | "list" | "number">): string {
  return taskKeyOf({ year: quarter.slice(0, 4), list, number });
}
