/** 招生结果, each year after September (domain 05). Numbers only: no pupil's data enters a feed. */
import { columns, defineFeed } from "#kit";
import { resultRules } from "../rules/school-rules.js";
import { schoolCode, schoolKnown, schoolReference } from "../school-code.js";
import { PERSONAL_HEADERS } from "../personal-headers.js";

export const admissionResults = defineFeed({
  id: "education.admission-results",
  edition: "1",
  title: { zh: "招生结果", en: "Admission results" },
  description: { zh: "各校实际招生人数。", en: "How many pupils each school took." },
  type: "AdmissionResult",
  plural: "admissionResults",
  lead: "jw",
  submitters: "lead",
  legalBasis: "教育部义务教育招生入学工作通知",
  due: { kind: "yearly", workingDay: 200 },
  refusedHeaders: PERSONAL_HEADERS,
  mode: "append",
  columns: {
    year: columns.period("year", { zh: "年份", en: "Year", required: true, indexed: true }),
    schoolCode: schoolCode(),
    admitted: columns.integer({ zh: "实际招生人数", en: "Pupils admitted", aliases: ["招生人数"], required: true, indexed: true, unit: "人" }),
    fromCatchment: columns.integer({ zh: "其中本片区", en: "From its catchment", aliases: ["本片区"], unit: "人" }),
    migrantChildren: columns.integer({ zh: "随迁子女", en: "Children of migrant workers", aliases: ["其中随迁子女"], unit: "人" }),
  },
  key: ["year", "schoolCode"],
  order: { field: "year", descending: true },
  search: { title: ["year", "schoolCode"], text: [] },
  rules: [schoolKnown, ...resultRules],
  references: [schoolReference],
});
