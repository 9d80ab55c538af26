/** 职业技能培训: the columns of the file. */
import { columns, PLACES, type CellsOf } from "#kit";

export const trainingProgrammeColumns = {
  name: columns.text({
    zh: "培训项目",
    en: "Programme",
    aliases: ["项目名称"],
    required: true,
    maxLength: 200,
    indexed: true,
    example: "示例培训班",
  }),
  institution: columns.text({
    zh: "机构名称",
    en: "Institution",
    aliases: ["培训机构"],
    required: true,
    maxLength: 200,
    indexed: true,
    example: "示例职业培训学校",
  }),
  unifiedSocialCreditCode: columns.uscc({
    zh: "统一社会信用代码",
    en: "Its unified social credit code",
    aliases: ["信用代码"],
    required: true,
    indexed: true,
  }),
  trade: columns.text({
    zh: "工种",
    en: "Trade",
    aliases: ["职业工种"],
    required: true,
    maxLength: 100,
    indexed: true,
    example: "养老护理员",
  }),
  level: columns.text({ zh: "等级", en: "Level", maxLength: 50, indexed: true, example: "初级" }),
  subsidyYuan: columns.decimal({
    zh: "补贴标准（元/人）",
    en: "Subsidy for each person",
    aliases: ["补贴标准"],
    indexed: true,
    scale: 2,
    unit: "元/人",
  }),
  term: columns.text({ zh: "期限", en: "Term", aliases: ["培训期限"], maxLength: 100, example: "15天" }),
  places: columns.integer({
    zh: "名额",
    en: "Places",
    aliases: ["招生名额"],
    required: true,
    indexed: true,
    unit: "人",
    shownThoughFew: PLACES,
  }),
  applyBy: columns.date({
    zh: "报名截止",
    en: "Apply by",
    aliases: ["报名截止日期"],
    required: true,
    indexed: true,
  }),
};

export type TrainingProgrammeCells = CellsOf<typeof trainingProgrammeColumns>;
