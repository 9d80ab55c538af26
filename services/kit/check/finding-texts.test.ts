import { describe, expect, test } from "@jest/globals";
import type { Finding } from "../feed/stages.js";
import { READ_LIMITS, readFeed } from "../read/read-feed.js";
import { workbookFile } from "../read/xlsx/workbook.test-data.js";
import { decisions, findingsOf, GOOD_ROW, HEAD, openChecker, rawRows, type Cells } from "./checking.test-data.js";
import { FINDING_TEXTS } from "./finding-texts.js";

const PERSON = { partyKind: "自然人", partyCode: "", registrationNumber: "", organisationCode: "", taxNumber: "", partyName: "张示例" } as const;
const ID = "110228199001010010";

/** Of each code a cell that brings it, and the whole sentence that the clerk reads. */
const CELLS: Readonly<Record<string, readonly [cells: Cells, message: string]>> = {
  VALUE_REQUIRED: [{ decidedOn: "　" }, "第 2 行“处罚决定日期”：此项必填，现在是空的。请填写后重新提交。"],
  VALUE_TOO_LONG: [{ partyName: "长".repeat(21) }, "第 2 行“相对人名称”：最多 20 个字符，现有 21 个。请缩短后重新提交。"],
  VALUE_CUT: [{ facts: "长".repeat(4000) }, "第 2 行“违法事实”：正好 4000 个字符，可能被程序截断。请与原文核对。"],
  VALUE_FORMULA: [{ facts: "=cmd|'/c calc'!A0" }, "第 2 行“违法事实”：内容以 =、+、- 或 @ 开头，像是公式：“=cmd|'/c calc'!A0”。请改为文字或数值后重新提交。"],
  VALUE_FAULT: [{ fine: { type: "fault", text: "#REF!" } }, "第 2 行“罚款金额（万元）”：单元格是 Excel 错误值（如 #REF!）。请改为实际内容后重新提交。"],
  VALUE_NUMBER_FORMAT: [{ partyCode: { type: "number", value: 1.21101184e17, date: false } }, "第 2 行“统一社会信用代码”：编号被表格软件变成了数字，末几位已丢失。请把该列设为“文本”格式，重新填写完整编号。"],
  VALUE_FOLDED_CASE: [{ partyCode: "91110118ma00text0p" }, "第 2 行“统一社会信用代码”：小写字母已改为大写。"],
  VALUE_SPACES_REMOVED: [{ ...PERSON, personNumber: "110228 19900101 0010" }, "第 2 行“证件号码”：号码中的空格已去掉。"],
  VALUE_INTEGER: [{ people: "12人" }, "第 2 行“人数”：应为不带单位的整数（如 12），收到“12人”。请改正后重新提交。"],
  VALUE_BOOLEAN: [{ heard: "也许" }, "第 2 行“是否听证”：应为“是”或“否”，收到“也许”。请改正后重新提交。"],
  VALUE_CODE: [{ partyKind: "企业家" }, "第 2 行“相对人类别”：应为：法人及非法人组织、自然人；收到“企业家”。请改正后重新提交。"],
  VALUE_CODE_EMPTY: [{ kinds: "警告；；罚款" }, "第 2 行“处罚类别”：分号前后有空项：“警告；；罚款”。请删除多余的分号后重新提交。"],
  VALUE_CODE_OTHER: [{ kinds: "警告；其他" }, "第 2 行“处罚类别”：选“其他”须写明是什么（如“其他-补办”）。请补充后重新提交。"],
  VALUE_MASKED: [{ ...PERSON, personNumber: "1****************0" }, "第 2 行“证件号码”：此项需要完整的号码，不能用 * 或“某”代替（号码不会公开）。请填写后重新提交。"],

  DATE_IMPOSSIBLE: [{ decidedOn: "2025-02-30" }, "第 2 行“处罚决定日期”：应为日期（如 2026/6/3），收到“2025-02-30”，没有这一天。请改正后重新提交。"],
  DATE_AMBIGUOUS: [{ decidedOn: "03/06/2020" }, "第 2 行“处罚决定日期”：应为日期（如 2026/6/3），收到“03/06/2020”，分不清哪个是月、哪个是日。请按年/月/日写后重新提交。"],
  DATE_TWO_DIGIT_YEAR: [{ decidedOn: "20.6.3" }, "第 2 行“处罚决定日期”：年份应为四位（如 2026/6/3），收到“20.6.3”。请改正后重新提交。"],
  DATE_FORMAT: [{ decidedOn: "待定" }, "第 2 行“处罚决定日期”：应为日期（如 2026/6/3），收到“待定”。请改正后重新提交。"],
  DATE_TIME_DROPPED: [{ decidedOn: "2026-06-03 14:30" }, "第 2 行“处罚决定日期”：时间部分已略去，只保留日期。"],
  DATE_SERIAL: [{ decidedOn: "43985" }, "第 2 行“处罚决定日期”：单元格是 Excel 日期序号，已读作 2020-06-03。建议把该列设为日期格式。"],

  AMOUNT_FORMAT: [{ fine: "约3" }, "第 2 行“罚款金额（万元）”：应为数字，如 0.5（单位：万元），收到“约3”。请改正后重新提交。"],
  AMOUNT_NEGATIVE: [{ fine: "-5" }, "第 2 行“罚款金额（万元）”：不能为负数，收到“-5”。请改正后重新提交。"],
  AMOUNT_SCALE: [{ fine: "0.1234567" }, "第 2 行“罚款金额（万元）”：小数最多 6 位（单位：万元），收到“0.1234567”。请改正后重新提交。"],
  AMOUNT_CAPITALS: [{ fine: "壹万元整" }, "第 2 行“罚款金额（万元）”：应为阿拉伯数字，如 0.5（单位：万元），收到“壹万元整”。请改正后重新提交。"],
  AMOUNT_UNIT_CONVERTED: [{ fine: "5000元" }, "第 2 行“罚款金额（万元）”：单元格里写了单位（“5000元”），已换算为“万元”。请核对。"],
  AMOUNT_SEPARATORS: [{ fine: "1,000" }, "第 2 行“罚款金额（万元）”：千位分隔符已去掉。"],

  USCC_LENGTH: [{ partyCode: "91110118MA00TEXT0" }, "第 2 行“统一社会信用代码”：统一社会信用代码应为 18 位，收到“91110118MA00TEXT0”。请改正后重新提交。"],
  USCC_ALPHABET: [{ partyCode: "9111O118MA00TEXT0P" }, "第 2 行“统一社会信用代码”：统一社会信用代码只用数字和大写字母，没有 I、O、S、V、Z，收到“9111O118MA00TEXT0P”，是否应为“91110118MA00TEXT0P”。请改正后重新提交。"],
  USCC_CHECK: [{ partyCode: "91110118MA00TEXT0Q" }, "第 2 行“统一社会信用代码”：统一社会信用代码的校验位不对，收到“91110118MA00TEXT0Q”。请对照执照逐位核对后重新提交。"],
  USCC_NUMBER_FORMAT: [{ partyCode: "1.21101E+17" }, "第 2 行“统一社会信用代码”：统一社会信用代码被表格软件变成了数字，末几位已丢失。请把该列设为“文本”格式，重新填写完整代码。"],
  ORGANISATION_CODE_LENGTH: [{ organisationCode: "MA00TEXT" }, "第 2 行“组织机构代码”：组织机构代码应为 9 位（8 位加校验位），收到“MA00TEXT”。请改正后重新提交。"],
  ORGANISATION_CODE_ALPHABET: [{ organisationCode: "MA00TE_T0" }, "第 2 行“组织机构代码”：组织机构代码只用数字和大写字母，收到“MA00TE_T0”。请改正后重新提交。"],
  ORGANISATION_CODE_CHECK: [{ organisationCode: "MA00TEXT-1" }, "第 2 行“组织机构代码”：组织机构代码的校验位不对，收到“MA00TEXT-1”。请核对后重新提交。"],
  REGISTRATION_ALPHABET: [{ registrationNumber: "11022800000123A" }, "第 2 行“工商注册号”：15 位工商注册号应全为数字，收到“11022800000123A”。请改正后重新提交。"],
  REGISTRATION_CHECK: [{ registrationNumber: "110228000001235" }, "第 2 行“工商注册号”：工商注册号的校验位不对，收到“110228000001235”。请核对后重新提交。"],
  REGISTRATION_OTHER_FORM: [{ registrationNumber: "京密工商0012" }, "第 2 行“工商注册号”：不是 15 位的工商注册号（“京密工商0012”）。请核对。"],
  TAX_NUMBER_LENGTH: [{ taxNumber: "1101180000" }, "第 2 行“税务登记号”：税务登记号应为 15、17、18 或 20 位，收到“1101180000”。请改正后重新提交。"],
  TAX_NUMBER_ALPHABET: [{ taxNumber: "110118-MA00TEXT0" }, "第 2 行“税务登记号”：税务登记号只用数字和大写字母，收到“110118-MA00TEXT0”。请改正后重新提交。"],
  TAX_NUMBER_ORGANISATION_CHECK: [{ taxNumber: "110118MA00TEXT1" }, "第 2 行“税务登记号”：税务登记号中的组织机构代码校验位不对（“110118MA00TEXT1”）。请核对。"],
  TAX_NUMBER_PERSONAL: [{ taxNumber: `${ID}01` }, "第 2 行“税务登记号”：此税号含有身份证号，不得公开。请清空此单元格后重新提交。"],
  PERSON_NUMBER_FIFTEEN: [{ ...PERSON, personNumber: "110228660707013" }, "第 2 行“证件号码”：15 位身份证号已停用，已换算为 18 位。请核对。"],
  DOCUMENT_YEAR: [{ decisionNumber: "京密市监罚〔26〕12号" }, "第 2 行“决定书文号”：文书号的年份应为四位，收到“京密市监罚〔26〕12号”，是否应为“京密市监罚〔2026〕12号”。请改正后重新提交。"],
  DOCUMENT_SUFFIX: [{ decisionNumber: "京密市监罚[2026]12" }, "第 2 行“决定书文号”：文书号末尾缺“号”字，已补上。"],
  DOCUMENT_FREE: [{ decisionNumber: "密许字2026-0012" }, "第 2 行“决定书文号”：文书号不是“机关代字〔年份〕序号号”的形式（“密许字2026-0012”）。请核对。"],

  PERSONAL_NUMBER: [{ partyCode: ID }, "第 2 行“统一社会信用代码”：此列会公开，内容中却有身份证号。请删除，或移到正确的列后重新提交。"],
  PERSONAL_DATA: [{ facts: "联系电话 13800000001" }, "第 2 行“违法事实”：内容中像是有个人信息（手机号、银行卡号或住址）。请在送审前删除。"],
  ROW_EXPIRED: [{ shownUntil: "2026-11-22" }, "第 2 行“公示截止期”：公示期已满，此行不会公开。"],
};

