/**
 * Every finding of the kit: its severity, and sentences that say what is wrong and what to do. A domain's rules bring their own.
 *
 * Placeholders are filled from the finding's details. A cell's content never goes into a sentence: it stands beside it, and only where the
 * column is public.
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
  COLUMN_UNIT: warning("表头单位是“{unit}”，标准是“{wanted}”，数值已换算，请核对。", "The header's unit is {unit} where the standard has {wanted}: values were converted."),

  VALUE_REQUIRED: error("此项必填，请填写。", "A value is required."),
  VALUE_TOO_LONG: error("超过 {limit} 个字符（现有 {length} 个），请缩短。", "Longer than {limit} characters ({length})."),
  VALUE_CUT: warning("正好 {limit} 个字符，可能被截断，请核对原文。", "Exactly {limit} characters: it may have been cut."),
  VALUE_FORMULA: error("单元格内容以 =、+、- 或 @ 开头，像是公式。请改为文字或数值。", "The cell begins like a formula. Write text or a value."),
  VALUE_FAULT: error("单元格是 Excel 错误值。请改为实际内容。", "The cell holds a spreadsheet error."),
  VALUE_NUMBER_FORMAT: error("编号被表格软件当成了数字，末位已丢失。请把该列设为“文本”格式后重新填写。", "The spreadsheet turned the code into a number and lost digits. Format the column as text."),
  VALUE_FOLDED_CASE: info("小写字母已改为大写。", "Lower case was made upper case."),
  VALUE_INTEGER: error("应为不带单位的整数，如 12。", "Expected a whole number such as 12."),
  VALUE_BOOLEAN: error("请填“是”或“否”。", "Write 是 or 否."),
  VALUE_CODE: error("不在代码表内。可填：{allowed}。", "Not in the code list. Allowed: {allowed}."),
  VALUE_CODE_OTHER: error("选“{other}”须写明是什么，如“{other}-补办”。", "Say which: for example {other}-补办."),
  VALUE_MASKED: error("此项需要完整的号码，不能打星号（不会公开）。", "The full number is needed here; it is not published."),

  DATE_IMPOSSIBLE: error("没有这一天。请改为实际日期，如 2026/6/3。", "There is no such day."),
  DATE_AMBIGUOUS: error("分不清月和日。请写成 2026/6/3 的形式。", "Day and month cannot be told apart. Write 2026/6/3."),
  DATE_TWO_DIGIT_YEAR: error("年份请写四位，如 2026/6/3。", "Write the year with four digits."),
  DATE_FORMAT: error("应为日期，如 2026/6/3。", "Expected a date such as 2026/6/3."),
  DATE_TIME_DROPPED: info("时间部分已略去。", "The time of day was dropped."),
  DATE_SERIAL: warning("单元格是数字，已按 Excel 日期序号读作 {date}。请把该列设为日期格式。", "The number was read as an Excel date: {date}. Format the column as a date."),

  AMOUNT_FORMAT: error("应为数字，如 0.5（单位：{unit}）。", "Expected a number such as 0.5 ({unit})."),
  AMOUNT_NEGATIVE: error("金额不能为负数。", "An amount cannot be negative."),
  AMOUNT_SCALE: error("小数最多 {scale} 位（单位：{unit}）。", "At most {scale} digits after the point ({unit})."),
  AMOUNT_CAPITALS: error("请用阿拉伯数字，不要用大写金额。", "Write digits, not Chinese capitals."),
  AMOUNT_UNIT_CONVERTED: warning("单元格里写了单位，已换算为“{unit}”，请核对。", "The unit in the cell was converted to {unit}."),
  AMOUNT_SEPARATORS: info("千位分隔符已去掉。", "Thousands separators were dropped."),

  USCC_LENGTH: error("统一社会信用代码应为 18 位。", "A unified social credit code has 18 characters."),
  USCC_ALPHABET: error("统一社会信用代码只用数字和大写字母，且没有 I、O、S、V、Z。", "A unified social credit code has digits and capitals without I, O, S, V, Z."),
  USCC_CHECK: error("统一社会信用代码校验位不对，请逐位核对。", "The check character is wrong."),
  USCC_NUMBER_FORMAT: error("统一社会信用代码被当成了数字，末位已丢失。请把该列设为“文本”格式后重新填写。", "The code became a number and lost digits. Format the column as text."),
  ORGANISATION_CODE_LENGTH: error("组织机构代码应为 9 位（8 位加校验位）。", "An organisation code has 9 characters."),
  ORGANISATION_CODE_ALPHABET: error("组织机构代码只用数字和大写字母。", "An organisation code has digits and capitals."),
  ORGANISATION_CODE_CHECK: error("组织机构代码校验位不对，请核对。", "The check character is wrong."),
  REGISTRATION_ALPHABET: error("15 位工商注册号应全为数字。", "A registration number of 15 characters has digits only."),
  REGISTRATION_CHECK: error("工商注册号校验位不对，请核对。", "The check digit is wrong."),
  REGISTRATION_OTHER_FORM: warning("不是 15 位的工商注册号，请核对。", "Not a registration number of 15 digits."),
  TAX_NUMBER_LENGTH: error("税务登记号应为 15、17、18 或 20 位。", "A tax number has 15, 17, 18 or 20 characters."),
  TAX_NUMBER_ALPHABET: error("税务登记号只用数字和大写字母。", "A tax number has digits and capitals."),
  TAX_NUMBER_ORGANISATION_CHECK: warning("税务登记号中的组织机构代码校验位不对，请核对。", "The organisation code in it has a wrong check character."),
  TAX_NUMBER_PERSONAL: error("此税号含有身份证号，不得公开。请留空。", "The number holds a citizen ID, which is never published. Leave it blank."),
  DOCUMENT_YEAR: error("文书号的年份应为四位，是否应为“{proposal}”？", "The year has two digits. Was {proposal} meant?"),
  DOCUMENT_FREE: warning("文书号不是“机关代字〔年份〕序号号”的形式，请核对。", "The number has not the form of GB/T 9704."),

  PERSONAL_NUMBER: error("此列会公开，却填了身份证号。请删除或移到正确的列。", "This column is public and holds a citizen ID. Remove it."),
  PERSONAL_DATA: warning("文字中像是有个人信息（身份证号、手机号、银行卡号或住址）。送审前请删除。", "The text seems to hold personal data. Remove it before review."),

  ROW_WIDTH: error("此行有 {cells} 个单元格，表头有 {columns} 列。请检查逗号和引号。", "The row has {cells} cells, the header {columns}. Check commas and quotes."),
  ROW_REPEATED: error("与第 {first} 行完全相同。请删除其中一行。", "The same as row {first}. Delete one."),
  ROW_DUPLICATE: error("与第 {first} 行是同一条记录，但内容不同。请保留正确的一行。", "The same record as row {first} with other content. Keep the right one."),
  ROW_EXPIRED: warning("公示期已满，此行不会公开。", "Its time of publicity is over: the row is left out."),
};
