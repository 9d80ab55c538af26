/** 重大行政决策事项目录: what the government is to decide in a year (《重大行政决策程序暂行条例》第三条). Domain 13. */
import { defineFeed, departmentCode, departmentReference, departmentRule, dueYearly } from "#kit";
import { decisionMatterColumns } from "../columns/matters.js";
import { matterReference } from "../references.js";
import { matterRules, matterSetRules } from "../rules/matter-rules.js";

export const matters = defineFeed({
  id: "decisions.matters",
  edition: "2019",
  title: { zh: "重大行政决策事项目录", en: "Catalogue of major decisions" },
  description: {
    zh: "区政府每年的重大行政决策事项：承办单位、计划完成时间、法定程序和目录调整。",
    en: "What the district's government is to decide in a year: who prepares it, by when, by which procedure, and changes.",
  },
  type: "DecisionMatter",
  plural: "decisionMatters",
  lead: "zwfwj",
  submitters: "lead",
  legalBases: [
    { title: "《重大行政决策程序暂行条例》（国务院令第713号）第三条", from: "2019-09-01" },
    { title: "《北京市密云区2020年政务公开工作要点》（重大决策预公开）" },
  ],
  due: dueYearly("decision-catalogue-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（建立并公布重大决策事项目录）",
      isConfirmed: false,
      values: { month: 3, day: 31 },
    },
  ]),
  mode: "append",
  columns: decisionMatterColumns,
  derived: {
    matterKey: {
      zh: "决策事项编号",
      en: "Year and number",
      kind: "text",
      indexed: true,
      required: true,
      from: ({ year, number }) => `${year}/${number}`,
    },
    leadCode: departmentCode("leadName", { name: "lead", zh: "承办单位", en: "Department that prepares it" }),
  },
  key: ["year", "number"],
  naturalKeys: ["matterKey"],
  order: { field: "plannedMonth", descending: true },
  search: { title: ["title"], text: ["matterKey", "leadName", "partners", "basis", "catalogueNumber"] },
  rules: [departmentRule("leadName"), ...matterRules],
  setRules: matterSetRules,
  references: [departmentReference, matterReference],
});
