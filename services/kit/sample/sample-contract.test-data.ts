/** A small contract with one column of each kind that samples know, for the tests of this folder. */
import { type Column, type CellContext, defineFeed, type Parsed } from "../feed/contract.js";
import { parseAmount } from "../values/amounts.js";
import { checkCitizenId } from "../values/citizen-id.js";
import { parseDate } from "../values/dates.js";
import { checkUscc } from "../values/uscc.js";
import type { GenerateOptions } from "./generate-rows.js";

type Result = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: string };

function column(zh: string, example: string, rest: Partial<Column> = {}, read: (text: string) => Result = (text) => ({ ok: true, value: text })): Column {
  const parse = (text: string, _context: CellContext): Parsed => {
    const result = read(text);
    return result.ok ? { ok: true, value: result.value } : { ok: false, fault: { code: result.reason } };
  };
  return { zh, en: zh, kind: "text", required: true, show: "public", example, ...rest, parse };
}

const categories = {
  name: "SampleCategory",
  title: { zh: "处罚类别", en: "Kind of penalty" },
  codes: [{ name: "WARNING", zh: "警告", en: "Warning" }, { name: "FINE", zh: "罚款", en: "Fine" }, { name: "OTHER", zh: "其他", en: "Other" }],
  other: "OTHER",
};

function readCode(text: string): Result {
  return text.split("；").every((part) => categories.codes.some(({ zh }) => zh === part)) ? { ok: true, value: text } : { ok: false, reason: "CODE" };
}

export const sampleContract = defineFeed({
  id: "sample.decisions",
  edition: "1",
  title: { zh: "示例：决定/清单", en: "Sample decisions" },
  description: { zh: "示例", en: "Sample" },
  type: "Decision",
  plural: "decisions",
  lead: "slj",
  submitters: "lead",
  legalBasis: "示例",
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    partyName: column("行政相对人名称", "示例餐饮有限公司", { maxLength: 200 }),
    partyCode: column("统一社会信用代码", "91110118MA00TEXT0P", { maxLength: 18 }, checkUscc),
    personNumber: column("证件号码", "110228199001010010", { required: false, show: "withheld" }, checkCitizenId),
    decisionNumber: column("决定书文号", "京密示例罚〔2020〕1号", { maxLength: 64 }),
    decidedOn: column("决定日期", "2020-06-03", { kind: "date", indexed: true }, parseDate),
    category: column("类别", "警告", { kind: "code", list: categories }, readCode),
    categories: column("处罚类别", "警告；罚款", { kind: "codes", list: categories }, readCode),
    fine: column("罚款金额（万元）", "0.5", { kind: "decimal", scale: 6, unit: "万元" }, (text) => parseAmount(text, { unit: "万元", headerUnit: null, scale: 6 })),
    people: column("人数", "12", { kind: "integer" }),
    note: column("备注", "示例备注", { required: false, maxLength: 20 }),
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
