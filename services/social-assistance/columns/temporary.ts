/** 临时救助: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { people, town, yuan } from "./figures.js";
import { hiddenAlone, hiddenWithParts } from "./small-cells.js";

const byKind = hiddenWithParts(["emergencyTimes", "expenditureTimes"]);

export const temporaryAssistanceFigureColumns = {
  period: columns.period("quarter", {
    zh: "季度",
    en: "Quarter",
    aliases: ["统计季度"],
    required: true,
    indexed: true,
  }),
  town,
  personTimes: people({
    zh: "救助人次",
    en: "Person-times",
    aliases: ["人次数", "人次"],
    required: true,
    unit: "人次",
  }),
  householdTimes: people({
    zh: "户次",
    en: "Household-times",
    aliases: ["救助户次"],
    unit: "户次",
    show: hiddenAlone("householdTimes"),
  }),
  emergencyTimes: people({
    zh: "其中急难型",
    en: "For emergencies",
    aliases: ["急难型"],
    unit: "人次",
    show: byKind,
  }),
  expenditureTimes: people({
    zh: "其中支出型",
    en: "For expenses beyond means",
    aliases: ["支出型"],
    unit: "人次",
    show: byKind,
  }),
  spendingYuan: yuan({
    zh: "资金支出（元）",
    en: "Spending",
    aliases: ["支出资金", "资金支出"],
    required: true,
  }),
};

export type TemporaryAssistanceFigureCells = CellsOf<typeof temporaryAssistanceFigureColumns>;
