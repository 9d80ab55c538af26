/**
 * 进展情况: what was done of each task up to the end of a quarter, with what shows it. Domain 13 §7; duty 3.2a.
 */
import { defineFeed } from "#kit";
import { taskOf, taskProgressColumns } from "../columns/progress.js";
import { progressDue } from "../deadlines.js";
import { progressReference, taskReference } from "../references.js";
import { progressKeyOf, progressRules, progressSetRules } from "../rules/progress-rules.js";

export const progress = defineFeed({
  id: "execution.progress",
  edition: "2020",
  title: { zh: "任务季度进展", en: "Progress of tasks" },
  description: {
    zh: "各牵头单位按季度公开的任务进展：累计完成值、完成比例、状态、原因和佐证材料。",
    en: "Each quarter's progress by the department that answers: value, percentage, state, reason, evidence.",
  },
  type: "TaskProgress",
  plural: "progressReports",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [{ title: "《北京市密云区2020年政务公开工作要点》（执行公开）" }],
  due: progressDue,
  mode: "append",
  columns: taskProgressColumns,
  derived: {
    taskKey: {
      zh: "任务编号",
      en: "Year, list and number of the task",
      kind: "text",
      indexed: true,
      from: taskOf,
    },
    taskTitle: {
      zh: "任务内容",
      en: "The task",
      kind: "text",
      indexed: true,
      from: (row, _secrets, { lookup }) => lookup(taskReference, taskOf(row))?.title ?? null,
    },
    progressKey: {
      zh: "进展键",
      en: "Quarter and task",
      kind: "text",
      indexed: true,
      exposed: false,
      from: progressKeyOf,
    },
  },
  key: ["quarter", "list", "number"],
  order: { field: "quarter", descending: true },
  search: {
    title: ["taskTitle", "quarter"],
    text: ["progress", "reason", "nextStep", "evidence", "taskKey"],
  },
  rules: progressRules,
  setRules: progressSetRules,
  references: [taskReference, progressReference],
});
