/** 招生结果, each year after September (domain 05). Numbers only: no pupil's data enters a feed. */
import { defineFeed, dueYearly, smallCells } from "#kit";
import { resultRules } from "../rules/school-rules.js";
import { schoolKnown, schoolReference } from "../school-code.js";
import { PERSONAL_HEADERS } from "../personal-headers.js";
import { admissionResultColumns } from "../columns/admission-results.js";

export const admissionResults = defineFeed({
  id: "education.admission-results",
  edition: "1",
  title: { zh: "招生结果", en: "Admission results" },
  description: { zh: "各校实际招生人数。", en: "How many pupils each school took." },
  type: "AdmissionResult",
  plural: "admissionResults",
  lead: "jw",
  submitters: "lead",
  legalBases: [{ title: "教育部义务教育招生入学工作通知" }],
  due: dueYearly("admission-results-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（义务教育入学）",
      isConfirmed: false,
      values: { month: 10, day: 31 },
    },
  ]),
  refusedHeaders: PERSONAL_HEADERS,
  smallCells,
  mode: "append",
  columns: admissionResultColumns,
  key: ["year", "schoolCode"],
  order: { field: "year", descending: true },
  search: { title: ["year", "schoolCode"], text: [] },
  rules: [schoolKnown, ...resultRules],
  references: [schoolReference],
});
