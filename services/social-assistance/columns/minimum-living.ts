/** 城乡低保: the columns of the file. */
import { columns, HIDDEN_WITH_FEW, type CellsOf } from "#kit";
import { residenceKinds } from "../code-lists.js";
import { month, people, town, yuan } from "./figures.js";
import { hiddenAlone, hiddenMovement, SINCE_JANUARY } from "./small-cells.js";

export const minimumLivingFigureColumns = {
  period: month,
  town,
  kind: columns.code(residenceKinds, {
    zh: "类别",
    en: "Urban or rural",
    aliases: ["城乡类别", "低保类别"],
    required: true,
    indexed: true,
  }),
  households: people({
    zh: "户数",
    en: "Households",
    aliases: ["保障户数", "低保户数"],
    required: true,
    unit: "户",
    show: hiddenAlone("households"),
  }),
  persons: people({
    zh: "人数",
    en: "Persons",
    aliases: ["保障人数", "低保人数", "低保对象人数"],
    required: true,
  }),
  added: people({
    zh: "其中新增人数",
    en: "Persons added",
    aliases: ["新增人数", "本月新增"],
    show: hiddenMovement,
  }),
  left: people({
    zh: "退出人数",
    en: "Persons that left",
    aliases: ["其中退出人数", "本月退出"],
    show: hiddenMovement,
  }),
  spendingYuan: yuan({
    zh: "资金支出（元）",
    en: "Spending",
    aliases: ["支出资金", "发放资金", "资金支出", "当月资金支出"],
    required: true,
  }),
  // It begins anew each January.
  cumulativeYuan: yuan({
    zh: "累计支出（元）",
    en: "Spending since January",
    aliases: ["累计支出", "累计资金支出"],
    usualMove: Infinity,
    show: { ...HIDDEN_WITH_FEW, note: SINCE_JANUARY },
  }),
};

export type MinimumLivingFigureCells = CellsOf<typeof minimumLivingFigureColumns>;
