/** 年度报告文字: parts 一, 五 and 六 of the annual report on disclosure, a record for each report. Domain 15 §9. */
import { defineFeed, departmentReference } from "#kit";
import { annualReportDue } from "../annual/due.js";
import { organCodeOf } from "../annual/organ.js";
import { annualReportColumns } from "../columns/annual-reports.js";
import { annualReportReference, annualReportRules, reportKeyOf } from "../rules/annual-report-rules.js";

export const annualReports = defineFeed({
  id: "disclosure.annual-reports",
  edition: "2021",
  title: { zh: "政府信息公开年度报告", en: "Texts of the annual reports" },
  description: {
    zh: "各行政机关和全区政府信息公开工作年度报告第一、五、六部分的文字，每份报告一条。",
    en: "The texts of the annual reports on disclosure, of each organ and of the district: a record for each report.",
  },
  type: "AnnualReportText",
  plural: "annualReportTexts",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [
    { title: "《中华人民共和国政府信息公开条例》第四十九条、第五十条", from: "2019-05-15" },
    { title: "国办公开办函〔2021〕30号" },
  ],
  due: annualReportDue,
  mode: "append",
  columns: annualReportColumns,
  derived: {
    organCode: {
      zh: "报告机关（部门编码）",
      en: "Whose report it is: a department's code, or district",
      kind: "text",
      indexed: true,
      from: (row, _secrets, context) => organCodeOf(row, context),
    },
    reportKey: {
      zh: "报告键",
      en: "Year and organ",
      kind: "text",
      indexed: true,
      exposed: false,
      from: (row, _secrets, context) => reportKeyOf(row.year, organCodeOf(row, context)),
    },
  },
  key: ["year", "organCode"],
  order: { field: "year", descending: true },
  search: { title: ["year", "organ"], text: ["overview", "problems", "others"] },
  rules: annualReportRules,
  references: [departmentReference, annualReportReference],
});
