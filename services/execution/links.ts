/** From a task to its quarters and back, and from a department and a town to what they have to do. */
import { departmentStub, entityField, entityStub, listField, recordType, type ClassType } from "#kit";
import { progress } from "./feeds/progress.js";
import { tasks } from "./feeds/tasks.js";

const Task = recordType(tasks);
const PolicyDocument = entityStub("execution", "PolicyDocument", "documentKey");

export const executionLinks: readonly ClassType[] = [
  listField({
    on: Task,
    name: "progressReports",
    description: { zh: "该任务各季度的进展", en: "Its progress, quarter by quarter" },
    of: progress,
    by: "taskKey",
    needs: ["taskKey"],
    value: ({ taskKey }) => taskKey,
  }),
  entityField({
    on: progress,
    name: "task",
    description: { zh: "所属任务", en: "The task" },
    type: () => Task,
    key: "taskKey",
    from: "taskKey",
  }),
  entityField({
    on: tasks,
    name: "policyDocument",
    description: {
      zh: "所依据的文件；尚未公布的为空",
      en: "The document that it carries out; null where none is published",
    },
    type: () => PolicyDocument,
    key: "documentKey",
    from: "documentNumber",
  }),
  listField({
    on: PolicyDocument,
    name: "executionTasks",
    description: { zh: "落实该文件的任务", en: "Tasks that carry it out" },
    of: tasks,
    by: "documentNumber",
    value: ({ documentKey }) => documentKey,
  }),
  listField({
    on: departmentStub("execution"),
    name: "executionTasks",
    description: { zh: "该部门牵头的任务", en: "Tasks that it answers for" },
    of: tasks,
    by: "leadCode",
    value: ({ code }) => code,
  }),
  listField({
    on: entityStub("execution", "Area", "code"),
    name: "executionTasks",
    description: { zh: "在本辖区实施的任务", en: "Tasks that are done here" },
    of: tasks,
    by: "areaCode",
    value: ({ code }) => code,
  }),
];
