/** 特困人员救助供养, by month, town and way of support. Due as the minimum living allowance (domain 04). */
import { areaCode, areaReference, areaRule, defineFeed, dueMonthly, smallCells } from "#kit";
import { allTownsRule, oneWayRule, outlierRule } from "../rules/month-rules.js";
import { extremePovertyRules } from "../rules/row-rules.js";
import { shownCount, sideBySide, TOTAL_ROWS } from "../columns/figures.js";
import { publishedSeries, seriesKey } from "../columns/series.js";
import { extremePovertyFigureColumns } from "../columns/extreme-poverty.js";

export const extremePoverty = defineFeed({
  id: "social-assistance.extreme-poverty",
  edition: "1",
  title: { zh: "特困人员救助供养", en: "Support for people in extreme poverty" },
  description: {
    zh: "特困人员的人数、护理类别和资金支出，按月、乡镇街道、供养方式和城乡类别。",
    en: "Persons by care level, and spending, by month, town, way of support, urban and rural.",
  },
  type: "ExtremePovertyFigure",
  plural: "extremePovertyFigures",
  lead: "mzj",
  submitters: "lead",
  legalBases: [{ title: "《国务院关于进一步健全特困人员救助供养制度的意见》（国发〔2016〕14号）" }],
  due: dueMonthly("extreme-poverty-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（按月度公开）",
      isConfirmed: false,
      values: { workingDay: 10 },
    },
  ]),
  smallCells,
  mode: "append",
  columns: extremePovertyFigureColumns,
  derived: {
    personsShown: shownCount("persons", "人数（公开口径）", "Persons as shown: as <3 where there are few"),
    areaCode: areaCode("town"),
    seriesKey: seriesKey("support"),
  },
  key: ["period", "areaCode", "support", "residence"],
  formerKeys: [["period", "areaCode", "support"]],
  order: { field: "period", descending: true },
  search: { title: ["period", "town", "support"], text: [] },
  rules: [areaRule("town"), ...extremePovertyRules],
  setRules: [allTownsRule("support"), outlierRule("support"), oneWayRule("support")],
  totals: {
    ...TOTAL_ROWS,
    by: ["period", "support", "residence"],
    measures: ["persons", "fullCare", "halfCare", "selfCare", "livingYuan", "careYuan", "spendingYuan"],
  },
  references: [areaReference, publishedSeries("support")],
  unclearHeaders: sideBySide(["人数", "特困人数", "特困人员人数", "资金支出", "特困资金支出"]),
});
