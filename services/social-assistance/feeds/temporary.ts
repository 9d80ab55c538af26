/** 临时救助, by quarter and town. Due by the 10th working day of the quarter that follows (要点：按季度公开; domain 04). */
import { areaCode, areaReference, areaRule, columns, defineFeed } from "#kit";
import { allTownsRule } from "../rules/month-rules.js";
import { temporaryRules } from "../rules/row-rules.js";
import { people, shownCount, totals, town, yuan } from "./figures.js";

export const temporary = defineFeed({
  id: "social-assistance.temporary",
  edition: "1",
  title: { zh: "临时救助", en: "Temporary assistance" },
  description: { zh: "临时救助的人次、户次和资金支出，按季度和乡镇街道。", en: "Person-times, household-times and spending by quarter and town." },
  type: "TemporaryAssistanceFigure",
  plural: "temporaryAssistanceFigures",
  lead: "mzj",
  submitters: "lead",
  legalBasis: "《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）",
  due: { kind: "quarterly", workingDay: 10 },
  mode: "append",
  columns: {
    period: columns.period("quarter", { zh: "季度", en: "Quarter", aliases: ["统计季度"], required: true, indexed: true }),
    town,
    personTimes: people({ zh: "救助人次", en: "Person-times", aliases: ["人次数", "人次"], required: true, unit: "人次" }),
    householdTimes: people({ zh: "户次", en: "Household-times", aliases: ["救助户次"], unit: "户次" }),
    emergencyTimes: people({ zh: "其中急难型", en: "For emergencies", aliases: ["急难型"], unit: "人次" }),
    expenditureTimes: people({ zh: "其中支出型", en: "For expenses beyond means", aliases: ["支出型"], unit: "人次" }),
    spendingYuan: yuan({ zh: "资金支出（元）", en: "Spending", aliases: ["支出资金", "资金支出"], required: true }),
  },
  derived: { personTimesShown: shownCount("personTimes", "人次（公开口径）", "Person-times as shown: <3 where there are few"), areaCode: areaCode("town") },
  key: ["period", "areaCode"],
  order: { field: "period", descending: true },
  search: { title: ["period", "town"], text: [] },
  rules: [areaRule("town"), ...temporaryRules],
  setRules: [allTownsRule(null)],
  totals: totals(["period"], ["personTimes", "householdTimes", "emergencyTimes", "expenditureTimes", "spendingYuan"]),
  references: [areaReference],
});
