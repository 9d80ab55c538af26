/** 高等教育新生入学救助: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { familyKinds } from "../code-lists.js";
import { people, yuan } from "./figures.js";

export const freshmanAssistanceFigureColumns = {
  period: columns.period("schoolYear", {
    zh: "学年",
    en: "School year, 1 September to 31 August",
    required: true,
    indexed: true,
  }),
  familyKind: columns.code(familyKinds, {
    zh: "家庭类别",
    en: "Kind of family",
    aliases: ["类别"],
    required: true,
    indexed: true,
  }),
  persons: people({
    zh: "救助人次数",
    en: "Persons",
    aliases: ["救助人次", "人数"],
    required: true,
    unit: "人次",
  }),
  spendingYuan: yuan({
    zh: "资金支出（元）",
    en: "Spending",
    aliases: ["支出资金", "资金支出"],
    required: true,
  }),
};

export type FreshmanAssistanceFigureCells = CellsOf<typeof freshmanAssistanceFigureColumns>;
