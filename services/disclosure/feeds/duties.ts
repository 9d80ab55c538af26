/**
 * 政务公开要点任务: what must be public, by when, by whom, and by which records it can be seen that it is. Next
 * year's plan is a file of it. Domain 01.
 */
import { calendarReference, defineFeed } from "#kit";
import { dutyColumns } from "../columns/duties.js";
import { departmentReference } from "../duties/plan/departments.js";
import { dutyRules } from "../rules/duty-rules.js";

export const duties = defineFeed({
  id: "disclosure.duties",
  edition: "1",
  title: { zh: "政务公开要点任务", en: "Duties of disclosure" },
  description: {
    zh: "年度政务公开工作要点的各项任务：公开什么、由谁公开、何时公开、以哪些记录佐证。",
    en: "The clauses of the yearly plan: what is to be public, by whom, by when, and by which records it is met.",
  },
  type: "DutyClause",
  plural: "dutyClauses",
  lead: "zwfwj",
  submitters: "lead",
  legalBases: [{ title: "《中华人民共和国政府信息公开条例》第四十七条", from: "2019-05-15" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: dutyColumns,
  key: ["plan", "clause", "from"],
  order: { field: "plan", descending: true },
  search: { title: ["title"], text: ["clause", "words", "titleEn", "lead"] },
  rules: dutyRules,
  references: [departmentReference, calendarReference],
});
