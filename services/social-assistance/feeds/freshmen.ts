/** 高等教育新生入学救助, by school year and kind of family (要点：按学年公布; domain 04). */
import { defineFeed, dueInSchoolYear, smallCells } from "#kit";
import { freshmenRules } from "../rules/row-rules.js";
import { shownCount } from "../columns/figures.js";
import { freshmanAssistanceFigureColumns } from "../columns/freshmen.js";

export const freshmen = defineFeed({
  id: "social-assistance.freshmen",
  edition: "1",
  title: { zh: "高等教育新生入学救助", en: "Assistance for first-year students" },
  description: {
    zh: "高等教育新生入学救助的人次和资金支出，按学年和家庭类别。",
    en: "Persons and spending by school year and kind of family.",
  },
  type: "FreshmanAssistanceFigure",
  plural: "freshmanAssistanceFigures",
  lead: "mzj",
  submitters: "lead",
  legalBases: [{ title: "北京市高等教育新生入学救助办法" }],
  due: dueInSchoolYear("freshmen-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（按学年公布）",
      isConfirmed: false,
      values: { month: 9, day: 15 },
    },
  ]),
  smallCells,
  mode: "append",
  columns: freshmanAssistanceFigureColumns,
  derived: {
    personsShown: shownCount("persons", "人次（公开口径）", "Persons as shown: as <3 where there are few"),
  },
  key: ["period", "familyKind"],
  order: { field: "period", descending: true },
  search: { title: ["period", "familyKind"], text: [] },
  concerns: ["familyKind"],
  rules: freshmenRules,
});
