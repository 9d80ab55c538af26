/**
 * 城乡低保, by month, town and kind. Due by the 10th working day of the month that follows (要点：按月度公开; domain 04).
 */
import { areaCode, areaReference, areaRule, defineFeed, dueMonthly, smallCells } from "#kit";
import { allTownsRule, cumulativeRule, movementRule, outlierRule } from "../rules/month-rules.js";
import { minimumLivingRules } from "../rules/row-rules.js";
import { shownCount, sideBySide, TOTAL_ROWS } from "../columns/figures.js";
import { hiddenSinceJanuary, movementStaysHidden } from "../columns/small-cells.js";
import { publishedSeries, seriesKey } from "../columns/series.js";
import { minimumLivingFigureColumns } from "../columns/minimum-living.js";

export const minimumLiving = defineFeed({
  id: "social-assistance.minimum-living",
  edition: "1",
  title: { zh: "城乡低保", en: "Minimum living allowance" },
  description: {
    zh: "全区城乡低保的户数、人数和资金支出，按月、乡镇街道和城乡类别。",
    en: "Households, persons and spending by month, town and kind.",
  },
  type: "MinimumLivingFigure",
  plural: "minimumLivingFigures",
  lead: "mzj",
  submitters: "lead",
  legalBases: [
    { title: "《社会救助暂行办法》（国务院令第649号）", from: "2014-05-01" },
    { title: "北京市密云区政务公开工作要点" },
  ],
  due: dueMonthly("minimum-living-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（按月度公开）",
      isConfirmed: false,
      values: { workingDay: 10 },
    },
  ]),
  smallCells,
  mode: "append",
  columns: minimumLivingFigureColumns,
  derived: {
    personsShown: shownCount("persons", "人数（公开口径）", "Persons as shown: as <3 where there are few"),
    areaCode: areaCode("town"),
    seriesKey: seriesKey("kind"),
  },
  key: ["period", "areaCode", "kind"],
  order: { field: "period", descending: true },
  search: { title: ["period", "town", "kind"], text: [] },
  rules: [areaRule("town"), ...minimumLivingRules],
  setRules: [allTownsRule("kind"), movementRule("kind"), cumulativeRule("kind"), outlierRule("kind")],
  setMasks: [movementStaysHidden, hiddenSinceJanuary],
  totals: {
    ...TOTAL_ROWS,
    by: ["period", "kind"],
    measures: ["households", "persons", "added", "left", "spendingYuan", "cumulativeYuan"],
  },
  references: [areaReference, publishedSeries("kind")],
  unclearHeaders: sideBySide([
    "户数",
    "人数",
    "低保户数",
    "低保人数",
    "低保对象人数",
    "资金支出",
    "低保资金支出",
  ]),
});
