/** 招生计划, each year before 1 May (domain 05). */
import { defineFeed, dueYearly } from "#kit";
import { planRules } from "../rules/school-rules.js";
import { schoolKnown, schoolReference } from "../school-code.js";
import { PERSONAL_HEADERS } from "../personal-headers.js";
import { admissionPlanColumns } from "../columns/admission-plans.js";

export const admissionPlans = defineFeed({
  id: "education.admission-plans",
  edition: "1",
  title: { zh: "招生计划", en: "Admission plans" },
  description: {
    zh: "各校各学段的招生计划、对象、报名时间和入学方式。",
    en: "Seats, whom they are for, when and how to apply, by school and stage.",
  },
  type: "AdmissionPlan",
  plural: "admissionPlans",
  lead: "jw",
  submitters: "lead",
  legalBases: [{ title: "教育部义务教育招生入学工作通知" }, { title: "北京市义务教育阶段入学工作意见" }],
  due: dueYearly("admission-plans-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（义务教育入学）",
      isConfirmed: false,
      values: { month: 4, day: 30 },
    },
  ]),
  refusedHeaders: PERSONAL_HEADERS,
  mode: "append",
  columns: admissionPlanColumns,
  key: ["year", "schoolCode", "stage"],
  order: { field: "year", descending: true },
  search: { title: ["year", "schoolCode", "stage"], text: ["eligible"] },
  rules: [schoolKnown, ...planRules],
  references: [schoolReference],
});
