/** 执行公开: key tasks, people's-livelihood projects and performance tasks, and what was done of them each quarter. */
import { defineSubgraph, departmentStub, entityStub } from "#kit";
import { progress } from "./feeds/progress.js";
import { tasks } from "./feeds/tasks.js";
import { executionLinks } from "./links.js";

export default defineSubgraph({
  name: "execution",
  feeds: [tasks, progress],
  entities: [entityStub("execution", "Area", "code"), departmentStub("execution")],
  resolvers: executionLinks,
});
