/** 城乡低保, by month, town and kind. Due by the 10th working day of the month that follows (要点：按月度公开; domain 04). */
import { areaCode, areaReference, areaRule, columns, defineFeed } from "#kit";
import { residenceKinds } from "../code-lists.js";
import { allTownsRule, cumulativeRule, movementRule, outlierRule } from "../rules/month-rules.js";
import { minimumLivingRules } from "../rules/row-rules.js";
import { month, people, seriesKey, shownCount, totals, town, yuan } from "./figures.js";

export const minimumLiving = defineFeed({
  id: "social-assistance.minimum-living",
  edition: "1",
  title: { zh: "城乡低保", en: "Minimum living allowance" },
  description: { zh: "全区城乡低保的户数、人数和资金支出，按月、乡镇街道和城乡类别。", en: "Households, persons and spending by month, town and kind." },
  type: "MinimumLivingFigure",
  plural: "minimumLivingFigures",
  lead: "mzj",
  submitters: "lead",
  legalBasis: "《社会救助暂行办法》（国务院令第649号）；北京市密云区政务公开工作要点",
  due: { kind: "monthly", workingDay: 10 },
  mode: "append",
  columns: {
    period: month,
    town,
    kind: columns.code(residenceKinds, { zh: "类别", en: "Urban or rural", aliases: ["城乡类别", "低保类别"], required: true, indexed: true }),
    households: people({ zh: "户数", en: "Households", aliases: ["保障户数"], required: true, unit: "户" }),
    persons: people({ zh: "人数", en: "Persons", aliases: ["保障人数"], required: true }),
    added: people({ zh: "其中新增人数", en: "Persons added", aliases: ["新增人数", "本月新增"] }),
    left: people({ zh: "退出人数", en: "Persons that left", aliases: ["其中退出人数", "本月退出"] }),
    spendingYuan: yuan({ zh: "资金支出（元）", en: "Spending", aliases: ["支出资金", "发放资金", "资金支出"], required: true }),
    // It begins anew each January.
    cumulativeYuan: yuan({ zh: "累计支出（元）", en: "Spending since January", aliases: ["累计支出", "累计资金支出"], usualMove: Infinity }),
  },
  derived: {
    personsShown: shownCount("persons", "人数（公开口径）", "Persons as shown: <3 where there are few"),
    areaCode: areaCode("town"),
    seriesKey: seriesKey("period", "areaCode", "kind"),
  },
  key: ["period", "areaCode", "kind"],
  order: { field: "period", descending: true },
  search: { title: ["period", "town", "kind"], text: [] },
  rules: [areaRule("town"), ...minimumLivingRules],
  setRules: [allTownsRule("kind"), movementRule("kind"), cumulativeRule("kind"), outlierRule("kind")],
  totals: totals(["period", "kind"], ["households", "persons", "added", "left", "spendingYuan", "cumulativeYuan"]),
  references: [areaReference, { feed: "social-assistance.minimum-living", column: "seriesKey" }],
});
