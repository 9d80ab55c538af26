/**
 * 临时救助, by quarter and town. Due by the 10th working day of the quarter that follows (要点：按季度公开; domain 04).
 */
import { areaCode, areaReference, areaRule, defineFeed, dueQuarterly, smallCells } from "#kit";
import { allTownsRule } from "../rules/month-rules.js";
import { temporaryRules } from "../rules/row-rules.js";
import { shownCount, TOTAL_ROWS } from "../columns/figures.js";
import { temporaryAssistanceFigureColumns } from "../columns/temporary.js";

export const temporary = defineFeed({
  id: "social-assistance.temporary",
  edition: "1",
  title: { zh: "临时救助", en: "Temporary assistance" },
  description: {
    zh: "临时救助的人次、户次和资金支出，按季度和乡镇街道。",
    en: "Person-times, household-times and spending by quarter and town.",
  },
  type: "TemporaryAssistanceFigure",
  plural: "temporaryAssistanceFigures",
  lead: "mzj",
  submitters: "lead",
  legalBases: [{ title: "《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）" }],
  due: dueQuarterly("temporary-assistance-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（按季度公开）",
      isConfirmed: false,
      values: { workingDay: 10 },
    },
  ]),
  smallCells,
  mode: "append",
  columns: temporaryAssistanceFigureColumns,
  derived: {
    personTimesShown: shownCount(
      "personTimes",
      "人次（公开口径）",
      "Person-times as shown: <3 where there are few",
    ),
    areaCode: areaCode("town"),
  },
  key: ["period", "areaCode"],
  order: { field: "period", descending: true },
  search: { title: ["period", "town"], text: [] },
  rules: [areaRule("town"), ...temporaryRules],
  setRules: [allTownsRule<never>(null)],
  totals: {
    ...TOTAL_ROWS,
    by: ["period"],
    measures: ["personTimes", "householdTimes", "emergencyTimes", "expenditureTimes", "spendingYuan"],
  },
  references: [areaReference],
});
