/**
 * The tables of the annual report as they are laid down, by the years of which a report uses them: rows,
 * columns, and what adds up. All else follows from here: which cells a file may have, its sums, the page and
 * the workbook. Domain 15 §9 and §10.
 */
import type { Bilingual } from "#kit";

export interface FormColumn extends Bilingual {
  readonly code: string;
  /** Above it, where several belong together. */
  readonly group?: string;
}

export interface FormRow extends Bilingual {
  readonly code: string;
  /** What stands before it: an article of the regulation, or the heading that it belongs to. */
  readonly group?: string;
  /** Those that it fills; all where none is named. */
  readonly columns?: readonly string[];
  /** The value is an amount in 万元, and may have a fraction. */
  readonly isAmount?: boolean;
}

/** `left` adds up to `right`, in each column or in each row; what is wrong is told at the first of `left`. */
export interface FormSum {
  readonly code: "AR-01" | "AR-02" | "AR-03" | "AR-05";
  readonly of: "rows" | "columns";
  readonly left: readonly string[];
  readonly right: readonly string[];
}

export interface FormTable extends Bilingual {
  /** The part of the report: 二, 三, 四. */
  readonly code: "TABLE_2" | "TABLE_3" | "TABLE_4";
  readonly columns: readonly FormColumn[];
  readonly rows: readonly FormRow[];
  readonly sums: readonly FormSum[];
}

export interface AnnualForm {
  /** The document that lays it down. */
  readonly basis: string;
  /** First and last year of which a report uses it; null: until another comes. */
  readonly from: string;
  readonly until: string | null;
  readonly tables: readonly FormTable[];
}

const column = (code: string, zh: string, en: string, group?: string): FormColumn => ({
  code,
  zh,
  en,
  ...(group !== undefined && { group }),
});
const row = (code: string, group: string, zh: string, en: string, rest: Partial<FormRow> = {}): FormRow => ({
  code,
  group,
  zh,
  en,
  ...rest,
});

/** Who applies: the columns of table 三 without their sum. */
export const APPLICANT_KINDS: readonly FormColumn[] = [
  column("NATURAL", "自然人", "Natural persons"),
  column("COMPANY", "商业企业", "Companies", "法人或其他组织"),
  column("RESEARCH", "科研机构", "Research institutions", "法人或其他组织"),
  column("WELFARE", "社会公益组织", "Welfare organisations", "法人或其他组织"),
  column("LAW", "法律服务机构", "Legal services", "法人或其他组织"),
  column("OTHER", "其他", "Others", "法人或其他组织"),
];
const APPLICANTS: readonly FormColumn[] = [...APPLICANT_KINDS, column("TOTAL", "总计", "Total")];

const REFUSED = "（三）不予公开";
const UNAVAILABLE = "（四）无法提供";
const UNHANDLED = "（五）不予处理";
const OTHERWISE = "（六）其他处理";
const RESULTS = "三、本年度办理结果";

/** What may come of a request: the rows of table 三 that add up to all that was handled. */
export const REQUEST_RESULTS: readonly FormRow[] = [
  row("A", RESULTS, "（一）予以公开", "Public"),
  row("B", RESULTS, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "Public in part"),
  row("C1", REFUSED, "1.属于国家秘密", "State secrets"),
  row("C2", REFUSED, "2.其他法律行政法规禁止公开", "Forbidden by other laws"),
  row("C3", REFUSED, "3.危及“三安全一稳定”", "Endangers security and stability"),
  row("C4", REFUSED, "4.保护第三方合法权益", "Rights of third parties"),
  row("C5", REFUSED, "5.属于三类内部事务信息", "Internal affairs"),
  row("C6", REFUSED, "6.属于四类过程性信息", "Still in the making"),
  row("C7", REFUSED, "7.属于行政执法案卷", "Files of enforcement"),
  row("C8", REFUSED, "8.属于行政查询事项", "Has an inquiry of its own by law"),
  row("D1", UNAVAILABLE, "1.本机关不掌握相关政府信息", "Not held here"),
  row("D2", UNAVAILABLE, "2.没有现成信息需要另行制作", "Would have to be made"),
  row("D3", UNAVAILABLE, "3.补正后申请内容仍不明确", "Still unclear after correction"),
  row("E1", UNHANDLED, "1.信访举报投诉类申请", "Petitions and complaints"),
  row("E2", UNHANDLED, "2.重复申请", "Repeated"),
  row("E3", UNHANDLED, "3.要求提供公开出版物", "Asks for publications"),
  row("E4", UNHANDLED, "4.无正当理由大量反复申请", "Excessive without reason"),
  row("E5", UNHANDLED, "5.要求行政机关确认或重新出具已获取信息", "Asks to confirm what was given"),
  row(
    "F1",
    OTHERWISE,
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "Not corrected in time",
  ),
  row(
    "F2",
    OTHERWISE,
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "Fee not paid",
  ),
  row("F3", OTHERWISE, "3.其他", "Others"),
];
const REQUESTS: FormTable = {
  code: "TABLE_3",
  zh: "收到和处理政府信息公开申请情况",
  en: "Requests received and handled",
  columns: APPLICANTS,
  rows: [
    row("NEW", "", "一、本年新收政府信息公开申请数量", "Received in the year"),
    row("BROUGHT", "", "二、上年结转政府信息公开申请数量", "Brought over from the year before"),
    ...REQUEST_RESULTS,
    row("DONE", RESULTS, "（七）总计", "All that was handled"),
    row("CARRIED", "", "四、结转下年度继续办理", "Carried over to the next year"),
  ],
  sums: [
    { code: "AR-02", of: "rows", left: ["DONE"], right: REQUEST_RESULTS.map(({ code }) => code) },
    { code: "AR-01", of: "rows", left: ["DONE", "CARRIED"], right: ["NEW", "BROUGHT"] },
    {
      code: "AR-03",
      of: "columns",
      left: ["TOTAL"],
      right: APPLICANT_KINDS.map(({ code }) => code),
    },
  ],
};

