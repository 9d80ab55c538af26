/**
 * 年度报告表格数据: the tables of the annual report on disclosure, a record for each cell, so that a form that
 * changes changes no column. Departments hand in their own, the office that of the district. Domain 15 §9.
 */
import { defineFeed, departmentReference } from "#kit";
import { annualFigureReference, cellKeyOf, registerReference } from "../annual/book.js";
import { organCodeOf } from "../annual/organ.js";
import { annualReportDue } from "../annual/due.js";
import { annualFigureColumns } from "../columns/annual-figures.js";
import { annualFigureRules, annualFigureSetRules, formCellOf } from "../rules/annual-figure-rules.js";

export const annualFigures = defineFeed({
  id: "disclosure.annual-figures",
  edition: "2021",
  title: { zh: "政府信息公开年度报告数据", en: "Tables of the annual reports" },
  description: {
    zh: "各行政机关和全区政府信息公开工作年度报告第二、三、四部分的表格数据，每个单元格一条。",
    en: "The tables of the annual reports on disclosure, of each organ and of the district: a record for each cell.",
  },
  type: "AnnualFigure",
  plural: "annualFigures",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [
    { title: "《中华人民共和国政府信息公开条例》第四十九条、第五十条", from: "2019-05-15" },
    { title: "国办公开办函〔2021〕30号" },
  ],
  due: annualReportDue,
  mode: "append",
  columns: annualFigureColumns,
  derived: {
    organCode: {
      zh: "报告机关（部门编码）",
      en: "Whose report it is: a department's code, or district",
      kind: "text",
      indexed: true,
      from: (row, _secrets, context) => organCodeOf(row, context),
    },
    cell: {
      zh: "单元格",
      en: "Cell: table, row and column as codes",
      kind: "text",
      indexed: true,
      from: (row) => formCellOf(row)?.code ?? null,
    },
    cellKey: {
      zh: "单元格键",
      en: "Year, organ and cell",
      kind: "text",
      indexed: true,
      exposed: false,
      from: (row, _secrets, context) =>
        cellKeyOf({
          year: row.year,
          organCode: organCodeOf(row, context),
          cell: formCellOf(row)?.code ?? null,
        }),
    },
  },
  key: ["year", "organCode", "cell"],
  order: { field: "year", descending: true },
  search: { title: ["row", "column", "organ", "year"], text: ["remark"] },
  rules: annualFigureRules,
  setRules: annualFigureSetRules,
  references: [departmentReference, annualFigureReference, registerReference],
});
