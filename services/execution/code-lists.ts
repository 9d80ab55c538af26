/** Code lists of 执行公开 (domain 13). */
import type { CodeList } from "#kit";

export const taskLists: CodeList = {
  name: "ExecutionList",
  title: { zh: "清单类别", en: "List of tasks" },
  codes: [
    {
      name: "WORK_REPORT",
      zh: "重点任务",
      en: "Key tasks of the government's work report",
      aliases: ["政府工作报告重点任务", "工作报告任务"],
    },
    {
      name: "LIVELIHOOD",
      zh: "民生实事",
      en: "People's-livelihood projects",
      aliases: ["重要民生实事项目", "民生实事项目", "实事项目"],
    },
    { name: "PERFORMANCE", zh: "绩效任务", en: "Performance tasks", aliases: ["政府绩效任务"] },
  ],
};

export const taskLevels: CodeList = {
  name: "ExecutionLevel",
  title: { zh: "层级", en: "Level" },
  codes: [
    { name: "CITY_LEVEL", zh: "市级", en: "Of the city" },
    { name: "DISTRICT_LEVEL", zh: "区级", en: "Of the district" },
  ],
};

export const progressStates: CodeList = {
  name: "ExecutionState",
  title: { zh: "进展状态", en: "State of a task" },
  codes: [
    { name: "NOT_STARTED", zh: "未启动", en: "Not begun" },
    { name: "UNDER_WAY", zh: "进行中", en: "Under way", aliases: ["正常推进", "推进中"] },
    { name: "DONE", zh: "已完成", en: "Done", aliases: ["完成"] },
    { name: "BEHIND", zh: "滞后", en: "Behind its plan", aliases: ["进度滞后"] },
    { name: "ADJUSTED", zh: "调整", en: "Adjusted", aliases: ["已调整"] },
    { name: "CANCELLED", zh: "取消", en: "Cancelled", aliases: ["已取消"] },
  ],
};