const DISPUTES: FormTable = {
  code: "TABLE_4",
  zh: "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
  en: "Reconsiderations and lawsuits",
  columns: [
    column("KEPT", "结果维持", "Upheld"),
    column("CORRECTED", "结果纠正", "Corrected"),
    column("OTHER", "其他结果", "Other results"),
    column("OPEN", "尚未审结", "Not decided yet"),
    column("TOTAL", "总计", "Total"),
  ],
  rows: [
    row("REVIEW", "", "行政复议", "Reconsiderations"),
    row("SUIT", "行政诉讼", "未经复议直接起诉", "Lawsuits without reconsideration"),
    row("SUIT_AFTER", "行政诉讼", "复议后起诉", "Lawsuits after reconsideration"),
  ],
  sums: [{ code: "AR-05", of: "columns", left: ["TOTAL"], right: ["KEPT", "CORRECTED", "OTHER", "OPEN"] }],
};

const PROACTIVE = {
  code: "TABLE_2",
  zh: "主动公开政府信息情况",
  en: "Published without being asked",
} as const;
const articleOf = (item: string): string => `第二十条第（${item}）项`;

const PUBLISHED: FormTable = {
  ...PROACTIVE,
  columns: [
    column("MADE", "本年制发件数", "Made in the year"),
    column("REPEALED", "本年废止件数", "Repealed in the year"),
    column("IN_FORCE", "现行有效件数", "In force"),
    column("DECISIONS", "本年处理决定数量", "Decisions in the year"),
    column("AMOUNT", "本年收费金额（单位：万元）", "Charged in the year, in 万元 (10,000 yuan)"),
  ],
  rows: [
    ...(
      [
        ["RULES", "规章", "Rules"],
        ["NORMATIVE", "行政规范性文件", "Normative documents"],
      ] as const
    ).map(([code, zh, en]) =>
      row(code, articleOf("一"), zh, en, { columns: ["MADE", "REPEALED", "IN_FORCE"] }),
    ),
    row("LICENCES", articleOf("五"), "行政许可", "Licences", { columns: ["DECISIONS"] }),
    row("PENALTIES", articleOf("六"), "行政处罚", "Penalties", { columns: ["DECISIONS"] }),
    row("COERCION", articleOf("六"), "行政强制", "Coercion", { columns: ["DECISIONS"] }),
    row("CHARGES", articleOf("八"), "行政事业性收费", "Charges", { columns: ["AMOUNT"], isAmount: true }),
  ],
  sums: [],
};

export const ANNUAL_FORMS: readonly AnnualForm[] = [
  {
    basis: "国办公开办函〔2021〕30号",
    from: "2021",
    until: null,
    tables: [PUBLISHED, REQUESTS, DISPUTES],
  },
];

/** The parts of the report, in their order; those without a table are texts. */
export const ANNUAL_PARTS = [
  { number: "一", zh: "总体情况", en: "Overview", text: "overview" },
  { number: "二", zh: PROACTIVE.zh, en: PROACTIVE.en, table: "TABLE_2" },
  {
    number: "三",
    zh: "收到和处理政府信息公开申请情况",
    en: "Requests received and handled",
    table: "TABLE_3",
  },
  { number: "四", zh: DISPUTES.zh, en: DISPUTES.en, table: "TABLE_4" },
  { number: "五", zh: "存在的主要问题及改进情况", en: "Problems and improvements", text: "problems" },
  { number: "六", zh: "其他需要报告的事项", en: "Other matters", text: "others" },
] as const;

/** Null for a year of before there was one. */
export function formOf(year: string): AnnualForm | null {
  return ANNUAL_FORMS.find(({ from, until }) => from <= year && (until === null || year <= until)) ?? null;
}
