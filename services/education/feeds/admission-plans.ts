/** 招生计划, each year before 1 May (domain 05). */
import { columns, defineFeed } from "#kit";
import { admissionStages, entryModes } from "../code-lists.js";
import { planRules } from "../rules/school-rules.js";
import { schoolCode, schoolKnown, schoolReference } from "../school-code.js";
import { PERSONAL_HEADERS } from "../personal-headers.js";

export const admissionPlans = defineFeed({
  id: "education.admission-plans",
  edition: "1",
  title: { zh: "招生计划", en: "Admission plans" },
  description: { zh: "各校各学段的招生计划、对象、报名时间和入学方式。", en: "Seats, whom they are for, when and how to apply, by school and stage." },
  type: "AdmissionPlan",
  plural: "admissionPlans",
  lead: "jw",
  submitters: "lead",
  legalBasis: "教育部义务教育招生入学工作通知；北京市义务教育阶段入学工作意见",
  due: { kind: "yearly", workingDay: 80 },
  refusedHeaders: PERSONAL_HEADERS,
  mode: "append",
  columns: {
    year: columns.period("year", { zh: "年份", en: "Year", aliases: ["招生年份"], required: true, indexed: true }),
    schoolCode: schoolCode(),
    stage: columns.code(admissionStages, { zh: "学段", en: "Stage of admission", aliases: ["招生学段"], required: true, indexed: true }),
    classes: columns.integer({ zh: "计划招生班数", en: "Classes planned", aliases: ["班数"], required: true, unit: "个" }),
    seats: columns.integer({ zh: "计划招生人数", en: "Seats planned", aliases: ["招生人数"], required: true, indexed: true, unit: "人" }),
    eligible: columns.text({ zh: "招生对象", en: "Whom they are for", maxLength: 500, example: "本片区适龄儿童" }),
    opensOn: columns.date({ zh: "报名时间起", en: "First day to apply", aliases: ["报名开始"], required: true, indexed: true }),
    closesOn: columns.date({ zh: "报名时间止", en: "Last day to apply", aliases: ["报名截止"], required: true, indexed: true }),
    entryMode: columns.code(entryModes, { zh: "入学方式", en: "How pupils are placed", required: true, indexed: true }),
  },
  key: ["year", "schoolCode", "stage"],
  order: { field: "year", descending: true },
  search: { title: ["year", "schoolCode", "stage"], text: ["eligible"] },
  rules: [schoolKnown, ...planRules],
  references: [schoolReference],
});
