/** 学前教育项目: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { constructionKinds } from "../code-lists.js";

export const preschoolProjectColumns = {
  name: columns.text({
    zh: "项目名称",
    en: "Name",
    required: true,
    maxLength: 200,
    indexed: true,
    example: "示例幼儿园新建项目",
  }),
  kind: columns.code(constructionKinds, {
    zh: "建设性质",
    en: "Kind of building",
    required: true,
    indexed: true,
  }),
  seats: columns.integer({
    zh: "新增学位数",
    en: "Seats added",
    aliases: ["新增学位"],
    required: true,
    indexed: true,
    unit: "个",
  }),
  town: columns.text({
    zh: "乡镇街道",
    en: "Town or sub-district",
    aliases: ["镇街"],
    required: true,
    maxLength: 50,
    indexed: true,
    example: "溪翁庄镇",
  }),
  startsOn: columns.date({ zh: "开工日期", en: "Begun on", indexed: true }),
  plannedEnd: columns.date({
    zh: "计划完成",
    en: "To be finished",
    aliases: ["计划完成日期"],
    required: true,
    indexed: true,
  }),
  progress: columns.text({ zh: "进度", en: "Progress", maxLength: 200, example: "主体施工" }),
  investmentWanYuan: columns.decimal({
    zh: "投资（万元）",
    en: "Investment",
    aliases: ["投资"],
    scale: 6,
    unit: "万元",
  }),
};

export type PreschoolProjectCells = CellsOf<typeof preschoolProjectColumns>;
