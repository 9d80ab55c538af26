/** 高等教育新生入学救助, by school year and kind of family (要点：按学年公布; domain 04). */
import { columns, defineFeed } from "#kit";
import { familyKinds } from "../code-lists.js";
import { freshmenRules } from "../rules/row-rules.js";
import { people, shownCount, yuan } from "./figures.js";

export const freshmen = defineFeed({
  id: "social-assistance.freshmen",
  edition: "1",
  title: { zh: "高等教育新生入学救助", en: "Assistance for first-year students" },
  description: { zh: "高等教育新生入学救助的人次和资金支出，按学年和家庭类别。", en: "Persons and spending by school year and kind of family." },
  type: "FreshmanAssistanceFigure",
  plural: "freshmanAssistanceFigures",
  lead: "mzj",
  submitters: "lead",
  legalBasis: "北京市高等教育新生入学救助办法",
  due: { kind: "yearly", workingDay: 10 },
  mode: "append",
  columns: {
    period: columns.period("schoolYear", { zh: "学年", en: "School year, 1 September to 31 August", required: true, indexed: true }),
    familyKind: columns.code(familyKinds, { zh: "家庭类别", en: "Kind of family", aliases: ["类别"], required: true, indexed: true }),
    persons: people({ zh: "救助人次数", en: "Persons", aliases: ["救助人次", "人数"], required: true, unit: "人次" }),
    spendingYuan: yuan({ zh: "资金支出（元）", en: "Spending", aliases: ["支出资金", "资金支出"], required: true }),
  },
  derived: { personsShown: shownCount("persons", "人次（公开口径）", "Persons as shown: <3 where there are few") },
  key: ["period", "familyKind"],
  order: { field: "period", descending: true },
  search: { title: ["period", "familyKind"], text: [] },
  concerns: ["familyKind"],
  rules: freshmenRules,
});
