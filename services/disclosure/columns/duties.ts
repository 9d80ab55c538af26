/** 政务公开要点任务: the columns of the file, and the code lists of its own. */
import { columns, type CellsOf, type CodeList } from "#kit";

export const dutyRhythms: CodeList = {
  name: "DutyRhythm",
  title: { zh: "公开周期", en: "Rhythm of a duty" },
  codes: [
    { name: "PER_RECORD", zh: "逐件", en: "Each record, some working days after a date of it" },
    { name: "MONTHLY", zh: "按月度", en: "Each month", aliases: ["每月", "月度"] },
    { name: "QUARTERLY", zh: "按季度", en: "Each quarter", aliases: ["每季度", "季度"] },
    { name: "SCHOOL_YEAR", zh: "按学年", en: "Each school year", aliases: ["每学年", "学年"] },
    { name: "YEARLY", zh: "按年度", en: "Each year", aliases: ["每年", "年度"] },
    { name: "ON_CHANGE", zh: "变更时", en: "When something changes", aliases: ["及时", "动态", "定期"] },
    { name: "ONCE", zh: "一次性", en: "Once", aliases: ["一次"] },
    { name: "WITH_DOCUMENT", zh: "随文件", en: "With the document", aliases: ["同步"] },
  ],
};

const bearers: CodeList = {
  name: "DutyBearer",
  title: { zh: "公开主体", en: "Who owes it" },
  codes: [
    { name: "LEAD", zh: "牵头部门", en: "The lead" },
    { name: "EACH", zh: "各责任部门", en: "The lead and each that takes part, for itself" },
  ],
};

const parts: CodeList = {
  name: "DutyParts",
  title: { zh: "应当齐全的范围", en: "What must be whole" },
  codes: [
    { name: "AREAS", zh: "各镇街", en: "Every town and sub-district", aliases: ["镇街", "各乡镇街道"] },
    { name: "DEPARTMENTS", zh: "各责任部门", en: "Every department that takes part" },
  ],
};

export const dutyColumns = {
  plan: columns.period("year", {
    zh: "计划年度",
    en: "Year of the plan",
    aliases: ["年度", "年份"],
    required: true,
    indexed: true,
  }),
  clause: columns.text({
    zh: "条款编号",
    en: "Number of the clause",
    aliases: ["条款", "编号", "序号"],
    required: true,
    maxLength: 32,
    indexed: true,
    example: "2.5c",
  }),
  title: columns.text({
    zh: "公开事项",
    en: "What is to be public",
    required: true,
    maxLength: 200,
    example: "城乡低保人数和资金支出",
  }),
  titleEn: columns.text({
    zh: "公开事项英文名称",
    en: "What is to be public, in English",
    maxLength: 200,
    example: "Minimum living",
  }),
  words: columns.text({
    zh: "要点原文",
    en: "The plan's own words",
    aliases: ["原文", "任务内容"],
    required: true,
    maxLength: 2000,
    example: "按月度公开示例情况",
  }),
  lead: columns.text({
    zh: "牵头部门",
    en: "Who leads: short or full name, or code",
    aliases: ["牵头单位"],
    required: true,
    maxLength: 100,
    example: "区政务服务局",
  }),
  participants: columns.text({
    zh: "责任部门",
    en: "Who takes part, joined by 、; 各部门 and 各镇街 stand for all",
    aliases: ["责任单位", "配合部门"],
    maxLength: 2000,
    example: "区政务服务局",
  }),
  bearer: columns.code(bearers, { zh: "公开主体", en: "Who owes it", required: true, indexed: true }),
  rhythm: columns.code(dutyRhythms, {
    zh: "公开周期",
    en: "Rhythm",
    aliases: ["公开时限要求", "周期"],
    required: true,
    indexed: true,
  }),
  due: columns.text({
    zh: "时限",
    en: "By when",
    aliases: ["完成时限"],
    maxLength: 50,
    example: "次月第5个工作日",
    note: {
      zh: "按月度填“次月第5个工作日”，按季度填“季后第10个工作日”，按学年填“学年内9月15日”或“次学年9月15日”，按年度填“当年3月31日”或“次年1月31日”，一次性填“2020年12月31日”；留空则按报送事项的时限",
      en: "In the words of the rhythm; blank: as the feed's contract says",
    },
  }),
  evidenceFeed: columns.text({
    zh: "佐证报送事项",
    en: "Feed whose records are the evidence",
    aliases: ["报送事项编号", "佐证"],
    maxLength: 64,
    indexed: true,
    example: "social-assistance.minimum-living",
  }),
  evidenceWhere: columns.text({
    zh: "佐证条件",
    en: "Which of its records count: field=value, joined by ；",
    maxLength: 500,
    example: "kind=POLICY",
    note: {
      zh: "“字段=取值”，同一字段的多个取值用“|”隔开，多个条件用“；”隔开；留空则全部计入",
      en: "Several values of a field are separated by |",
    },
  }),
  evidencePeriod: columns.text({
    zh: "期间字段",
    en: "Field of the evidence that says its period",
    maxLength: 64,
    example: "month",
    note: {
      zh: "佐证记录的统计期或日期字段；留空则按该报送事项的统计期，没有统计期的按发布日期",
      en: "A period or a date; blank: the feed's period, or else the day of the release",
    },
  }),
  evidenceCount: columns.integer({
    zh: "佐证条数",
    en: "How many records there must be; 1 where blank",
    maxLength: 4,
    example: "1",
    usualMove: Infinity,
  }),
  evidenceParts: columns.code(parts, { zh: "应当齐全的范围", en: "What must be whole", indexed: true }),
  isExemptible: columns.boolean({
    zh: "可书面说明",
    en: "A written explanation may take its place",
    required: true,
  }),
  from: columns.date({ zh: "起始日期", en: "First day on which it holds", required: true, indexed: true }),
  until: columns.date({
    zh: "截止日期",
    en: "Last day on which it holds",
    note: { zh: "留空则至下一年度计划施行为止", en: "Blank: until the next year's plan begins" },
  }),
};

export type DutyCells = CellsOf<typeof dutyColumns>;
