/** 招生计划: the columns of the file. */
import { columns, PLACES, type CellsOf } from "#kit";
import { admissionStages, entryModes } from "../code-lists.js";
import { schoolCode } from "../school-code.js";

export const admissionPlanColumns = {
  year: columns.period("year", {
    zh: "年份",
    en: "Year",
    aliases: ["招生年份"],
    required: true,
    indexed: true,
  }),
  schoolCode: schoolCode(),
  stage: columns.code(admissionStages, {
    zh: "学段",
    en: "Stage of admission",
    aliases: ["招生学段"],
    required: true,
    indexed: true,
  }),
  classes: columns.integer({
    zh: "计划招生班数",
    en: "Classes planned",
    aliases: ["班数"],
    required: true,
    unit: "个",
  }),
  seats: columns.integer({
    zh: "计划招生人数",
    en: "Seats planned",
    aliases: ["招生人数"],
    required: true,
    indexed: true,
    unit: "人",
    shownThoughFew: PLACES,
  }),
  eligible: columns.text({
    zh: "招生对象",
    en: "Whom they are for",
    maxLength: 500,
    example: "本片区适龄儿童",
  }),
  opensOn: columns.date({
    zh: "报名时间起",
    en: "First day to apply",
    aliases: ["报名开始"],
    required: true,
    indexed: true,
  }),
  closesOn: columns.date({
    zh: "报名时间止",
    en: "Last day to apply",
    aliases: ["报名截止"],
    required: true,
    indexed: true,
  }),
  entryMode: columns.code(entryModes, {
    zh: "入学方式",
    en: "How pupils are placed",
    required: true,
    indexed: true,
  }),
};

export type AdmissionPlanCells = CellsOf<typeof admissionPlanColumns>;
