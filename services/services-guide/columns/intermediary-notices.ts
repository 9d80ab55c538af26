/**
 * 中介服务交易公告: the columns of the file. The city's trading platform publishes no list of its fields; this one is
 * a proposal (domain 14 §8).
 */
import { columns, type CellsOf } from "#kit";
import { noticeKinds, selectionKinds } from "../code-lists.js";

export const intermediaryNoticeColumns = {
  noticeNumber: columns.text({
    zh: "公告编号",
    en: "Number of the notice",
    aliases: ["编号"],
    required: true,
    maxLength: 64,
    indexed: true,
    example: "SLZJ-2026-1",
  }),
  kind: columns.code(noticeKinds, { zh: "公告类型", en: "Kind of notice", required: true, indexed: true }),
  refersTo: columns.text({
    zh: "原公告编号",
    en: "Number of the call that a later notice belongs to",
    aliases: ["采购公告编号", "对应公告编号"],
    maxLength: 64,
    indexed: true,
    example: "SLZJ-2026-1",
  }),
  projectName: columns.text({
    zh: "项目名称",
    en: "Project",
    required: true,
    maxLength: 300,
    indexed: true,
    example: "示例道路改造项目可行性研究",
  }),
  ownerName: columns.text({
    zh: "项目业主",
    en: "Who has the project",
    aliases: ["采购人", "业主单位"],
    required: true,
    maxLength: 200,
    example: "北京市密云区交通局",
  }),
  ownerUscc: columns.uscc({
    zh: "项目业主统一社会信用代码",
    en: "Its unified social credit code",
    aliases: ["业主统一社会信用代码"],
    required: true,
    indexed: true,
    example: "11110118000099995H",
  }),
  serviceKind: columns.text({
    zh: "中介服务事项",
    en: "Service",
    aliases: ["服务类型", "中介服务类型"],
    required: true,
    maxLength: 100,
    indexed: true,
    example: "可行性研究",
  }),
  fundSource: columns.text({
    zh: "资金来源",
    en: "Who pays",
    required: true,
    maxLength: 100,
    example: "财政资金",
  }),
  budgetYuan: columns.decimal({
    zh: "预算金额（元）",
    en: "Budget",
    aliases: ["预算金额", "最高限价"],
    indexed: true,
    scale: 2,
    unit: "元",
    example: "120000",
  }),
  selection: columns.code(selectionKinds, {
    zh: "选取方式",
    en: "How it is chosen",
    required: true,
    indexed: true,
  }),
  qualification: columns.text({
    zh: "资质要求",
    en: "What is asked of the intermediary",
    maxLength: 1000,
    example: "具有示例资质",
  }),
  term: columns.text({
    zh: "服务时限",
    en: "By when it is done",
    maxLength: 200,
    example: "合同签订后30日内",
  }),
  signUpUntil: columns.date({
    zh: "报名截止日期",
    en: "Last day for offers",
    aliases: ["报名截止", "报名截止时间"],
    indexed: true,
  }),
  phone: columns.text({
    scan: false,
    zh: "联系电话",
    en: "Telephone of the office",
    required: true,
    maxLength: 100,
    example: "010-00000000",
  }),
  publishedOn: columns.date({
    zh: "公告日期",
    en: "Day of the notice",
    aliases: ["发布日期"],
    required: true,
    indexed: true,
  }),
  selectedName: columns.text({
    zh: "中选机构",
    en: "Who was chosen",
    aliases: ["中选机构名称"],
    maxLength: 200,
    example: "示例咨询有限公司",
  }),
  selectedUscc: columns.uscc({
    zh: "中选机构统一社会信用代码",
    en: "Its unified social credit code",
    indexed: true,
  }),
  priceYuan: columns.decimal({
    zh: "中选金额（元）",
    en: "Price",
    aliases: ["中选金额", "成交金额"],
    indexed: true,
    scale: 2,
    unit: "元",
    example: "100000",
  }),
  selectedOn: columns.date({ zh: "中选日期", en: "Day of the choice", indexed: true }),
  platformUrl: columns.text({
    scan: false,
    zh: "交易平台链接",
    en: "The notice on the city's platform",
    aliases: ["原文链接", "公告链接"],
    maxLength: 500,
    example: "https://www.example.com/notices/1",
  }),
};

export type IntermediaryNoticeCells = CellsOf<typeof intermediaryNoticeColumns>;
