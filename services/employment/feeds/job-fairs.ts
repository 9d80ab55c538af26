/** 招聘会 (domain 06). */
import { areaCode, areaReference, areaRule, defineFeed } from "#kit";
import { fairRules } from "../rules/employment-rules.js";
import { jobFairColumns } from "../columns/job-fairs.js";

export const jobFairs = defineFeed({
  id: "employment.job-fairs",
  edition: "1",
  title: { zh: "招聘会", en: "Job fairs" },
  description: { zh: "现场和网络招聘会的时间、地点和规模。", en: "When, where and how large." },
  type: "JobFair",
  plural: "jobFairs",
  lead: "rsj",
  submitters: "lead",
  legalBases: [{ title: "《中华人民共和国就业促进法》", from: "2008-01-01" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: jobFairColumns,
  derived: { areaCode: areaCode("town") },
  key: ["name", "date"],
  order: { field: "date", descending: true },
  search: { title: ["name"], text: ["organiser", "place", "town"] },
  rules: [areaRule("town"), ...fairRules],
  references: [areaReference],
});
