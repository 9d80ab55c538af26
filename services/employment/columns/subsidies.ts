/** 就业补贴: the columns of the file. */
import { columns, maskName, type CellsOf, type Row } from "#kit";
import { receiverKinds, subsidyKinds } from "../code-lists.js";

/** Natural persons are masked, and never tied to other records. */
const isPerson = ({ receiverKind }: Row): boolean => receiverKind === "RECEIVING_PERSON";

export const employmentSubsidyColumns = {
  period: columns.period("quarter", { zh: "季度", en: "Quarter", required: true, indexed: true }),
  kind: columns.code(subsidyKinds, {
    zh: "补贴项目",
    en: "Kind of subsidy",
    aliases: ["项目"],
    required: true,
    indexed: true,
  }),
  receiver: columns.text({
    zh: "单位名称",
    en: "Receiver",
    aliases: ["领取单位", "领取人", "姓名"],
    required: true,
    maxLength: 200,
    indexed: true,
    example: "示例科技有限公司",
    show: {
      when: isPerson,
      as: maskName,
      note: { zh: "自然人只显示姓氏", en: "Of a person only the surname is shown" },
    },
  }),
  receiverKind: columns.code(receiverKinds, {
    zh: "领取人类别",
    en: "Kind of receiver",
    aliases: ["类别"],
    required: true,
    indexed: true,
  }),
  unifiedSocialCreditCode: columns.uscc({
    zh: "统一社会信用代码",
    en: "Unified social credit code of a unit",
    aliases: ["信用代码"],
    indexed: true,
  }),
  persons: columns.integer({
    zh: "人数",
    en: "For how many people",
    aliases: ["享受人数"],
    required: true,
    indexed: true,
    unit: "人",
    shownThoughFew: {
      zh: "依法逐笔公示的补贴名单，不是统计",
      en: "A list of payments that is made public one by one, no statistics",
    },
  }),
  amountYuan: columns.decimal({
    zh: "金额（元）",
    en: "Amount",
    aliases: ["金额", "补贴金额"],
    required: true,
    indexed: true,
    scale: 2,
    unit: "元",
  }),
  documentNumber: columns.documentNumber({
    zh: "文号",
    en: "Document",
    maxLength: 128,
    example: "京密人社示例发〔2026〕1号",
  }),
  batch: columns.text({
    zh: "批次序号",
    en: "Number in the batch",
    aliases: ["序号"],
    required: true,
    maxLength: 40,
    example: "1",
  }),
};

export type EmploymentSubsidyCells = CellsOf<typeof employmentSubsidyColumns>;
