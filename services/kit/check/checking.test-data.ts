/**
 * A feed with a column of every kind and of every way to be shown, and a file of it, for the tests of this
 * folder. All numbers are invented.
 */
import {
  boolean,
  businessRegistrationNumber,
  code,
  codes,
  date,
  decimal,
  documentNumber,
  integer,
  moment,
  organisationCode,
  personNumber,
  structuredText,
  files,
  taxNumber,
  text,
  time,
  uscc,
} from "../feed/columns.js";
import type { CodeList, FeedContract } from "../feed/contract.js";
import { defineFeed } from "../feed/define-feed.js";
import type { FileHead, Finding, RawCell, RawRow } from "../feed/stages.js";
import { maskName } from "../values/mask.js";
import { createChecker, type Checker } from "./check-rows.js";

const partyKinds: CodeList = {
  name: "CheckedPartyKind",
  title: { zh: "类别", en: "Kind" },
  codes: [
    { name: "ORGANISATION", zh: "法人及非法人组织", en: "Organisation", aliases: ["法人"] },
    { name: "NATURAL_PERSON", zh: "自然人", en: "Natural person" },
  ],
};

const penaltyKinds: CodeList = {
  name: "CheckedPenaltyKind",
  title: { zh: "处罚类别", en: "Kind of penalty" },
  other: "OTHER",
  codes: [
    { name: "WARNING", zh: "警告", en: "Warning" },
    { name: "FINE", zh: "罚款", en: "Fine" },
    { name: "GAINS", zh: "没收违法所得", en: "Gains" },
    { name: "GOODS", zh: "没收非法财物", en: "Goods" },
    { name: "OTHER", zh: "其他", en: "Other" },
  ],
};

