/** 不公开信息目录: the columns of the file. It names a document and never holds its content. */
import { columns, type CellsOf, type CodeList } from "#kit";
import { grounds } from "./grounds.js";

export const withheldKinds: CodeList = {
  name: "WithheldKind",
  title: { zh: "信息种类", en: "Kind of what is withheld" },
  codes: [
    { name: "POLICY", zh: "政策性文件", en: "Policy document", aliases: ["政策文件", "行政规范性文件"] },
    { name: "MINUTES", zh: "会议纪要", en: "Minutes" },
    { name: "REPORT", zh: "请示、报告", en: "Report or request to a superior", aliases: ["请示", "报告"] },
    { name: "DRAFT", zh: "讨论记录、过程稿", en: "Draft or record of a discussion", aliases: ["过程稿"] },
    { name: "INTERNAL", zh: "内部管理文件", en: "Internal paper", aliases: ["内部管理"] },
    { name: "CASE_FILE", zh: "行政执法案卷", en: "File of an enforcement case", aliases: ["案卷"] },
    { name: "DATA", zh: "数据资料", en: "Data", aliases: ["统计资料"] },
    { name: "OTHER_PAPER", zh: "其他文件", en: "Another paper", aliases: ["其他"] },
  ],
};

export const withheldOpennesses: CodeList = {
  name: "WithheldOpenness",
  title: { zh: "公开属性", en: "Openness of what is not published" },
  codes: [
    { name: "ON_REQUEST", zh: "依申请公开", en: "On request" },
    { name: "NOT_PUBLIC", zh: "不予公开", en: "Not public", aliases: ["不公开"] },
  ],
};

/** In place of a title that is not public itself. */
export const NO_TITLE = "标题不公开";

export const withheldColumns = {
  number: columns.text({
    zh: "登记号",
    en: "Number in the register",
    aliases: ["目录编号", "编号"],
    required: true,
    maxLength: 40,
    indexed: true,
    scan: false,
    example: "BGK-ZWFWJ-2026-0001",
    note: { zh: "按本单位的顺序编号，不得重用", en: "The department's own; never used again" },
  }),
  title: columns.text({
    zh: "标题",
    en: "Title, or 标题不公开 where the title itself is not public",
    aliases: ["文件标题", "信息名称", "名称"],
    required: true,
    maxLength: 200,
    example: "关于示例工作的会议纪要",
    note: {
      zh: "标题本身不宜公开的填“标题不公开”；涉及国家秘密的一律填“标题不公开”",
      en: "标题不公开 where the title itself is not public; of a state secret always",
    },
  }),
  documentNumber: columns.documentNumber({
    zh: "发文字号",
    en: "Document number; of a state secret blank",
    aliases: ["文号"],
    maxLength: 128,
    indexed: true,
    example: "密政办示例字〔2026〕1号",
  }),
  kind: columns.code(withheldKinds, {
    zh: "信息种类",
    en: "Kind",
    aliases: ["种类"],
    required: true,
    indexed: true,
  }),
  madeOn: columns.date({
    zh: "成文日期",
    en: "Day on which it was made",
    aliases: ["制作日期", "生成日期"],
    required: true,
    indexed: true,
  }),
  openness: columns.code(withheldOpennesses, {
    zh: "公开属性",
    en: "Whether it is given on request",
    aliases: ["公开方式"],
    required: true,
    indexed: true,
  }),
  ground: columns.code(grounds, {
    zh: "不予公开的依据",
    en: "Ground; blank for what is given on request",
    aliases: ["依据", "不公开依据"],
    indexed: true,
  }),
  law: columns.text({
    zh: "法律依据",
    en: "Law and article that forbid it",
    aliases: ["法律、行政法规及条款"],
    maxLength: 300,
    example: "《示例法》第一条",
  }),
  reason: columns.text({
    zh: "理由",
    en: "Reason, without what is withheld",
    aliases: ["说明", "不公开理由"],
    required: true,
    maxLength: 500,
    example: "示例：属于内部工作流程",
  }),
  decidedOn: columns.date({
    zh: "认定日期",
    en: "Day on which this was decided",
    aliases: ["确定日期"],
    required: true,
    indexed: true,
  }),
  nextReviewOn: columns.date({
    zh: "下次审查日期",
    en: "Day by which it is reviewed",
    aliases: ["复核日期", "下次复核日期"],
    required: true,
    indexed: true,
  }),
  publishedOn: columns.date({
    zh: "转为公开日期",
    en: "Day on which it became public",
    aliases: ["公开日期"],
    indexed: true,
    note: { zh: "仍不公开的留空", en: "Blank while it is not" },
  }),
};

export type WithheldCells = CellsOf<typeof withheldColumns>;
