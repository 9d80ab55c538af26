/**
 * Every finding of the kit: its severity, and a sentence that says what was expected, what was found and what
 * to do, after the place (`第 14 行“处罚决定日期”：`). A domain's rules bring their own.
 *
 * `{name}` is filled from the finding's details. A part in brackets that has such a name is left out when the
 * detail is missing: `{value}` and `{proposal}` and `{date}` repeat what a cell holds, and are there only for
 * public columns without personal data.
 */
import type { Bilingual } from "../feed/bilingual.js";
import type { Severity } from "../feed/contract.js";

export interface FindingText {
  readonly severity: Severity;
  readonly text: Bilingual;
}

const error = (zh: string, en: string): FindingText => ({ severity: "ERROR", text: { zh, en } });
const warning = (zh: string, en: string): FindingText => ({ severity: "WARNING", text: { zh, en } });
const info = (zh: string, en: string): FindingText => ({ severity: "INFO", text: { zh, en } });

export const FINDING_TEXTS: Readonly<Record<string, FindingText>> = {
  COLUMN_UNKNOWN: info("此列不在标准中，已忽略。", "The standard has no such column: it is ignored."),
  COLUMN_SIMILAR: warning(
    "此列不在标准中，已忽略。是否应为“{near}”？若是，请改正表头后重新报送。",
    "The standard has no such column: it is ignored. Was {near} meant? Then correct the header and submit again.",
  ),
  COLUMN_UNNAMED: info("{column}列没有表头，已忽略。", "Column {column} has no header: it is ignored."),
  SHEET_IGNORED: warning(
    "工作表“{sheet}”也有数据，未读取（只读取第一张有表头的工作表）。如需报送，请另存为单独的文件。",
    "The sheet {sheet} has rows too and is not read: only the first with a header is. Submit it as a file of its own.",
  ),
  SHEET_CONTINUES: warning(
    "工作表“{sheet}”有数据但没有表头，未读取。属于上一张表续表的，请合并到同一张工作表后重新报送。",
    "The sheet {sheet} has rows but no header, and is not read. If it goes on with the table, put it on the same sheet and submit again.",
  ),
  SHEET_NOTES: info("工作表“{sheet}”没有表头，未读取。", "The sheet {sheet} has no header and is not read."),
  SHEET_HIDDEN: warning(
    "隐藏的工作表“{sheet}”有数据，未读取。如需报送，请取消隐藏，另存为单独的文件。",
    "The hidden sheet {sheet} has rows and is not read. If it is meant, show it and submit it as a file of its own.",
  ),
  SHEET_READ: info(
    "读取的是工作表“{sheet}”；前面的工作表“{others}”只有表头，没有数据。",
    "The sheet {sheet} was read; before it, {others} has a header only.",
  ),
  COLUMN_HIDDEN: warning(
    "此列在表格中被隐藏，内容仍会读取并公开。不应公开的，请删除此列后重新报送。",
    "The column is hidden in the sheet; its content is read and would be published all the same. Delete what is not to be published.",
  ),
  UNIT_IN_TITLE: warning(
    "{where}注明的单位为“{unit}”，标准单位为“{wanted}”，数值已换算，请核对。",
    "{where} gives the unit {unit} where the standard has {wanted}: values were converted. Check them.",
  ),
  UNIT_CONFLICT: error(
    "{where}注明的单位为“{unit}”，与“{wanted}”不一致，无法确定数值的单位。请统一单位后重新报送。",
    "{where} gives the unit {unit}, elsewhere it is {wanted}: the unit of the values cannot be known. Make them one and submit again.",
  ),
  UNIT_UNKNOWN: error(
    "{where}注明的单位为“{unit}”，标准没有规定此列的单位，无法换算。请按标准填写数值，删除单位后重新报送。",
    "{where} gives the unit {unit}, which the standard does not have for this column. Write the values without it and submit again.",
  ),
  JSON_PATH: info("记录取自 JSON 的“{path}”。", "The records were taken from {path} of the JSON."),
  COLUMN_UNIT: warning(
    "表头单位为“{unit}”，标准单位为“{wanted}”，数值已换算，请核对。",
    "The header's unit is {unit} where the standard has {wanted}: values were converted. Check them.",
  ),

  VALUE_REQUIRED: error(
    "此项为必填项，不能为空。请填写后重新报送。",
    "A value is required, and the cell is empty. Fill it in and submit again.",
  ),
  VALUE_TOO_LONG: error(
    "最多{limit}个字符，现有{length}个。请缩短后重新报送。",
    "At most {limit} characters; there are {length}. Shorten it and submit again.",
  ),
  VALUE_CUT: warning(
    "正好{length}个字符，可能被程序截断。请与原文核对。",
    "Exactly {length} characters: a program may have cut it. Compare it with the original.",
  ),
  VALUE_FORMULA: error(
    "内容以“=”“+”“-”或“@”开头，疑似公式[：“{value}”]。请改为文字或数值后重新报送。",
    "The cell begins like a formula[: '{value}']. Write text or a value, and submit again.",
  ),
  TEXT_STRUCTURE: error(
    "正文中有{found}：“{part}”。正文只用段落、标题、列表、表格和网页链接，图片等作为附件。请改正后重新报送。",
    "The text has {foundEn}: '{part}'. It has paragraphs, headings, lists, tables and links to pages alone: mend it and submit again.",
  ),
  FILE_NOT_HANDED_IN: error(
    "附件“{name}”尚未上传，或名称不一致。请先在该事项下上传附件，名称与此处一致，再报送。",
    "The file {name} has not been handed in, or is called otherwise. Hand it in under this name first, then submit again.",
  ),
  VALUE_FAULT: error(
    "单元格是 Excel 错误值（如 #REF!）。请改为实际内容后重新报送。",
    "The cell holds a spreadsheet error such as #REF!. Write its content and submit again.",
  ),
  VALUE_NARROW: error(
    "单元格内容为一串“#”：列宽不足，程序未写出内容。请调宽该列，重新导出后报送。",
    "The cell is a row of #: the column was too narrow, and the program did not write its content. Widen it, export and submit again.",
  ),
  VALUE_OBJECT: error(
    "此处是 JSON 对象，应为一个值。请改为文字或数值后重新报送。",
    "There is a JSON object where a plain value belongs. Write text or a number, and submit again.",
  ),
  VALUE_LIST: error(
    "此处是 JSON 数组，应为一个值。请改为文字或数值后重新报送。",
    "There is a JSON array where a plain value belongs. Write text or a number, and submit again.",
  ),
  VALUE_JSON_NUMBER: error(
    "数字超过 JSON 能准确表示的范围（2^53，15位有效数字），末几位可能已丢失。请写成带引号的文本后重新报送。",
    "The number has more digits than JSON keeps exactly (2^53, fifteen digits): the last may be lost. Write it as text in quotes, and submit again.",
  ),
  VALUE_NAME_TWICE: error(
    "同一对象中“{name}”出现了两次，无法确定以哪一个为准。请删除其中一个后重新报送。",
    "The object has the name {name} twice, and which is meant cannot be known. Delete one and submit again.",
  ),
  VALUE_HIDDEN: error(
    "单元格的格式使内容不显示，但其中有内容[：“{value}”]。请改为正常格式，或删除内容后重新报送。",
    "The cell's format hides what it holds[: '{value}']. Give it a plain format or delete the content, and submit again.",
  ),
  TEXT_STRUCK: error(
    "单元格中有带删除线的文字，与其他文字连在一起，无法确定内容[：“{value}”]。请删除带删除线的部分后重新报送。",
    "A part of the cell's text is struck out, and what it says cannot be known[: '{value}']. Delete what is struck out and submit again.",
  ),
  CELL_STRUCK: warning(
    "单元格的内容带删除线，仍会读取并公开。已作废的，请删除后重新报送。",
    "The cell's content is struck out; it is read and would be published all the same. Delete what no longer holds.",
  ),
  VALUE_FORMAT_UNKNOWN: error(
    "单元格的数字格式（如中文数字）各程序显示不同，无法确定内容。请改为文本格式，重新填写后报送。",
    "Programs show the cell's number format differently, so that its content cannot be known. Format it as text and write it again.",
  ),
  ZERO_HIDDEN: warning(
    "单元格显示为空，实际存储的是0。请核对：没有数据的请清空，确为0的请设为显示。",
    "The cell shows nothing and holds 0. Check it: empty it where there are no data, show it where it is 0.",
  ),
  NUMBER_FULL: info(
    "数字较长，表格可能只显示一部分[；已按完整的{stored}读取]。",
    "A program shows a part of so long a number[; {stored} was read].",
  ),
  NUMBER_ROUNDED: warning(
    "单元格显示[“{shown}”，]实际存储的小数位数更多[“{stored}”]，已按显示的读取。需按实际值报送的，请增加显示的小数位数。",
    "The cell shows[ {shown}] fewer digits than it holds[ ({stored})]; what it shows was read. To have all, show more decimals.",
  ),
  NUMBER_SCALED: error(
    "单元格显示的[“{shown}”]与实际存储的[“{stored}”]不一致（格式按倍数缩小，或删除了负号、单位）。请改为常规格式，填写应有的数值后重新报送。",
    "The cell shows[ {shown}] another number than it holds[ ({stored})], scaled or changed by its format. Use a plain format, write the value and submit again.",
  ),
  PERCENT_HERE: error(
    "此行的指标不是比率，数值却带百分号[：“{value}”]。请核对后重新报送。",
    "The row's measure is no rate, and its value has a sign of per cent[: '{value}']. Check it and submit again.",
  ),
  TEXT_IS_DATE: warning(
    "单元格已被表格软件转为日期[，显示为“{shown}”，已按显示的文字读取]。原为编号、门牌号等的（如6-3），请设为文本格式，重新填写后报送。",
    "The spreadsheet made a date of the cell[; what it shows, {shown}, was read]. If it was a number such as 6-3, format it as text and write it again.",
  ),
  CHARACTERS_LOST: error(
    "内容中有已经丢失的字符（显示为 \ufffd 或“锟斤拷”）。请对照原文补正后重新报送。",
    "Characters of the text are lost already (shown as \ufffd). Write them again from the original and submit.",
  ),
  CHARACTERS_PRIVATE: error(
    "内容中有自造字（{characters}），其他电脑无法显示。请换成标准汉字（可查 GB 18030-2022）后重新报送。",
    "The text has characters of an office's own ({characters}), which no other computer can show. Use standard characters and submit again.",
  ),
  CHARACTERS_RENAMED: warning(
    "内容中有旧编码区的字（{characters}），已按 GB 18030-2022 换成标准编码，请核对。",
    "The text has characters at their old private codes ({characters}); they were given their codes of GB 18030-2022. Check them.",
  ),
  CHARACTERS_GARBLED: error(
    "内容是乱码（编码读错了）[，原文可能是“{proposal}”]。请用正确的编码重新导出后报送。",
    "The text was read in the wrong encoding[; it may have been '{proposal}']. Export it again in the right one and submit.",
  ),
  APOSTROPHE_DROPPED: info(
    "内容开头的撇号（'）是表格软件的文本标记，已删除。",
    "The apostrophe in front (') is a spreadsheet's mark for text: it was dropped.",
  ),
  POINT_ZERO_DROPPED: warning(
    "编号末尾的“.0”是程序将其当作数字时留下的，已删除[，读作“{value}”]，请核对。",
    "The '.0' at the end of a code was left by a program that took it for a number: it was dropped[; read as '{value}']. Check it.",
  ),
  VALUE_NUMBER_FORMAT: error(
    "编号已被表格软件转为数字，末几位丢失。请将该列设为“文本”格式，重新填写完整编号。",
    "The spreadsheet turned the code into a number and lost its last digits. Format the column as text and write the code again.",
  ),
  DIGITS_DOUBTFUL: warning(
    "第15位以后全是0：表格软件只保留15位数字，末几位可能已丢失。请与原件核对。",
    "All digits behind the fifteenth are 0: spreadsheets keep fifteen, and the last may be lost. Compare it with the original.",
  ),
  VALUE_FOLDED_CASE: info("小写字母已改为大写。", "Lower case was made upper case."),
  VALUE_SPACES_REMOVED: info("号码中的空格已删除。", "Spaces in the number were removed."),
  VALUE_INTEGER: error(
    "应为不带单位的整数（如12）[，填写的是“{value}”]。请改正后重新报送。",
    "Expected a whole number such as 12[, got '{value}']. Correct it and submit again.",
  ),
  VALUE_BOOLEAN: error(
    "应为“是”或“否”[，填写的是“{value}”]。请改正后重新报送。",
    "Expected 是 or 否[, got '{value}']. Correct it and submit again.",
  ),
  VALUE_CODE: error(
    "应为：{allowed}[；填写的是“{value}”]。请改正后重新报送。",
    "Expected one of {allowed}[; got '{value}']. Correct it and submit again.",
  ),
  VALUE_CODE_EMPTY: error(
    "分号前后有空项[：“{value}”]。请删除多余的分号后重新报送。",
    "There is nothing before or after a separator[: '{value}']. Delete the separator and submit again.",
  ),
  VALUE_CODE_OTHER: error(
    "选“{other}”的，请写明具体内容，格式为“{other}-××”。请补充后重新报送。",
    "Say which, as {other}-××, and submit again.",
  ),
  VALUE_MASKED: error(
    "此项须填写完整号码，不得以“*”或“某”代替（号码不予公开）。请填写后重新报送。",
    "The full number is needed here, without * or 某; it is not published. Write it and submit again.",
  ),

  VALUE_DASH: warning(
    "“-”已按0处理，请确认确为0；未统计的请补填实数。",
    "'-' was read as 0. Check that nothing, and not no answer, was meant.",
  ),
  PERIOD_YEAR: error(
    "缺少年份[，填写的是“{value}”]，应写作“{example}”。请补填年份后重新报送。",
    "The year is missing[; got '{value}']. Expected for example {example}. Add it and submit again.",
  ),
  PERIOD_FORMAT: error(
    "应为“{example}”形式的时期[，填写的是“{value}”]。请改正后重新报送。",
    "Expected a period such as {example}[; got '{value}']. Correct it and submit again.",
  ),
  PERIOD_NUMBER: error(
    "单元格是数字[“{value}”]，1月和10月无法区分。请将该列设为文本格式，写作“2026年10月”的形式后重新报送。",
    "The cell is a number[, {value}]: January and October cannot be told apart. Format it as text, write 2026年10月 and submit again.",
  ),
  TOTAL_MISMATCH: error(
    "合计应等于各行之和{sum}[，填写的是“{value}”]。请核对后重新报送。",
    "The total must equal the sum of its rows, {sum}[; got '{value}']. Check both and submit again.",
  ),

  DATE_IMPOSSIBLE: error(
    "应为日期（如2026/6/3）[，填写的是“{value}”]，没有这一天。请改正后重新报送。",
    "Expected a date such as 2026/6/3[, got '{value}']: there is no such day. Correct it and submit again.",
  ),
  DATE_AMBIGUOUS: error(
    "应为日期（如2026/6/3）[，填写的是“{value}”]，无法分清月和日。请按“年/月/日”填写后重新报送。",
    "Expected a date such as 2026/6/3[, got '{value}']: day and month cannot be told apart. Write year/month/day and submit again.",
  ),
  DATE_TWO_DIGIT_YEAR: error(
    "年份应为四位（如2026/6/3）[，填写的是“{value}”]。请改正后重新报送。",
    "Expected a year of four digits, as in 2026/6/3[, got '{value}']. Correct it and submit again.",
  ),
  DATE_FORMAT: error(
    "应为日期（如2026/6/3）[，填写的是“{value}”]。请改正后重新报送。",
    "Expected a date such as 2026/6/3[, got '{value}']. Correct it and submit again.",
  ),
  DATE_TIME_DROPPED: info("时间部分已略去，只保留日期。", "The time of day was dropped, the date kept."),
  DATE_PART_HIDDEN: warning(
    "单元格只显示日期的一部分[（“{shown}”），完整日期是{date}]，其余是表格软件补的。请核对。",
    "The cell shows a part of its date[ ({shown}; the whole is {date})]; the spreadsheet added the rest. Check it.",
  ),
  TIME_FORMAT: error(
    "应为时间（如09:00）[，填写的是“{value}”]。请改正后重新报送。",
    "Expected a time such as 09:00[, got '{value}']. Correct it and submit again.",
  ),
  MOMENT_FORMAT: error(
    "应为日期和时间（如2026-06-03T08:30）[，填写的是“{value}”]。请改正后重新报送。",
    "Expected a day and a time such as 2026-06-03T08:30[, got '{value}']. Correct it and submit again.",
  ),
  DATE_LONG_TERM: info("已读作长期有效（2099-12-31）。", "Read as without end (2099-12-31)."),
  DATE_SERIAL: info(
    "单元格是 Excel 日期序号[，已读作{date}]。建议把该列设为日期格式。",
    "The cell holds an Excel serial number[, read as {date}]. Better format the column as a date.",
  ),

  AMOUNT_FORMAT: error(
    "应为数字，如0.5{unit}[，填写的是“{value}”]。请改正后重新报送。",
    "Expected a number such as 0.5{unitEn}[, got '{value}']. Correct it and submit again.",
  ),
  AMOUNT_NEGATIVE: error(
    "不能为负数[，填写的是“{value}”]。请改正后重新报送。",
    "It cannot be negative[; got '{value}']. Correct it and submit again.",
  ),
  AMOUNT_SCALE: error(
    "小数最多{scale}位{unit}[，填写的是“{value}”]。请改正后重新报送。",
    "At most {scale} digits after the point{unitEn}[; got '{value}']. Correct it and submit again.",
  ),
  AMOUNT_CAPITALS: error(
    "应为阿拉伯数字，如0.5{unit}[，填写的是“{value}”]。请改正后重新报送。",
    "Expected digits such as 0.5{unitEn}[, got '{value}']. Correct it and submit again.",
  ),
  AMOUNT_UNIT_CONVERTED: warning(
    "单元格中含有单位[（“{value}”）]，已换算为“{unit}”。请核对。",
    "The cell has a unit of its own[ ('{value}')]; it was converted to {unit}. Check it.",
  ),
  AMOUNT_SEPARATORS: info("千位分隔符已删除。", "Thousands separators were removed."),

  USCC_LENGTH: error(
    "统一社会信用代码应为18位[，填写的是“{value}”][，是否应为“{proposal}”]。请改正后重新报送。",
    "A unified social credit code has 18 characters[; got '{value}'][; was '{proposal}' meant?]. Correct it and submit again.",
  ),
  USCC_ALPHABET: error(
    "统一社会信用代码只用数字和大写字母，没有 I、O、S、V、Z[，填写的是“{value}”][，是否应为“{proposal}”]。请改正后重新报送。",
    "A unified social credit code has digits and capitals without I, O, S, V, Z[; got '{value}'][; was '{proposal}' meant?]. Correct it and submit again.",
  ),
  USCC_CHECK: error(
    "统一社会信用代码的校验位不正确[，填写的是“{value}”]。请对照执照逐位核对后重新报送。",
    "The credit code's check character is wrong[; got '{value}']. Compare it with the licence and submit again.",
  ),
  USCC_NUMBER_FORMAT: error(
    "统一社会信用代码已被表格软件转为数字，末几位丢失。请将该列设为“文本”格式，重新填写完整代码。",
    "The spreadsheet turned the credit code into a number and lost its last digits. Format the column as text and write the code again.",
  ),
  ORGANISATION_CODE_LENGTH: error(
    "组织机构代码应为9位（8位加校验位）[，填写的是“{value}”]。请改正后重新报送。",
    "An organisation code has 9 characters[; got '{value}']. Correct it and submit again.",
  ),
  ORGANISATION_CODE_ALPHABET: error(
    "组织机构代码只用数字和大写字母[，填写的是“{value}”]。请改正后重新报送。",
    "An organisation code has digits and capitals[; got '{value}']. Correct it and submit again.",
  ),
  ORGANISATION_CODE_CHECK: error(
    "组织机构代码的校验位不正确[，填写的是“{value}”]。请核对后重新报送。",
    "The organisation code's check character is wrong[; got '{value}']. Correct it and submit again.",
  ),
  REGISTRATION_ALPHABET: error(
    "15位工商注册号应全为数字[，填写的是“{value}”]。请改正后重新报送。",
    "A registration number of 15 characters has digits only[; got '{value}']. Correct it and submit again.",
  ),
  REGISTRATION_CHECK: error(
    "工商注册号的校验位不正确[，填写的是“{value}”]。请核对后重新报送。",
    "The registration number's check digit is wrong[; got '{value}']. Correct it and submit again.",
  ),
  REGISTRATION_OTHER_FORM: warning(
    "不是15位的工商注册号[（“{value}”）]。请核对。",
    "Not a registration number of 15 digits[ ('{value}')]. Check it.",
  ),
  TAX_NUMBER_LENGTH: error(
    "税务登记号应为15、17、18或20位[，填写的是“{value}”]。请改正后重新报送。",
    "A tax number has 15, 17, 18 or 20 characters[; got '{value}']. Correct it and submit again.",
  ),
  TAX_NUMBER_ALPHABET: error(
    "税务登记号只用数字和大写字母[，填写的是“{value}”]。请改正后重新报送。",
    "A tax number has digits and capitals[; got '{value}']. Correct it and submit again.",
  ),
  TAX_NUMBER_ORGANISATION_CHECK: warning(
    "税务登记号中的组织机构代码校验位不正确[（“{value}”）]。请核对。",
    "The organisation code in the tax number has a wrong check character[ ('{value}')]. Check it.",
  ),
  TAX_NUMBER_PERSONAL: error(
    "此税号含有身份证号，不得公开。请清空此单元格后重新报送。",
    "The tax number holds a citizen ID, which is never published. Empty the cell and submit again.",
  ),
  PERSON_NUMBER_FIFTEEN: warning(
    "15位身份证号已停用，已换算为18位。请核对。",
    "Citizen IDs of 15 digits are no longer valid; it was converted to 18. Check it.",
  ),
  DOCUMENT_YEAR: error(
    "文书号的年份应为四位[，填写的是“{value}”][，是否应为“{proposal}”]。请改正后重新报送。",
    "The year in a document number has four digits[; got '{value}'][; was '{proposal}' meant?]. Correct it and submit again.",
  ),
  DOCUMENT_SUFFIX: info(
    "文书号末尾缺“号”字，已补充。",
    "The document number lacked its last character 号, which was added.",
  ),
  DOCUMENT_FREE: warning(
    "文书号应为“机关代字〔年份〕×号”的形式[（“{value}”）]。请核对。",
    "The document number has not the form of GB/T 9704[ ('{value}')]. Check it.",
  ),

  PERSONAL_NUMBER: error(
    "此列内容将公开，不得含有身份证号。请删除，或移至正确的列后重新报送。",
    "This column is published, and the cell holds a citizen ID. Delete it or move it to its column, and submit again.",
  ),
  PERSONAL_DATA: warning(
    "内容中疑似有个人信息：{kinds}。请在送审前删除；确须公开的，由审核员确认并写明理由。",
    "The text seems to hold personal data: {kindsEn}. Delete it before review; if it must be public, a reviewer acknowledges it and says why.",
  ),
  PERSON_NAME_MASKED: info(
    "内容中有本条已隐去姓名的自然人，姓名已按同样的规则隐去。",
    "The text names a person whose name this record masks; it was masked by the same rule.",
  ),

  ROW_WIDTH: error(
    "此行有{cells}个单元格，应为{columns}个（列）。请检查多余或缺少的逗号、引号，以及单元格中的换行，改正后重新报送。",
    "The row has {cells} cells where there are {columns} columns. Check commas, quotes and line breaks within cells, and submit again.",
  ),
  ROW_HIDDEN: warning(
    "此行在表格中被隐藏或被筛选掉，内容仍会读取并公开。不应公开的，请删除此行后重新报送。",
    "The row is hidden or filtered out in the sheet; it is read and would be published all the same. Delete it if it is not to be.",
  ),
  ROW_TOTAL: warning(
    "此行是合计（汇总），不是记录，未读取。",
    "The row is a total and no record: it is left out.",
  ),
  ROW_SIGNATURE: warning(
    "此行是填报人、审核人等签名信息，不是记录，未读取，也不会公开。",
    "The row has signatures and no record: it is left out and never published.",
  ),
  ROW_NOTE: warning(
    "此行是注释或说明，不是记录，未读取。",
    "The row is a note and no record: it is left out.",
  ),
  ROW_GROUP: warning(
    "此行是分组标题，不是记录，未读取。",
    "The row is the title of a group and no record: it is left out.",
  ),
  ROW_HEADER: info(
    "此行是重复的表头或字段代码，不是记录，未读取。",
    "The row repeats the header or the field codes: it is left out.",
  ),
  ROW_OTHER_HEADER: error(
    "此行是另一张表的表头，下面各行的列与第一个表头不同。请分成两个文件，或合成一张表后重新报送。",
    "The row is the header of another table, whose columns are others. Make two files or one table of them and submit again.",
  ),
  ROW_NUMBERS: info(
    "此行是栏次（列号）或单位，不是记录，未读取。",
    "The row has the numbers or the units of the columns: it is left out.",
  ),
  CELLS_BEYOND: error(
    "表头最后一列右侧（{column}列起）的单元格有内容，没有列名，无法确定属于哪一项。请补上列名，或删除内容后重新报送。",
    "Cells beyond the last header (from column {column} on) have content, and no name says what it is. Name the column or delete it and submit again.",
  ),
  QUOTES_UNPAIRED: error(
    "此行的引号不成对，几个单元格或几行可能连成了一个。请检查此行和下一行的引号，改正后重新报送。",
    "The row's quotes are not in pairs: several cells or lines may have become one. Check its quotes and the next row's, and submit again.",
  ),
  CELL_CORRECTED: info(
    "此单元格已在线更正，报送的文件未改动。请同时更正原文件。",
    "Corrected online; the file that was handed in is as it was. Correct it, too.",
  ),
  ROWS_ABOVE: error(
    "表头上方的第{rows}行像是记录，没有读取。请移到表头下方，或删除后重新报送。",
    "Above the header, row {rows} looks like a record and is not read: move it below the header or delete it, and submit again.",
  ),
  ROW_EXAMPLE: warning(
    "此行是填写示例，不是记录，未读取。",
    "The row is an example of how to fill in the form: it is left out.",
  ),
  ROW_BLANK: info(
    "此行在标准的各列中都没有内容，未读取。",
    "The row has nothing in the columns of the standard: it is left out.",
  ),
  UNIT_BELOW: error(
    "此行写明的单位与标准（或表头）的不一致，无法确定数值的单位。请统一单位后重新报送。",
    "The row gives another unit than the standard or the header: the unit of the values cannot be known. Make them one and submit again.",
  ),
  ROW_NO_RECORD: error(
    "此行只有一个单元格有内容，不像一条记录。属于标题、注释或断行的，请删除或改正后重新报送。",
    "Only one cell of the row has content: it does not look like a record. Delete or correct it and submit again.",
  ),
  MERGED_FILLED: warning(
    "{range} 是合并单元格，下面各行的此列已按合并的内容读取，请核对。",
    "{range} is merged: the rows below were read with its content. Check them.",
  ),
  MERGED_MEASURE: error(
    "{range} 是合并单元格，其中是数值，无法确定各行的数值。请取消合并，分行填写后重新报送。",
    "{range} is merged and holds a number: what each row has cannot be known. Split it, write each row and submit again.",
  ),
  MERGED_ACROSS: error(
    "{range} 是跨列的合并单元格，无法确定各列的内容。请取消合并，分列填写后重新报送。",
    "{range} is merged across columns: what each column has cannot be known. Split it, fill in each column and submit again.",
  ),
  MERGED_HEADER: error(
    "{range} 将表头和数据合并在一起。请取消合并后重新报送。",
    "{range} merges the header with data. Split it and submit again.",
  ),
  ROW_REPEATED: error(
    "与第{first}行完全相同。请删除其中一行后重新报送。",
    "The same as row {first}. Delete one of them and submit again.",
  ),
  FIGURES_TOO_MANY: error(
    "统计数据一次最多报送{limit}行。请按时期分几次报送。",
    "Of statistics {limit} rows are handed in at most. Hand them in period by period.",
  ),
  ROW_DUPLICATE: error(
    "与第{first}行是同一条记录，但内容不同。请保留正确的一行后重新报送。",
    "The same record as row {first}, with other content. Keep the right one and submit again.",
  ),
  ROW_EXPIRED: warning(
    "公示期已满，此行不会公开。",
    "Its time of publicity is over: the row will not be published.",
  ),
};