/** Of each code about rows, the cells of two rows. */
const ROWS: Readonly<Record<string, readonly [second: Cells, message: string]>> = {
  ROW_REPEATED: [GOOD_ROW, "第 3 行：与第 2 行完全相同。请删除其中一行后重新提交。"],
  ROW_DUPLICATE: [{ ...GOOD_ROW, people: "13" }, "第 3 行：与第 2 行是同一条记录，但内容不同。请保留正确的一行后重新提交。"],
};

const HEADER = ["相对人名称", "相对人类别", "决定书文号", "处罚决定日期", "处罚类别"];
const ROW = ["甲", "法人", "京密市监罚〔2026〕12号", "2026/6/3", "警告"];

/** Of each code about a file, a file that brings it. */
const FILES: Readonly<Record<string, readonly [file: string | Uint8Array, message: string]>> = {
  COLUMN_UNKNOWN: [csvWith("流水编码"), "“流水编码”：此列不在标准中，已忽略。"],
  COLUMN_SIMILAR: [csvWith("备柱"), "“备柱”：此列不在标准中，已忽略。是否应为“备注”？若是，请改正表头后重新提交。"],
  COLUMN_UNNAMED: [csvWith(",备注"), "有一列没有表头，已忽略。"],
  COLUMN_UNIT: [csvWith("罚款金额(元)"), "“罚款金额(元)”：表头单位是“元”，标准是“万元”，数值已换算，请核对。"],
  SHEET_IGNORED: [workbookFile({ sheets: ["一月", "二月"].map((name) => ({ name, rows: sheetRow(HEADER) + sheetRow(ROW) })) }), "工作表“二月”也有数据，没有读取：只读第一张有表头的工作表。如需提交，请另存为单独的文件。"],
};

