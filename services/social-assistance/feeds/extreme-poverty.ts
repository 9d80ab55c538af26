/** 特困人员救助供养, by month, town and way of support. Due as the minimum living allowance (domain 04). */
import { areaCode, areaReference, areaRule, columns, defineFeed } from "#kit";
import { supportKinds } from "../code-lists.js";
import { allTownsRule, outlierRule } from "../rules/month-rules.js";
import { extremePovertyRules } from "../rules/row-rules.js";
import { month, people, seriesKey, shownCount, totals, town, yuan } from "./figures.js";

export const extremePoverty = defineFeed({
  id: "social-assistance.extreme-poverty",
  edition: "1",
  title: { zh: "特困人员救助供养", en: "Support for people in extreme poverty" },
  description: { zh: "特困人员的人数、护理类别和资金支出，按月、乡镇街道和供养方式。", en: "Persons by care level, and spending, by month, town and way of support." },
  type: "ExtremePovertyFigure",
  plural: "extremePovertyFigures",
  lead: "mzj",
  submitters: "lead",
  legalBasis: "《国务院关于进一步健全特困人员救助供养制度的意见》（国发〔2016〕14号）",
  due: { kind: "monthly", workingDay: 10 },
  mode: "append",
  columns: {
    period: month,
    town,
    support: columns.code(supportKinds, { zh: "供养方式", en: "Way of support", aliases: ["供养类别"], required: true, indexed: true }),
    persons: people({ zh: "人数", en: "Persons", aliases: ["供养人数"], required: true }),
    fullCare: people({ zh: "其中全护理", en: "In full care", aliases: ["全护理"] }),
    halfCare: people({ zh: "其中半护理", en: "In half care", aliases: ["半护理"] }),
    selfCare: people({ zh: "其中自理", en: "Caring for themselves", aliases: ["自理"] }),
    livingYuan: yuan({ zh: "基本生活（元）", en: "Spent on living", aliases: ["基本生活", "基本生活支出"], required: true }),
    careYuan: yuan({ zh: "照料护理（元）", en: "Spent on care", aliases: ["照料护理", "照料护理支出"], required: true }),
    spendingYuan: yuan({ zh: "资金支出（元）", en: "Spending", aliases: ["支出资金", "资金支出"], required: true }),
  },
  derived: {
    personsShown: shownCount("persons", "人数（公开口径）", "Persons as shown: <3 where there are few"),
    areaCode: areaCode("town"),
    seriesKey: seriesKey("period", "areaCode", "support"),
  },
  key: ["period", "areaCode", "support"],
  order: { field: "period", descending: true },
  search: { title: ["period", "town", "support"], text: [] },
  rules: [areaRule("town"), ...extremePovertyRules],
  setRules: [allTownsRule("support"), outlierRule("support")],
  totals: totals(["period", "support"], ["persons", "fullCare", "halfCare", "selfCare", "livingYuan", "careYuan", "spendingYuan"]),
  references: [areaReference, { feed: "social-assistance.extreme-poverty", column: "seriesKey" }],
});
