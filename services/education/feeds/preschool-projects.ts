/** 学前教育行动计划: projects for more seats (domain 05). */
import { areaCode, areaReference, areaRule, defineFeed, dueYearly } from "#kit";
import { projectRules } from "../rules/school-rules.js";
import { PERSONAL_HEADERS } from "../personal-headers.js";
import { preschoolProjectColumns } from "../columns/preschool-projects.js";

export const preschoolProjects = defineFeed({
  id: "education.preschool-plan",
  edition: "1",
  title: { zh: "学前教育项目", en: "Preschool projects" },
  description: {
    zh: "学前教育行动计划的建设项目、新增学位和进度。",
    en: "Projects of the preschool plan: seats added, progress, cost.",
  },
  type: "PreschoolProject",
  plural: "preschoolProjects",
  lead: "jw",
  submitters: "lead",
  legalBases: [{ title: "北京市学前教育行动计划" }],
  due: dueYearly("preschool-plan-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（第三批学前教育计划）",
      isConfirmed: false,
      values: { month: 3, day: 31 },
    },
  ]),
  refusedHeaders: PERSONAL_HEADERS,
  mode: "append",
  columns: preschoolProjectColumns,
  derived: { areaCode: areaCode("town") },
  key: ["name"],
  order: { field: "plannedEnd", descending: true },
  search: { title: ["name"], text: ["town", "progress"] },
  rules: [areaRule("town"), ...projectRules],
  references: [areaReference],
});
