/**
 * Every finding of the kit: its severity, and a sentence that says what was expected, what was found and what to do, after the place
 * (`第 14 行“处罚决定日期”：`). A domain's rules bring their own.
 *
 * `{name}` is filled from the finding's details. A part in brackets that has such a name is left out when the detail is missing: `{value}`
 * and `{proposal}` and `{date}` repeat what a cell holds, and are there only for public columns without personal data.
 */
import type { Bilingual, Severity } from "../feed/contract.js";

export interface FindingText { readonly severity: Severity; readonly text: Bilingual }

const error = (zh: string, en: string): FindingText => ({ severity: "ERROR", text: { zh, en } });
const warning = (zh: string, en: string): FindingText => ({ severity: "WARNING", text: { zh, en } });
const info = (zh: string, en: string): FindingText => ({ severity: "INFO", text: { zh, en } });

export const FINDING_TEXTS: Readonly<Record<string, FindingText>> = {
  COLUMN_UNKNOWN: info("此列不在标准中，已忽略。", "The standard has no such column: it is ignored."),
  COLUMN_SIMILAR: warning("此列不在标准中，已忽略。是否应为“{near}”？若是，请改正表头后重新提交。", "The standard has no such column: it is ignored. Was {near} meant? Then correct the header and submit again."),
  COLUMN_UNNAMED: info("有一列没有表头，已忽略。", "A column has no header: it is ignored."),
  SHEET_IGNORED: warning("工作表“{sheet}”也有数据，没有读取：只读第一张有表头的工作表。如需提交，请另存为单独的文件。", "The sheet {sheet} has rows too and is not read: only the first with a header is. Submit it as a file of its own."),
  COLUMN_UNIT: warning("表头单位是“{unit}”，标准是“{wanted}”，数值已换算，请核对。", "The header's unit is {unit} where the standard has {wanted}: values were converted. Check them."),

  VALUE_REQUIRED: error("此项必填，现在是空的。请填写后重新提交。", "A value is required, and the cell is empty. Fill it in and submit again."),
  VALUE_TOO_LONG: error("最多 {limit} 个字符，现有 {length} 个。请缩短后重新提交。", "At most {limit} characters; there are {length}. Shorten it and submit again."),
  VALUE_CUT: warning("正好 {length} 个字符，可能被程序截断。请与原文核对。", "Exactly {length} characters: a program may have cut it. Compare it with the original."),
  VALUE_FORMULA: error("内容以 =、+、- 或 @ 开头，像是公式[：“{value}”]。请改为文字或数值后重新提交。", "The cell begins like a formula[: '{value}']. Write text or a value, and submit again."),
  VALUE_FAULT: error("单元格是 Excel 错误值（如 #REF!）。请改为实际内容后重新提交。", "The cell holds a spreadsheet error such as #REF!. Write its content and submit again."),
  VALUE_NUMBER_FORMAT: error("编号被表格软件变成了数字，末几位已丢失。请把该列设为“文本”格式，重新填写完整编号。", "The spreadsheet turned the code into a number and lost its last digits. Format the column as text and write the code again."),
  VALUE_FOLDED_CASE: info("小写字母已改为大写。", "Lower case was made upper case."),
  VALUE_SPACES_REMOVED: info("号码中的空格已去掉。", "Spaces in the number were removed."),
  VALUE_INTEGER: error("应为不带单位的整数（如 12）[，收到“{value}”]。请改正后重新提交。", "Expected a whole number such as 12[, got '{value}']. Correct it and submit again."),
  VALUE_BOOLEAN: error("应为“是”或“否”[，收到“{value}”]。请改正后重新提交。", "Expected 是 or 否[, got '{value}']. Correct it and submit again."),
  VALUE_CODE: error("应为：{allowed}[；收到“{value}”]。请改正后重新提交。", "Expected one of {allowed}[; got '{value}']. Correct it and submit again."),
  VALUE_CODE_EMPTY: error("分号前后有空项[：“{value}”]。请删除多余的分号后重新提交。", "There is nothing before or after a separator[: '{value}']. Delete the separator and submit again."),
  VALUE_CODE_OTHER: error("选“{other}”须写明是什么（如“{other}-补办”）。请补充后重新提交。", "Say which, for example {other}-补办, and submit again."),
  VALUE_MASKED: error("此项需要完整的号码，不能用 * 或“某”代替（号码不会公开）。请填写后重新提交。", "The full number is needed here, without * or 某; it is not published. Write it and submit again."),

  VALUE_DASH: warning("“-”已读作 0。没有数据时请留空并说明，不要写“-”。", "'-' was read as 0. Check that nothing, and not no answer, was meant."),
  PERIOD_YEAR: error("缺少年份[，收到“{value}”]，应如 {example}。请补上年份后重新提交。", "The year is missing[; got '{value}']. Expected for example {example}. Add it and submit again."),
  PERIOD_FORMAT: error("应为 {example} 这样的时期[，收到“{value}”]。请改正后重新提交。", "Expected a period such as {example}[; got '{value}']. Correct it and submit again."),
  TOTAL_MISMATCH: error("合计应等于各行之和 {sum}[，收到“{value}”]。请核对后重新提交。", "The total must equal the sum of its rows, {sum}[; got '{value}']. Check both and submit again."),

  DATE_IMPOSSIBLE: error("应为日期（如 2026/6/3）[，收到“{value}”]，没有这一天。请改正后重新提交。", "Expected a date such as 2026/6/3[, got '{value}']: there is no such day. Correct it and submit again."),
  DATE_AMBIGUOUS: error("应为日期（如 2026/6/3）[，收到“{value}”]，分不清哪个是月、哪个是日。请按年/月/日写后重新提交。", "Expected a date such as 2026/6/3[, got '{value}']: day and month cannot be told apart. Write year/month/day and submit again."),
  DATE_TWO_DIGIT_YEAR: error("年份应为四位（如 2026/6/3）[，收到“{value}”]。请改正后重新提交。", "Expected a year of four digits, as in 2026/6/3[, got '{value}']. Correct it and submit again."),
  DATE_FORMAT: error("应为日期（如 2026/6/3）[，收到“{value}”]。请改正后重新提交。", "Expected a date such as 2026/6/3[, got '{value}']. Correct it and submit again."),
  DATE_TIME_DROPPED: info("时间部分已略去，只保留日期。", "The time of day was dropped, the date kept."),
  DATE_SERIAL: info("单元格是 Excel 日期序号[，已读作 {date}]。建议把该列设为日期格式。", "The cell holds an Excel serial number[, read as {date}]. Better format the column as a date."),

  AMOUNT_FORMAT: error("应为数字，如 0.5{unit}[，收到“{value}”]。请改正后重新提交。", "Expected a number such as 0.5{unitEn}[, got '{value}']. Correct it and submit again."),
  AMOUNT_NEGATIVE: error("不能为负数[，收到“{value}”]。请改正后重新提交。", "It cannot be negative[; got '{value}']. Correct it and submit again."),
  AMOUNT_SCALE: error("小数最多 {scale} 位{unit}[，收到“{value}”]。请改正后重新提交。", "At most {scale} digits after the point{unitEn}[; got '{value}']. Correct it and submit again."),
  AMOUNT_CAPITALS: error("应为阿拉伯数字，如 0.5{unit}[，收到“{value}”]。请改正后重新提交。", "Expected digits such as 0.5{unitEn}[, got '{value}']. Correct it and submit again."),
  AMOUNT_UNIT_CONVERTED: warning("单元格里写了单位[（“{value}”）]，已换算为“{unit}”。请核对。", "The cell has a unit of its own[ ('{value}')]; it was converted to {unit}. Check it."),
  AMOUNT_SEPARATORS: info("千位分隔符已去掉。", "Thousands separators were removed."),

  USCC_LENGTH: error("统一社会信用代码应为 18 位[，收到“{value}”][，是否应为“{proposal}”]。请改正后重新提交。", "A unified social credit code has 18 characters[; got '{value}'][; was '{proposal}' meant?]. Correct it and submit again."),
  USCC_ALPHABET: error("统一社会信用代码只用数字和大写字母，没有 I、O、S、V、Z[，收到“{value}”][，是否应为“{proposal}”]。请改正后重新提交。", "A unified social credit code has digits and capitals without I, O, S, V, Z[; got '{value}'][; was '{proposal}' meant?]. Correct it and submit again."),
  USCC_CHECK: error("统一社会信用代码的校验位不对[，收到“{value}”]。请对照执照逐位核对后重新提交。", "The credit code's check character is wrong[; got '{value}']. Compare it with the licence and submit again."),
  USCC_NUMBER_FORMAT: error("统一社会信用代码被表格软件变成了数字，末几位已丢失。请把该列设为“文本”格式，重新填写完整代码。", "The spreadsheet turned the credit code into a number and lost its last digits. Format the column as text and write the code again."),
  ORGANISATION_CODE_LENGTH: error("组织机构代码应为 9 位（8 位加校验位）[，收到“{value}”]。请改正后重新提交。", "An organisation code has 9 characters[; got '{value}']. Correct it and submit again."),
  ORGANISATION_CODE_ALPHABET: error("组织机构代码只用数字和大写字母[，收到“{value}”]。请改正后重新提交。", "An organisation code has digits and capitals[; got '{value}']. Correct it and submit again."),
  ORGANISATION_CODE_CHECK: error("组织机构代码的校验位不对[，收到“{value}”]。请核对后重新提交。", "The organisation code's check character is wrong[; got '{value}']. Correct it and submit again."),
  REGISTRATION_ALPHABET: error("15 位工商注册号应全为数字[，收到“{value}”]。请改正后重新提交。", "A registration number of 15 characters has digits only[; got '{value}']. Correct it and submit again."),
  REGISTRATION_CHECK: error("工商注册号的校验位不对[，收到“{value}”]。请核对后重新提交。", "The registration number's check digit is wrong[; got '{value}']. Correct it and submit again."),
  REGISTRATION_OTHER_FORM: warning("不是 15 位的工商注册号[（“{value}”）]。请核对。", "Not a registration number of 15 digits[ ('{value}')]. Check it."),
  TAX_NUMBER_LENGTH: error("税务登记号应为 15、17、18 或 20 位[，收到“{value}”]。请改正后重新提交。", "A tax number has 15, 17, 18 or 20 characters[; got '{value}']. Correct it and submit again."),
  TAX_NUMBER_ALPHABET: error("税务登记号只用数字和大写字母[，收到“{value}”]。请改正后重新提交。", "A tax number has digits and capitals[; got '{value}']. Correct it and submit again."),
  TAX_NUMBER_ORGANISATION_CHECK: warning("税务登记号中的组织机构代码校验位不对[（“{value}”）]。请核对。", "The organisation code in the tax number has a wrong check character[ ('{value}')]. Check it."),
  TAX_NUMBER_PERSONAL: error("此税号含有身份证号，不得公开。请清空此单元格后重新提交。", "The tax number holds a citizen ID, which is never published. Empty the cell and submit again."),
  PERSON_NUMBER_FIFTEEN: warning("15 位身份证号已停用，已换算为 18 位。请核对。", "Citizen IDs of 15 digits are no longer valid; it was converted to 18. Check it."),
  DOCUMENT_YEAR: error("文书号的年份应为四位[，收到“{value}”][，是否应为“{proposal}”]。请改正后重新提交。", "The year in a document number has four digits[; got '{value}'][; was '{proposal}' meant?]. Correct it and submit again."),
  DOCUMENT_SUFFIX: info("文书号末尾缺“号”字，已补上。", "The document number lacked its last character 号, which was added."),
  DOCUMENT_FREE: warning("文书号不是“机关代字〔年份〕序号号”的形式[（“{value}”）]。请核对。", "The document number has not the form of GB/T 9704[ ('{value}')]. Check it."),

  PERSONAL_NUMBER: error("此列会公开，内容中却有身份证号。请删除，或移到正确的列后重新提交。", "This column is published, and the cell holds a citizen ID. Delete it or move it to its column, and submit again."),
  PERSONAL_DATA: warning("内容中像是有个人信息（手机号、银行卡号或住址）。请在送审前删除。", "The text seems to hold personal data (telephone, bank card or home address). Delete it before review."),

  ROW_WIDTH: error("此行有 {cells} 个单元格，表头只有 {columns} 列。请检查多余的逗号和引号后重新提交。", "The row has {cells} cells, the header {columns} columns. Check commas and quotes and submit again."),
  ROW_REPEATED: error("与第 {first} 行完全相同。请删除其中一行后重新提交。", "The same as row {first}. Delete one of them and submit again."),
  ROW_DUPLICATE: error("与第 {first} 行是同一条记录，但内容不同。请保留正确的一行后重新提交。", "The same record as row {first}, with other content. Keep the right one and submit again."),
  ROW_EXPIRED: warning("公示期已满，此行不会公开。", "Its time of publicity is over: the row will not be published."),
};
