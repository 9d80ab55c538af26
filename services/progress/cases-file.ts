/**
 * 办件进度: the file that a department hands in of its cases. It is read and checked as a feed's file is, and
 * never published: neither the number nor the query code is stored, but keyed hashes of both, whose key is
 * kept outside the database. Domain 14 §6.
 */
import { columns, defineFeed, foldText, type CodeList, type ReferenceTo, type RowSecrets } from "#kit";

export const caseStates: CodeList = {
  name: "CaseState",
  title: { zh: "办件状态", en: "State of a case" },
  codes: [
    { name: "RECEIVED", zh: "已收件", en: "Received", aliases: ["收件"] },
    {
      name: "TO_CORRECT",
      zh: "补正",
      en: "To be corrected by the applicant",
      aliases: ["待补正", "一次告知"],
    },
    { name: "ACCEPTED", zh: "受理", en: "Accepted", aliases: ["已受理", "准予受理"] },
    { name: "NOT_ACCEPTED", zh: "不予受理", en: "Not accepted" },
    { name: "IN_REVIEW", zh: "审查", en: "In review", aliases: ["审查中", "审核中"] },
    {
      name: "IN_SPECIAL_STEP",
      zh: "特别程序",
      en: "In a special step, which does not count",
      aliases: ["特殊环节"],
    },
    { name: "GRANTED", zh: "准予", en: "Granted", aliases: ["决定：准予", "予以许可", "通过"] },
    { name: "REFUSED", zh: "不予", en: "Refused", aliases: ["决定：不予", "不予许可", "不通过"] },
    { name: "DONE", zh: "办结", en: "Done", aliases: ["已办结"] },
    { name: "DELIVERED", zh: "送达", en: "Delivered", aliases: ["已送达"] },
    {
      name: "TAKEN_BACK",
      zh: "撤回申请",
      en: "Taken back by the applicant",
      aliases: ["撤回", "申请人撤回"],
    },
  ],
};

/** After these nothing follows. */
export const FINAL_STATES = ["NOT_ACCEPTED", "REFUSED", "DONE", "DELIVERED", "TAKEN_BACK"] as const;
/** Before these an application is not accepted. */
const BEFORE_ACCEPTANCE: ReadonlySet<string> = new Set([
  "RECEIVED",
  "TO_CORRECT",
  "NOT_ACCEPTED",
  "TAKEN_BACK",
]);

export const itemReference: ReferenceTo<{ readonly itemCode: string; readonly organCode: string | null }> = {
  feed: "services-guide.items",
  column: "itemCode",
};

/** Who knows the code may ask: eight characters are more than can be tried in years. */
const QUERY_CODE = /^[A-Za-z0-9]{8,32}$/;

