/** 就业主要指标, by month and measure; of a town where one is named (domain 06). */
import { areaCode, areaReference, areaRule, defineFeed, dueMonthly, smallCells } from "#kit";
import { figureRules } from "../rules/employment-rules.js";
import { employmentFigureColumns } from "../columns/figures.js";
import { figureKey, hiddenFigures, publishedFigures } from "../small-cells.js";

export const figures = defineFeed({
  id: "employment.figures",
  edition: "1",
  title: { zh: "就业主要指标", en: "Employment figures" },
  description: {
    zh: "登记失业、新增就业、转移就业等指标，按月；写明乡镇街道的为该乡镇街道的数据，不写的为全区数据。",
    en: "Registered unemployment, new employment and so on by month; of a town where one is named, else of the district.",
  },
  type: "EmploymentFigure",
  plural: "employmentFigures",
  lead: "rsj",
  submitters: "lead",
  legalBases: [{ title: "《中华人民共和国统计法》" }, { title: "北京市密云区政务公开工作要点" }],
  due: dueMonthly("employment-figures-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（就业信息）",
      isConfirmed: false,
      values: { workingDay: 10 },
    },
  ]),
  smallCells,
  mode: "append",
  columns: employmentFigureColumns,
  derived: { areaCode: areaCode("town"), figureKey },
  key: ["period", "measure", "areaCode"],
  order: { field: "period", descending: true },
  search: { title: ["period", "measure", "town"], text: [] },
  rules: [areaRule("town"), ...figureRules],
  setMasks: hiddenFigures,
  references: [areaReference, publishedFigures],
});
