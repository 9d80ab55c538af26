/** 征集结果 and 主要观点: the columns of both files. */
import { columns, type CellsOf } from "#kit";
import { outcomes } from "../code-lists.js";

const consultationNumber = {
  zh: "征集编号",
  en: "Number of the consultation",
  aliases: ["意见征集编号"],
  required: true,
  maxLength: 20,
  indexed: true,
  example: "YJ-2026-0007",
} as const;

const OPINIONS = "条";

export const consultationViewColumns = {
  consultationNumber: columns.text(consultationNumber),
  number: columns.integer({
    zh: "序号",
    en: "Number of the view",
    aliases: ["观点序号"],
    required: true,
    indexed: true,
    example: "1",
  }),
  view: columns.text({
    zh: "主要观点",
    en: "The view",
    aliases: ["意见主要内容", "意见建议"],
    required: true,
    maxLength: 1_000,
    example: "建议增加夜间停车泊位（示例）",
  }),
  opinions: columns.integer({
    zh: "意见数",
    en: "Comments that hold it",
    aliases: ["意见条数", "条数"],
    required: true,
    indexed: true,
    unit: OPINIONS,
    example: "3",
  }),
  outcome: columns.code(outcomes, {
    zh: "采纳情况",
    en: "What became of it",
    aliases: ["处理意见"],
    required: true,
    indexed: true,
  }),
  change: columns.text({
    zh: "修改内容",
    en: "What was changed for it",
    aliases: ["采纳内容"],
    maxLength: 1_000,
    example: "草案第五条增加夜间停车的规定",
  }),
  reason: columns.text({
    zh: "理由",
    en: "Why it was not adopted, or in part alone",
    aliases: ["未采纳理由", "未采纳意见理由"],
    maxLength: 1_000,
    example: "超出本规划的期限，将在下一期规划中研究",
  }),
};

export const consultationResultColumns = {
  consultationNumber: columns.text(consultationNumber),
  received: columns.integer({
    zh: "收到意见数",
    en: "Comments received; 0 is said",
    aliases: ["收到意见建议条数", "共收到意见"],
    required: true,
    indexed: true,
    unit: OPINIONS,
  }),
  persons: columns.integer({
    zh: "参与人次",
    en: "How many times somebody commented",
    unit: "人次",
    indexed: true,
    shownThoughFew: {
      zh: "征集意见的规模，不涉及任何人的情况",
      en: "The size of a consultation, which tells nothing of anybody",
    },
  }),
  adopted: columns.integer({
    zh: "采纳数",
    en: "Adopted",
    aliases: ["采纳意见数量", "予以采纳"],
    required: true,
    indexed: true,
    unit: OPINIONS,
  }),
  partlyAdopted: columns.integer({ zh: "部分采纳数", en: "Adopted in part", indexed: true, unit: OPINIONS }),
  notAdopted: columns.integer({
    zh: "未采纳数",
    en: "Not adopted",
    aliases: ["不予采纳"],
    required: true,
    indexed: true,
    unit: OPINIONS,
  }),
  outside: columns.integer({
    zh: "不属本次征集的意见数",
    en: "Of something else, or said twice",
    aliases: ["不属本次征集", "无关意见", "重复意见"],
    indexed: true,
    unit: OPINIONS,
  }),
  publishedOn: columns.date({
    zh: "公布日期",
    en: "Day on which the result was published",
    aliases: ["发布日期"],
    required: true,
    indexed: true,
  }),
  documentNumber: columns.documentNumber({
    zh: "出台文件文号",
    en: "Number of the document that came of it",
    aliases: ["出台文件", "文号"],
    maxLength: 128,
    indexed: true,
    example: "京密政办示例发〔2026〕7号",
  }),
};

export type ConsultationViewCells = CellsOf<typeof consultationViewColumns>;
export type ConsultationResultCells = CellsOf<typeof consultationResultColumns>;
