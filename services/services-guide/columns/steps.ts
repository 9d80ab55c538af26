/** 办理流程: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { timeUnits } from "../code-lists.js";
import { itemCode } from "./item-code.js";

export const serviceStepColumns = {
  itemCode: itemCode(),
  order: columns.integer({
    zh: "步骤序号",
    en: "Place in the procedure",
    aliases: ["序号", "环节序号", "排序"],
    required: true,
    indexed: true,
    usualMove: Infinity,
    example: "1",
  }),
  stage: columns.text({
    zh: "办理环节",
    en: "Name of the step",
    aliases: ["环节", "环节名称"],
    required: true,
    maxLength: 100,
    indexed: true,
    example: "受理",
  }),
  content: columns.text({
    zh: "办理步骤",
    en: "What is done",
    aliases: ["步骤", "步骤内容"],
    required: true,
    maxLength: 2000,
    example: "材料齐全的当场受理，不齐全的一次告知",
  }),
  limit: columns.integer({
    zh: "办理时限",
    en: "Time limit of the step",
    aliases: ["环节时限", "时限"],
    required: true,
    example: "1",
  }),
  limitUnit: columns.code(timeUnits, {
    zh: "办理时限单位",
    en: "Its unit",
    aliases: ["时限单位"],
    required: true,
  }),
  post: columns.text({
    zh: "办理岗位",
    en: "Post that does it; no person is named",
    aliases: ["办理人员", "岗位"],
    maxLength: 200,
    example: "受理窗口",
  }),
  standard: columns.text({
    zh: "审查标准",
    en: "What is looked at",
    required: true,
    maxLength: 4000,
    example: "材料齐全、符合法定形式",
  }),
  outcome: columns.text({
    zh: "办理结果",
    en: "What comes of it",
    aliases: ["结果"],
    maxLength: 500,
    example: "受理通知书",
  }),
  isSpecial: columns.boolean({
    zh: "是否特别程序",
    en: "Whether it is a hearing, a test, an expert review or the like",
    aliases: ["特别程序", "特殊环节"],
    required: true,
    indexed: true,
    example: "否",
  }),
  isCounted: columns.boolean({
    zh: "是否计入时限",
    en: "Whether it counts towards the time promised",
    aliases: ["计入时限"],
    required: true,
  }),
  basis: columns.text({
    zh: "特别程序依据",
    en: "Ground of a special step that does not count",
    aliases: ["依据"],
    maxLength: 1000,
    example: "《中华人民共和国行政许可法》第四十五条",
  }),
};

export type ServiceStepCells = CellsOf<typeof serviceStepColumns>;
