/** 就业政策: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { audiences } from "../code-lists.js";

export const employmentPolicyColumns = {
  documentNumber: columns.documentNumber({
    zh: "文号",
    en: "Document",
    required: true,
    maxLength: 128,
    indexed: true,
    example: "京密人社示例发〔2026〕12号",
  }),
  title: columns.text({
    zh: "标题",
    en: "Title",
    aliases: ["政策名称"],
    required: true,
    maxLength: 200,
    indexed: true,
    example: "示例就业政策",
  }),
  audiences: columns.codes(audiences, {
    zh: "对象",
    en: "Whom it is for",
    aliases: ["适用对象"],
    required: true,
    indexed: true,
  }),
  conditions: columns.text({
    zh: "条件",
    en: "Conditions",
    aliases: ["申请条件"],
    maxLength: 4000,
    example: "示例条件",
  }),
  standard: columns.text({
    zh: "标准",
    en: "What is given",
    aliases: ["补贴标准"],
    maxLength: 1000,
    example: "每人1000元",
  }),
  channel: columns.text({ zh: "办理渠道", en: "Where to apply", maxLength: 500, example: "区政务服务中心" }),
  validFrom: columns.date({
    zh: "有效期起",
    en: "Valid from",
    aliases: ["施行日期"],
    required: true,
    indexed: true,
  }),
  validTo: columns.date({
    zh: "有效期止",
    en: "Valid to",
    endless: true,
    aliases: ["失效日期"],
    indexed: true,
  }),
};

export type EmploymentPolicyCells = CellsOf<typeof employmentPolicyColumns>;
