/** 不公开信息定期审查: the columns of the file. */
import { columns, type CellsOf, type CodeList } from "#kit";

const outcomes: CodeList = {
  name: "ReviewOutcome",
  title: { zh: "审查结果", en: "Outcome of a review" },
  codes: [
    { name: "KEPT", zh: "维持不变", en: "Stays as it is", aliases: ["维持", "继续不公开"] },
    { name: "ON_REQUEST", zh: "转为依申请公开", en: "Is given on request from now on" },
    { name: "PARTLY", zh: "区分处理后公开", en: "Is published in part", aliases: ["部分公开"] },
    { name: "PUBLISHED", zh: "转为主动公开", en: "Is published", aliases: ["主动公开"] },
  ],
};

export const withheldReviewColumns = {
  number: columns.text({
    zh: "登记号",
    en: "Number in the register",
    aliases: ["目录编号", "编号"],
    required: true,
    maxLength: 40,
    indexed: true,
    scan: false,
    example: "BGK-ZWFWJ-2026-0001",
  }),
  dueOn: columns.date({
    zh: "应审查日期",
    en: "Day by which it had to be reviewed: 下次审查日期 of the register or of the review before",
    aliases: ["应复核日期"],
    required: true,
    indexed: true,
  }),
  reviewedOn: columns.date({
    zh: "审查日期",
    en: "Day of the review",
    aliases: ["复核日期"],
    required: true,
    indexed: true,
  }),
  outcome: columns.code(outcomes, {
    zh: "审查结果",
    en: "Outcome",
    aliases: ["结果", "复核结果"],
    required: true,
    indexed: true,
  }),
  reason: columns.text({
    zh: "理由",
    en: "Reason, without what is withheld",
    aliases: ["说明"],
    required: true,
    maxLength: 500,
    example: "示例：情况没有变化",
  }),
  nextReviewOn: columns.date({
    zh: "下次审查日期",
    en: "Day by which it is reviewed again; blank once it is public",
    aliases: ["下次复核日期"],
    indexed: true,
  }),
  publishedAs: columns.documentNumber({
    zh: "公开文件",
    en: "Number, or index number, of the document as it was published",
    aliases: ["公开后的发文字号"],
    maxLength: 128,
    indexed: true,
    example: "密政办示例发〔2026〕1号",
  }),
};

export type WithheldReviewCells = CellsOf<typeof withheldReviewColumns>;