export const decisions = defineFeed({
  id: "checked.decisions",
  edition: "1",
  title: { zh: "示例决定", en: "Sample decisions" },
  description: { zh: "示例。", en: "Sample." },
  type: "CheckedDecision",
  plural: "checkedDecisions",
  lead: "slj",
  submitters: "lead",
  legalBases: [{ title: "示例" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    partyName: text({
      zh: "相对人名称",
      en: "Party",
      required: true,
      maxLength: 20,
      show: {
        when: ({ partyKind }) => partyKind === "NATURAL_PERSON",
        as: maskName,
        note: { zh: "自然人只显示姓氏", en: "Surname only" },
      },
    }),
    partyKind: code(partyKinds, { zh: "相对人类别", en: "Kind of party", required: true }),
    partyCode: uscc({ zh: "统一社会信用代码", en: "Credit code", placeholder: true }),
    registrationNumber: businessRegistrationNumber({ zh: "工商注册号", en: "Registration number" }),
    organisationCode: organisationCode({ zh: "组织机构代码", en: "Organisation code" }),
    taxNumber: taxNumber({ zh: "税务登记号", en: "Tax number" }),
    personNumber: personNumber({ zh: "证件号码", en: "Person's number" }),
    decisionNumber: documentNumber({
      zh: "决定书文号",
      en: "Decision number",
      required: true,
      maxLength: 64,
    }),
    decidedOn: date({ zh: "处罚决定日期", en: "Decided on", required: true, indexed: true }),
    shownUntil: date({ zh: "公示截止期", en: "Shown until", endless: true }),
    kinds: codes(penaltyKinds, { zh: "处罚类别", en: "Kinds", required: true }),
    fine: decimal({ zh: "罚款金额（万元）", en: "Fine", scale: 6, unit: "万元" }),
    people: integer({ zh: "人数", en: "People" }),
    heard: boolean({ zh: "是否听证", en: "Heard" }),
    facts: text({ zh: "违法事实", en: "Facts", maxLength: 5000 }),
    remark: text({ zh: "备注", en: "Remark", show: "withheld", maxLength: 4000 }),
    share: decimal({
      zh: "占比",
      en: "Share",
      scale: 2,
      percentWhen: ({ partyKind }) => partyKind === "NATURAL_PERSON",
    }),
    heardAt: time({ zh: "听证时间", en: "Time of the hearing" }),
    signedAt: moment({ zh: "签发时间", en: "Signed at" }),
    bornOn: date({ zh: "出生日期", en: "Born on", show: "withheld" }),
    terms: structuredText({ zh: "决定书正文", en: "Text of the decision" }),
    annexes: files({ zh: "附件", en: "Files beside it" }),
  },
  derived: {
    partyKey: {
      zh: "键",
      en: "Key",
      kind: "text",
      exposed: false,
      from: ({ partyCode, personNumber: number }, { pseudonym }) =>
        typeof partyCode === "string" ? partyCode : pseudonym(String(number)),
    },
  },
  key: ["decisionNumber", "partyKey"],
  order: { field: "decidedOn", descending: true },
  rules: [
    {
      code: "T-01",
      severity: "ERROR",
      text: { zh: "罚款须有金额。", en: "A fine has an amount." },
      check: ({ kinds, fine }) =>
        Array.isArray(kinds) && kinds.includes("FINE") && fine === null ? [{ field: "fine" }] : [],
    },
    {
      code: "T-02",
      severity: "INFO",
      text: { zh: "早于{first}。", en: "Before {first}." },
      check: ({ decidedOn }) =>
        decidedOn < "2020-01-01" ? [{ field: "decidedOn", details: { first: "2020-01-01" } }] : [],
    },
    {
      code: "T-03",
      severity: "WARNING",
      text: { zh: "请核对证件号码。", en: "Check the number." },
      check: ({ personNumber: number }) => (number === "E12345678" ? [{ field: "personNumber" }] : []),
    },
  ],
  expiresAfter: "shownUntil",
});

export type Cells = Readonly<Record<string, RawCell>>;

/** Without any finding. */
export const GOOD_ROW: Cells = {
  partyName: "示例餐饮有限公司",
  partyKind: "法人",
  partyCode: "91110118MA00TEXT0P",
  registrationNumber: "110228000001234",
  organisationCode: "MA00TEXT-0",
  taxNumber: "110118MA00TEXT0",
  personNumber: "",
  decisionNumber: "京密市监罚〔2026〕12号",
  decidedOn: "2026/6/3",
  shownUntil: "2027-06-03",
  kinds: "警告；罚款",
  fine: "0.5",
  people: "12",
  heard: "是",
  facts: "未按规定建立进货查验记录",
  remark: "",
  share: "",
  heardAt: "",
  signedAt: "",
  bornOn: "",
  terms: "",
  annexes: "",
};

export const TODAY = "2026-11-23";
const FIELDS = Object.keys(decisions.columns);

/** A file with all columns, under their headers. */
export const HEAD: FileHead = {
  format: "xlsx",
  encoding: null,
  headerLine: 1,
  headers: Object.values(decisions.columns).map(({ zh }) => zh),
  fields: FIELDS,
  units: FIELDS.map(() => null),
  findings: [],
};

export function openChecker(
  options: {
    readonly contract?: FeedContract;
    readonly head?: FileHead;
    readonly findingLimit?: number;
  } = {},
): Checker {
  const { contract = decisions, head = HEAD, findingLimit = 1_000 } = options;
  return createChecker({
    contract,
    head,
    findingLimit,
    secrets: { pseudonym: (number) => `pseudonym of ${number.length} characters` },
    context: {
      today: TODAY,
      department: { code: "slj", uscc: "11110118000099995H" },
      lookup: () => null,
      rows: () => [],
      contracts: [],
    },
  });
}

/** Rows as they stand under `HEAD`, from line 2 on. */
export function rawRows(rows: readonly Cells[]): readonly RawRow[] {
  return rows.map((cells, index) => ({ line: index + 2, cells: FIELDS.map((field) => cells[field] ?? "") }));
}

/** The findings of a good row with some cells changed. */
export function findingsOf(changes: Cells): readonly Finding[] {
  const checker = openChecker();
  checker.check(rawRows([{ ...GOOD_ROW, ...changes }]));
  return checker.findings;
}
