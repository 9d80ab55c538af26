/**
 * 任务清单: key tasks of the work report, people's-livelihood projects, performance tasks of a year. Domain 13
 * §7.
 */
import {
  areaCode,
  areaReference,
  areaRule,
  defineFeed,
  departmentCode,
  departmentReference,
  departmentRule,
  dueYearly,
} from "#kit";
import { executionTaskColumns, taskKeyOf } from "../columns/tasks.js";
import { progressDue } from "../deadlines.js";
import { taskReference } from "../references.js";
import { taskRules, taskSetRules } from "../rules/task-rules.js";

export const tasks = defineFeed({
  id: "execution.tasks",
  edition: "2020",
  title: { zh: "执行公开任务清单", en: "Tasks of the year" },
  description: {
    zh: "政府工作报告重点任务、重要民生实事项目、政府绩效任务：牵头单位、年度目标和完成时限。",
    en: "Key tasks of the work report, livelihood projects and performance tasks: who answers, target, deadline.",
  },
  type: "ExecutionTask",
  plural: "executionTasks",
  lead: "zwfwj",
  submitters: "lead",
  legalBases: [{ title: "《北京市密云区2020年政务公开工作要点》（执行公开）" }],
  due: dueYearly("execution-tasks-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（按季度公开执行情况）",
      isConfirmed: false,
      values: { month: 3, day: 31 },
    },
  ]),
  expects: [
    {
      id: "progress",
      title: { zh: "季度进展情况", en: "Progress of the quarter" },
      due: { kind: "quarterly", from: "firstDay", until: "lastDay", deadline: progressDue.deadline },
      evidence: { feed: "execution.progress", by: "taskKey", names: "taskKey", period: "quarter" },
      isExemptible: false,
    },
  ],
  mode: "append",
  columns: executionTaskColumns,
  derived: {
    taskKey: {
      zh: "任务编号",
      en: "Year, list and number",
      kind: "text",
      indexed: true,
      required: true,
      from: taskKeyOf,
    },
    leadCode: departmentCode("leadName", {
      name: "lead",
      zh: "牵头单位",
      en: "Department that answers for it",
    }),
    areaCode: areaCode("town"),
    firstDay: {
      zh: "年度首日",
      en: "First day of its year",
      kind: "date",
      exposed: false,
      from: ({ year }) => `${year}-01-01`,
    },
    lastDay: {
      zh: "年度末日",
      en: "Last day of its year",
      kind: "date",
      exposed: false,
      from: ({ year }) => `${year}-12-31`,
    },
  },
  key: ["year", "list", "number"],
  naturalKeys: ["taskKey"],
  order: { field: "deadline", descending: true },
  search: {
    title: ["title"],
    text: ["taskKey", "group", "leadName", "partners", "target", "town", "documentNumber"],
  },
  rules: [departmentRule("leadName"), areaRule("town"), ...taskRules],
  setRules: taskSetRules,
  references: [departmentReference, areaReference, taskReference],
});