function csvWith(header: string): string {
  return `${[...HEADER, header].join(",")}\n${[...ROW, "5000"].join(",")}\n`;
}

function sheetRow(cells: readonly string[]): string {
  return `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`;
}

async function findingsOfFile(file: string | Uint8Array): Promise<readonly Finding[]> {
  const { head, batches } = await readFeed(decisions, (async function* () { yield Buffer.from(file); })(), READ_LIMITS);
  const checker = openChecker({ head });
  for await (const batch of batches) expect(checker.check(batch)).toHaveLength(1);
  return checker.findings;
}

/** In `sets.test.ts`. */
const OF_STATISTICS = ["PERIOD_FORMAT", "PERIOD_YEAR", "TOTAL_MISMATCH", "VALUE_DASH"];

describe("a finding says where it is, what was expected, what was found and what to do:", () => {
  test.each(Object.entries(CELLS))("%s", (code, [cells, message]) => {
    const findings = findingsOf(cells);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(findings[0]).toMatchObject({ row: 2, message, severity: FINDING_TEXTS[code]?.severity });
    expect(findings[0]?.english).toMatch(/^Row 2, .+: [A-Z][^{}[\]]+\.$/);
  });

  test.each(Object.entries(ROWS))("%s", (code, [second, message]) => {
    const checker = openChecker();
    checker.check(rawRows([GOOD_ROW, second]));
    expect(checker.findings).toMatchObject([{ row: 3, field: null, header: null, value: null, code, message }]);
  });

  test.each(Object.entries(FILES))("%s", async (code, [file, message]) => {
    expect(await findingsOfFile(file)).toMatchObject([{ row: null, code, message, severity: FINDING_TEXTS[code]?.severity }]);
  });

  test("ROW_WIDTH", () => {
    const checker = openChecker();
    const [row] = rawRows([GOOD_ROW]);
    checker.check([{ line: 2, cells: [...(row?.cells ?? []), "", "多了一格"] }]);
    expect(checker.findings).toMatchObject([{ row: 2, code: "ROW_WIDTH", message: `第 2 行：此行有 ${HEAD.fields.length + 2} 个单元格，表头只有 ${HEAD.fields.length} 列。请检查多余的逗号和引号后重新提交。` }]);
  });

  test("no code is without such a test", () => {
    expect([...Object.keys(CELLS), ...Object.keys(ROWS), ...Object.keys(FILES), "ROW_WIDTH", ...OF_STATISTICS].toSorted()).toEqual(Object.keys(FINDING_TEXTS).toSorted());
  });
});
