/**
 * 依申请公开办理情况: the columns of the file. Days, kinds and codes of a request, and nothing of who asked or
 * what for. Domain 15 §2.
 */
import { columns, type CellsOf, type Code, type CodeList } from "#kit";
import { APPLICANT_KINDS, REQUEST_RESULTS, type FormRow } from "../annual/form.js";
import { grounds } from "./grounds.js";

/** The columns of table 三 of the annual report. */
export const applicantKinds: CodeList = {
  name: "RequestApplicantKind",
  title: { zh: "申请人类别", en: "Kind of applicant" },
  codes: APPLICANT_KINDS.map(({ code, zh, en }) => ({ name: code, zh, en })),
};

export const requestChannels: CodeList = {
  name: "RequestChannel",
  title: { zh: "申请渠道", en: "How it came" },
  codes: [
    { name: "IN_PERSON", zh: "当面递交", en: "Handed in", aliases: ["当面", "当面提交", "现场"] },
    { name: "SIGNED_MAIL", zh: "邮寄（签收）", en: "Mail that is signed for", aliases: ["邮寄", "挂号信"] },
    { name: "ORDINARY_MAIL", zh: "邮寄（平信）", en: "Ordinary letter", aliases: ["平信"] },
    { name: "ONLINE", zh: "互联网", en: "Internet", aliases: ["网上", "网络", "电子邮件"] },
    { name: "FAX", zh: "传真", en: "Fax" },
    {
      name: "ORAL",
      zh: "口头（代填）",
      en: "Said, and written down by the office",
      aliases: ["口头", "口头代填"],
    },
  ],
};

/** The rows 三（一）至（六） of table 三, under their codes. */
export const requestOutcomes: CodeList = {
  name: "RequestOutcome",
  title: { zh: "办理结果", en: "What came of a request" },
  codes: REQUEST_RESULTS.map(outcomeOf),
};

export const disputeResults: CodeList = {
  name: "DisputeResult",
  title: { zh: "复议、诉讼结果", en: "Result of a reconsideration or lawsuit" },
  codes: [
    { name: "KEPT", zh: "结果维持", en: "Upheld", aliases: ["维持"] },
    { name: "CORRECTED", zh: "结果纠正", en: "Corrected", aliases: ["纠正", "撤销", "确认违法", "责令履行"] },
    { name: "OTHER", zh: "其他结果", en: "Other results", aliases: ["其他", "撤回", "终止"] },
  ],
};

/** “不予公开：属于国家秘密”: the row with its heading, without their numbers. */
function outcomeOf({ code, group = "", zh, en }: FormRow): Code {
  const [heading, row] = [group.replace(/^（.）/, ""), zh.replace(/^(?:（.）|\d+\.)/, "")];
  const name = /^[AB]$/.test(code) ? row.replace(/（.*）$/, "") : `${heading}：${row}`;
  return { name: code, zh: name, en, aliases: [code, zh] };
}

export const requestColumns = {
  number: columns.text({
    zh: "登记编号",
    en: "Number in the department's register",
    aliases: ["受理编号", "申请编号"],
    required: true,
    maxLength: 40,
    indexed: true,
    example: "SQ-SCJGJ-2026-0001",
    note: { zh: "按本单位的顺序编号，不得重用", en: "The department's own; never used again" },
  }),
  receivedOn: columns.date({
    zh: "收到日期",
    en: "Day of receipt, by article 31 of the regulation",
    aliases: ["收到申请日期", "受理日期"],
    required: true,
    indexed: true,
  }),
  applicantKind: columns.code(applicantKinds, {
    zh: "申请人类别",
    en: "Kind of applicant, as in table 三 of the annual report",
    required: true,
    indexed: true,
  }),
  channel: columns.code(requestChannels, {
    zh: "申请渠道",
    en: "How it came",
    aliases: ["提交方式"],
    required: true,
    indexed: true,
  }),
  restartedOn: columns.date({
    zh: "重新起算日期",
    en: "Day from which the term runs anew: the corrected request, or the payment, was received",
    aliases: ["补正收到日期"],
    note: {
      zh: "补正后重新起算的填收到补正的日期，没有的留空",
      en: "The day on which the corrected request came; blank without one",
    },
  }),
  suspendedDays: columns.integer({
    zh: "不计入期限的工作日",
    en: "Working days that do not count: third parties or other organs were asked",
    aliases: ["扣除工作日"],
    unit: "个工作日",
    usualMove: Infinity,
    note: { zh: "征求第三方或其他机关意见所需时间；没有的留空", en: "Blank for none" },
    example: "6",
  }),
  extendedOn: columns.date({
    zh: "延期告知日期",
    en: "Day on which the extension was told",
    aliases: ["延期日期"],
    note: { zh: "没有延期的留空", en: "Blank without one" },
  }),
  answeredOn: columns.date({
    zh: "答复日期",
    en: "Day of the answer; blank until then",
    aliases: ["办结日期"],
    indexed: true,
  }),
  outcome: columns.code(requestOutcomes, {
    zh: "办理结果",
    en: "Outcome: the row of table 三 of the annual report",
    aliases: ["答复类别", "答复结果"],
    indexed: true,
    note: {
      zh: "填年度报告表三的行名或代码（A至F3）；尚未办结的留空",
      en: "The row of table 三, by its name or code; blank until it is answered",
    },
  }),
  ground: columns.code(grounds, {
    zh: "区分处理的依据",
    en: "Ground for the part that is withheld, where a part is public",
    aliases: ["不予公开的依据"],
    indexed: true,
    note: { zh: "仅部分公开的填写", en: "Only where it is public in part" },
  }),
  law: columns.text({
    zh: "法律依据",
    en: "Law and article that forbid it",
    aliases: ["法律、行政法规及条款"],
    maxLength: 300,
    example: "《示例法》第一条",
  }),
  reviewFiledOn: columns.date({
    zh: "申请复议日期",
    en: "Day of the application for reconsideration",
    indexed: true,
  }),
  reviewDecidedOn: columns.date({ zh: "复议决定日期", en: "Day of its decision", indexed: true }),
  reviewResult: columns.code(disputeResults, {
    zh: "复议结果",
    en: "Result of the reconsideration",
    indexed: true,
  }),
  suitFiledOn: columns.date({ zh: "起诉日期", en: "Day of the lawsuit", indexed: true }),
  suitDecidedOn: columns.date({ zh: "裁判日期", en: "Day of its judgment", indexed: true }),
  suitResult: columns.code(disputeResults, {
    zh: "诉讼结果",
    en: "Result of the lawsuit",
    indexed: true,
  }),
};

export type RequestCells = CellsOf<typeof requestColumns>;
