/** 权力清单: the columns of the file. */
import { columns, policyNumbers, type CellsOf } from "#kit";
import { powerKinds } from "../code-lists.js";
import { agencyColumns } from "./agency-columns.js";

export const administrativePowerColumns = {
  powerCode: columns.text({
    zh: "职权编码",
    en: "Code of the power",
    required: true,
    maxLength: 32,
    indexed: true,
    aliases: ["权力编码", "职权代码", "事项编码"],
    example: "C2800100",
  }),
  name: columns.text({
    zh: "职权名称",
    en: "Name of the power",
    required: true,
    maxLength: 500,
    indexed: true,
    aliases: ["权力名称", "权力事项名称", "事项名称"],
    example: "对未按规定建立进货查验记录的处罚",
  }),
  powerKind: columns.code(powerKinds, {
    zh: "职权类型",
    en: "Kind of power",
    required: true,
    indexed: true,
    aliases: ["职权类别", "权力类型", "权力类别"],
  }),
  legalBasis: columns.text({
    zh: "实施依据",
    en: "Legal basis",
    required: true,
    maxLength: 4000,
    aliases: ["法律依据", "设定依据", "职权依据"],
    example: "《中华人民共和国食品安全法》第一百二十六条",
  }),
  policyNumbers,
  ...agencyColumns("实施主体", ["实施机关", "实施部门"]),
  responsibilities: columns.text({
    zh: "责任事项",
    en: "What the agency must do",
    required: true,
    maxLength: 4000,
    example: "立案、调查、审查、告知、决定、送达、执行",
  }),
  liability: columns.text({
    zh: "追责情形",
    en: "What it is held liable for",
    required: true,
    maxLength: 4000,
    aliases: ["追责情形及依据", "追责依据"],
    example: "没有法律依据实施处罚的",
  }),
  timeLimitWorkingDays: columns.integer({
    zh: "办理时限（工作日）",
    en: "Time limit in working days",
    unit: "工作日",
    indexed: true,
    aliases: ["办理时限", "法定时限", "承诺时限"],
  }),
  charge: columns.text({
    zh: "收费",
    en: "Charge, with its legal basis",
    required: true,
    maxLength: 500,
    aliases: ["收费情况", "收费依据及标准", "是否收费"],
    example: "不收费",
  }),
};

export type AdministrativePowerCells = CellsOf<typeof administrativePowerColumns>;
