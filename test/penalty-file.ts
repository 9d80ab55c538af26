/** Penalty files for tests: a valid row, with what a test wants otherwise. */
import iconv from "iconv-lite";
import { penalties } from "../services/enforcement/feeds/penalties.js";
import { makeUscc } from "../services/kit/values/uscc.js";
import { addDays, addMonths, today } from "../services/kit/values/dates.js";

/** 区市场监管局 in the directory's sample. */
export const MARKET = {
  code: "scjgj",
  name: "北京市密云区市场监督管理局",
  uscc: makeUscc("11110118", "YL900022"),
} as const;
/** 区应急局. */
export const EMERGENCY = {
  code: "yjj",
  name: "北京市密云区应急管理局",
  uscc: makeUscc("11110118", "YL900021"),
} as const;

export type PenaltyRow = Readonly<Record<string, string>>;

export function penaltyRow(
  number: number,
  changes: PenaltyRow = {},
  authority: { readonly name: string; readonly uscc: string } = MARKET,
): PenaltyRow {
  const decided = addDays(today(), -3);
  return {
    partyName: `示例餐饮${number}有限公司`,
    partyKind: "法人及非法人组织",
    unifiedSocialCreditCode: makeUscc("91110118", `YL${String(number).padStart(6, "0")}`),
    legalRepresentative: "张示例",
    decisionNumber: `京密示例罚〔${decided.slice(0, 4)}〕${number}号`,
    violationType: "未按规定建立进货查验记录",
    violationFacts: "当事人未按规定建立进货查验记录",
    penaltyBasis: "《中华人民共和国食品安全法》第一百二十六条",
    penaltyCategories: "警告；罚款",
    penaltyContent: "警告；罚款2000元",
    fineAmount: "0.2",
    decisionDate: decided,
    penaltyValidTo: addMonths(decided, 12),
    publicityEnds: addMonths(decided, 12),
    authorityName: authority.name,
    authorityUscc: authority.uscc,
    sourceUnitName: authority.name,
    sourceUnitUscc: authority.uscc,
    remark: "",
    ...changes,
  };
}

export function naturalPerson(name: string, number: string): PenaltyRow {
  return {
    partyName: name,
    partyKind: "自然人",
    unifiedSocialCreditCode: "",
    legalRepresentative: "",
    personIdType: "身份证",
    personIdNumber: number,
  };
}

/** All columns of the standard, in its order. */
export function penaltyCsv(
  rows: readonly PenaltyRow[],
  options: { readonly title?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): string {
  const columns = Object.entries(penalties.columns);
  const fields = columns.map(([field]) => field);
  const headers = columns.map(([field, { zh }]) => options.headers?.[field] ?? zh);
  const lines = [headers, ...rows.map((row) => fields.map((field) => row[field] ?? ""))].map((cells) =>
    cells.map(quote).join(","),
  );
  return `${options.title === undefined ? "" : `${options.title}\r\n`}${lines.join("\r\n")}\r\n`;
}

export function gbk(text: string): Buffer {
  return iconv.encode(text, "gbk");
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
