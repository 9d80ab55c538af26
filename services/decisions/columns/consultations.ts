/** 决策草案征求意见: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { channels, termKinds } from "../code-lists.js";
import { matterKeyOptions } from "./steps.js";

export const consultationColumns = {
  number: columns.text({
    zh: "征集编号",
    en: "Number of the consultation",
    aliases: ["编号"],
    required: true,
    maxLength: 20,
    indexed: true,
    example: "YJ-2026-0007",
  }),
  title: columns.text({
    zh: "征集标题",
    en: "Title of the call",
    aliases: ["公告标题", "征求意见公告", "标题"],
    required: true,
    maxLength: 200,
    indexed: true,
    example: "关于《示例规划（征求意见稿）》公开征求意见的公告",
  }),
  matterKey: columns.text(matterKeyOptions),
  draftOf: columns.text({
    zh: "拟制定文件",
    en: "Document that is drafted, where it is no matter of the catalogue",
    aliases: ["拟制定文件名称", "草案名称"],
    maxLength: 200,
    example: "示例管理办法",
  }),
  organName: columns.text({
    zh: "征集单位",
    en: "Department that drafts it",
    aliases: ["发布单位", "起草单位"],
    required: true,
    maxLength: 100,
    indexed: true,
    example: "区教委",
  }),
  opensOn: columns.date({
    zh: "开始日期",
    en: "Day from which comments are taken",
    aliases: ["征集时间起", "发布日期"],
    required: true,
    indexed: true,
  }),
  closesOn: columns.date({
    zh: "截止日期",
    en: "Last day for comments",
    aliases: ["征集时间止", "意见反馈截止时间"],
    required: true,
    indexed: true,
  }),
  term: columns.code(termKinds, {
    zh: "期限类别",
    en: "What it is about, which decides the least term",
    required: true,
    indexed: true,
  }),
  shortReason: columns.text({
    zh: "缩短期限说明",
    en: "Why the term is shorter",
    aliases: ["缩短期限理由"],
    maxLength: 500,
    example: "因情况紧急，需在汛期前施行",
  }),
  draft: columns.text({
    zh: "草案",
    en: "Text of the draft",
    aliases: ["征求意见稿", "草案正文"],
    required: true,
    maxLength: 20_000,
    example: "第一条　为规范示例事项，制定本办法。",
  }),
  explanation: columns.text({
    zh: "起草说明",
    en: "What it is for, and what it changes",
    aliases: ["编制说明"],
    required: true,
    maxLength: 5_000,
    example: "一、起草背景；二、主要内容（示例）",
  }),
  basis: columns.text({
    zh: "决策依据",
    en: "Laws and documents on which it rests, joined by ；",
    aliases: ["制定依据"],
    required: true,
    maxLength: 2_000,
    example: "《重大行政决策程序暂行条例》第十五条",
  }),
  channels: columns.codes(channels, {
    zh: "反馈方式",
    en: "Ways to comment",
    aliases: ["意见提交方式"],
    required: true,
  }),
  contact: columns.text({
    scan: false,
    zh: "反馈地址",
    en: "Where comments go: office address, line, mail",
    aliases: ["联系方式", "反馈渠道"],
    required: true,
    maxLength: 500,
    example: "sample@example.com；010-00000000",
  }),
  earlyExplanation: columns.text({
    zh: "征求意见解读",
    en: "Explanation of the draft",
    aliases: ["草案解读"],
    maxLength: 5_000,
    example: "草案解读（示例）",
  }),
};

export type ConsultationCells = CellsOf<typeof consultationColumns>;
