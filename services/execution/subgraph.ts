/**
 * 执行公开: key tasks, people's-livelihood projects and performance tasks, and what was done of them each
 * quarter.
 */
import { defineSubgraph, departmentStub, entityStub } from "#kit";
import { progress } from "./feeds/progress.js";
import { tasks } from "./feeds/tasks.js";
import { executionLinks } from "./links.js";

export default defineSubgraph({
  name: "execution",
  catalogue: {
    title: { zh: "执行公开", en: "Tasks and their progress" },
    theme: "GOVERNMENT",
    keywords: ["执行公开", "民生实事", "重点任务"],
    audiences: [],
  },
  feeds: [tasks, progress],
  entities: [entityStub("execution", "Area", "code"), departmentStub("execution")],
  resolvers: executionLinks,
});
