/** 执法流程: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { agencyColumns } from "./agency-columns.js";

export const enforcementFlowColumns = {
  powerCode: columns.text({
    zh: "职权编码",
    en: "Code of the power",
    required: true,
    maxLength: 32,
    indexed: true,
    aliases: ["权力编码", "职权代码"],
    example: "C2800100",
  }),
  ...agencyColumns("实施主体", ["实施机关", "实施部门"]),
  procedure: columns.text({
    zh: "程序名称",
    en: "Name of the procedure",
    required: true,
    maxLength: 100,
    indexed: true,
    aliases: ["流程名称", "程序"],
    example: "普通程序",
  }),
  steps: columns.text({
    zh: "流程步骤",
    en: "Steps, joined by →",
    required: true,
    maxLength: 2000,
    aliases: ["步骤", "办理流程", "执法流程"],
    example: "受理→审查→决定→送达",
  }),
  timeLimitWorkingDays: columns.integer({
    zh: "时限（工作日）",
    en: "Time limit in working days",
    unit: "工作日",
    indexed: true,
    aliases: ["时限", "办理时限"],
  }),
  chartLink: columns.text({
    scan: false,
    zh: "流程图",
    en: "Link to the flow chart",
    maxLength: 500,
    aliases: ["流程图链接", "流程图地址"],
    example: "https://www.example.com/flow/1.png",
  }),
};

export type EnforcementFlowCells = CellsOf<typeof enforcementFlowColumns>;
