/** A small contract with a column of each kind, for the tests of this folder. */
import {
  boolean,
  businessRegistrationNumber,
  code,
  codes,
  date,
  decimal,
  documentNumber,
  files,
  integer,
  moment,
  organisationCode,
  period,
  personNumber,
  taxNumber,
  text,
  time,
  uscc,
} from "../feed/columns.js";
import type { CodeList } from "../feed/contract.js";
import { defineFeed } from "../feed/define-feed.js";
import type { GenerateOptions } from "./generate-rows.js";

const penaltyKinds: CodeList = {
  name: "SamplePenaltyKind",
  title: { zh: "处罚类别", en: "Kind of penalty" },
  codes: [
    { name: "WARNING", zh: "警告", en: "Warning" },
    { name: "FINE", zh: "罚款", en: "Fine" },
    { name: "OTHER", zh: "其他", en: "Other" },
  ],
  other: "OTHER",
};

export const sampleContract = defineFeed({
  id: "sample.decisions",
  edition: "1",
  title: { zh: "示例：决定/清单", en: "Sample decisions" },
  description: { zh: "示例", en: "Sample" },
  type: "Decision",
  plural: "decisions",
  lead: "slj",
  submitters: "lead",
  legalBases: [{ title: "示例" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    partyName: text({ zh: "行政相对人名称", en: "Party", required: true, maxLength: 200 }),
    annexes: files({ zh: "附件", en: "Files beside it" }),
    partyCode: uscc({ zh: "统一社会信用代码", en: "Credit code", required: true }),
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
    decidedOn: date({ zh: "决定日期", en: "Decided on", required: true, indexed: true }),
    month: period("month", { zh: "统计月份", en: "Month" }),
    kind: code(penaltyKinds, { zh: "类别", en: "Kind", required: true }),
    kinds: codes(penaltyKinds, { zh: "处罚类别", en: "Kinds", required: true }),
    fine: decimal({ zh: "罚款金额（万元）", en: "Fine", scale: 6, unit: "万元", required: true }),
    people: integer({ zh: "人数", en: "People", required: true }),
    heard: boolean({ zh: "是否听证", en: "Heard" }),
    heardAt: time({ zh: "听证时间", en: "Heard at" }),
    recordedAt: moment({ zh: "登记时间", en: "Recorded at" }),
    note: text({ zh: "备注", en: "Note", maxLength: 20 }),
  },
  key: ["partyCode", "decisionNumber"],
  order: { field: "decidedOn", descending: true },
});

export const sampleOptions: GenerateOptions = {
  rows: 20,
  seed: 1,
  today: "2020-12-31",
  department: { code: "slj", name: "示例局", uscc: "11110118000099995H" },
};
