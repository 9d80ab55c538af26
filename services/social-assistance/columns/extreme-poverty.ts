/** 特困人员救助供养: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { residences, supportKinds } from "../code-lists.js";
import { month, people, town, yuan } from "./figures.js";
import { hiddenWithParts } from "./small-cells.js";

const byCare = hiddenWithParts(["fullCare", "halfCare", "selfCare"]);

export const extremePovertyFigureColumns = {
  period: month,
  town,
  support: columns.code(supportKinds, {
    zh: "供养方式",
    en: "Way of support",
    aliases: ["供养类别"],
    required: true,
    indexed: true,
  }),
  residence: columns.code(residences, {
    zh: "城乡类别",
    en: "Urban or rural",
    aliases: ["城乡"],
    indexed: true,
    note: { zh: "不分城乡统计的留空", en: "Blank where the figures are of both" },
  }),
  persons: people({ zh: "人数", en: "Persons", aliases: ["供养人数", "特困人员人数"], required: true }),
  fullCare: people({ zh: "其中全护理", en: "In full care", aliases: ["全护理"], show: byCare }),
  halfCare: people({ zh: "其中半护理", en: "In half care", aliases: ["半护理"], show: byCare }),
  selfCare: people({
    zh: "其中自理",
    en: "Caring for themselves",
    aliases: ["自理", "全自理", "其中全自理"],
    show: byCare,
  }),
  livingYuan: yuan({
    zh: "基本生活（元）",
    en: "Spent on living",
    aliases: ["基本生活", "基本生活支出"],
    required: true,
    show: byCare,
  }),
  careYuan: yuan({
    zh: "照料护理（元）",
    en: "Spent on care",
    aliases: ["照料护理", "照料护理支出"],
    required: true,
    show: byCare,
  }),
  spendingYuan: yuan({
    zh: "资金支出（元）",
    en: "Spending",
    aliases: ["支出资金", "资金支出"],
    required: true,
  }),
};

export type ExtremePovertyFigureCells = CellsOf<typeof extremePovertyFigureColumns>;