export const casesFile = defineFeed({
  id: "progress.cases",
  edition: "1",
  title: { zh: "办件进度", en: "Progress of cases" },
  description: {
    zh: "各部门办件的状态，供申请人凭办件编号和查询码查询，不公开。",
    en: "States of cases, for applicants who know number and code. Never published.",
  },
  type: "Case",
  plural: "cases",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [{ title: "《国务院关于在线政务服务的若干规定》（国务院令第716号）", from: "2019-04-26" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    caseNumber: columns.text({
      zh: "办件编号",
      en: "Number of the case",
      aliases: ["受理编号", "办件号"],
      required: true,
      maxLength: 64,
      show: "withheld",
      example: "SL20260001",
    }),
    queryCode: columns.text({
      zh: "查询码",
      en: "Code that the applicant was given",
      aliases: ["查询密码"],
      required: true,
      maxLength: 32,
      show: "withheld",
      example: "8K2QW7ZP",
    }),
    itemCode: columns.text({
      zh: "事项编码",
      en: "The item applied for",
      aliases: ["实施编码", "业务办理项编码"],
      required: true,
      maxLength: 36,
      example: "11110118000099995H4000131999000",
    }),
    state: columns.code(caseStates, { zh: "办件状态", en: "State", aliases: ["状态"], required: true }),
    stateOn: columns.date({
      zh: "状态日期",
      en: "Day of the state",
      aliases: ["办理日期"],
      required: true,
      indexed: true,
    }),
    acceptedOn: columns.date({ zh: "受理日期", en: "Day of acceptance", aliases: ["受理时间"] }),
    dueOn: columns.date({ zh: "应办结日期", en: "Day by which it is done", aliases: ["办结期限"] }),
    suspendedDays: columns.integer({
      zh: "不计入时限的工作日",
      en: "Working days that do not count",
      aliases: ["特别程序天数"],
      example: "0",
    }),
    suspendedWhy: columns.text({
      zh: "不计入时限的原因",
      en: "Why they do not count",
      maxLength: 500,
      example: "现场核查",
    }),
    reason: columns.text({
      zh: "告知内容",
      en: "What is to be corrected, or why it is refused, in full",
      aliases: ["补正内容", "不予受理原因", "不予许可原因"],
      maxLength: 4000,
      example: "请补充示例场所证明",
    }),
    result: columns.text({
      zh: "办理结果",
      en: "What comes of it",
      aliases: ["结果"],
      maxLength: 500,
      example: "示例许可证",
    }),
    pickup: columns.text({
      scan: false,
      zh: "领取方式",
      en: "How the result is handed over",
      maxLength: 500,
      example: "区政务服务中心发证窗口",
    }),
  },
  derived: {
    caseKey: {
      zh: "办件键",
      en: "Keyed hash of the number",
      kind: "text",
      exposed: false,
      from: ({ caseNumber }, secrets) => caseKeyOf(secrets, caseNumber),
    },
    secret: {
      zh: "查询码的哈希值",
      en: "Keyed hash of the number with the code",
      kind: "text",
      exposed: false,
      from: ({ caseNumber, queryCode }, secrets) => secretOf(secrets, caseNumber, queryCode),
    },
  },
  key: ["caseKey"],
  order: { field: "stateOn", descending: true },
  search: { title: ["result"], text: [] },
  rules: [
    {
      code: "BJ-01",
      severity: "ERROR",
      text: {
        zh: "不是本部门已发布的事项。请核对事项编码，或先报送实施清单。",
        en: "No published item of the department. Check the code, or hand in the item first.",
      },
      check: ({ itemCode }, { lookup, department }) =>
        lookup(itemReference, itemCode)?.organCode === department.code ? [] : [{ field: "itemCode" }],
    },
    {
      code: "BJ-02",
      severity: "ERROR",
      text: {
        zh: "查询码应为8至32位字母和数字，由系统随机生成，不得用姓名、证件号或电话。请更正后重新报送。",
        en: "A query code has 8 to 32 letters and digits, made at random.",
      },
      check: ({ queryCode }) => (QUERY_CODE.test(queryCode) ? [] : [{ field: "queryCode" }]),
    },
    {
      code: "BJ-03",
      severity: "ERROR",
      text: {
        zh: "补正、不予受理和不予的，须填写告知内容。请填写后重新报送。",
        en: "What is to be corrected, or why it is refused, is told.",
      },
      check: ({ state, reason }) =>
        reason === null && (state === "TO_CORRECT" || state === "NOT_ACCEPTED" || state === "REFUSED")
          ? [{ field: "reason" }]
          : [],
    },
    {
      code: "BJ-04",
      severity: "ERROR",
      text: {
        zh: "受理后的办件须填写受理日期和应办结日期，且应办结日期不早于受理日期。请核对后重新报送。",
        en: "What is accepted has the day of acceptance, and a later day by which it is done.",
      },
      check: ({ state, acceptedOn, dueOn }) =>
        BEFORE_ACCEPTANCE.has(state) || (acceptedOn !== null && dueOn !== null && acceptedOn <= dueOn)
          ? []
          : [{ field: "dueOn" }],
    },
    {
      code: "BJ-05",
      severity: "ERROR",
      text: {
        zh: "状态日期不能晚于今天。请核对后重新报送。",
        en: "The day of the state is not after today.",
      },
      check: ({ stateOn }, { today }) => (stateOn > today ? [{ field: "stateOn" }] : []),
    },
  ],
  references: [itemReference],
});

/** Two ways of typing a number are one case. */
function plain(text: string): string {
  return foldText(text).replaceAll(" ", "").toUpperCase();
}

export function caseKeyOf({ pseudonym }: RowSecrets, caseNumber: string): string {
  return pseudonym(`case ${plain(caseNumber)}`);
}

/** Letters count as they are: the code is copied, not typed from memory. */
export function secretOf({ pseudonym }: RowSecrets, caseNumber: string, queryCode: string): string {
  return pseudonym(`query code of ${plain(caseNumber)} ${foldText(queryCode)}`);
}
