import { describe, expect, test } from "@jest/globals";
import type { Finding, RawCell } from "../feed/stages.js";
import { READ_LIMITS, readFeed } from "../read/read-feed.js";
import { workbookFile } from "../read/xlsx/workbook.test-data.js";
import {
  decisions,
  findingsOf,
  GOOD_ROW,
  HEAD,
  openChecker,
  rawRows,
  type Cells,
} from "./checking.test-data.js";
import { openCellCorrector } from "./correct-cells.js";
import { FINDING_TEXTS } from "./finding-texts.js";

const PERSON = {
  partyKind: "自然人",
  partyCode: "",
  registrationNumber: "",
  organisationCode: "",
  taxNumber: "",
  partyName: "张示例",
} as const;
const ID = "110228199001010010";

function number(value: number, format: string): RawCell {
  return { type: "number", value, format };
}

/** For each code of a cell: cells that bring it, and the whole sentence that the clerk reads. */
const CELLS: Readonly<Record<string, readonly [cells: Cells, message: string]>> = {
  VALUE_REQUIRED: [{ decidedOn: "　" }, "第2行“处罚决定日期”：此项为必填项，不能为空。请填写后重新报送。"],
  VALUE_TOO_LONG: [
    { partyName: "长".repeat(21) },
    "第2行“相对人名称”：最多20个字符，现有21个。请缩短后重新报送。",
  ],
  VALUE_CUT: [
    { facts: "长".repeat(4000) },
    "第2行“违法事实”：正好4000个字符，可能被程序截断。请与原文核对。",
  ],
  VALUE_FORMULA: [
    { facts: "=cmd|'/c calc'!A0" },
    "第2行“违法事实”：内容以“=”“+”“-”或“@”开头，疑似公式：“=cmd|'/c calc'!A0”。请改为文字或数值后重新报送。",
  ],
  VALUE_FAULT: [
    { fine: { type: "fault", text: "#REF!" } },
    "第2行“罚款金额（万元）”：单元格是 Excel 错误值（如 #REF!）。请改为实际内容后重新报送。",
  ],
  VALUE_NUMBER_FORMAT: [
    { partyCode: { type: "number", value: 1.21101184e17, format: "General" } },
    "第2行“统一社会信用代码”：编号已被表格软件转为数字，末几位丢失。请将该列设为“文本”格式，重新填写完整编号。",
  ],
  VALUE_NARROW: [
    { facts: "########" },
    "第2行“违法事实”：单元格内容为一串“#”：列宽不足，程序未写出内容。请调宽该列，重新导出后报送。",
  ],
  VALUE_OBJECT: [
    { facts: { type: "fault", text: "{}", code: "VALUE_OBJECT" } },
    "第2行“违法事实”：此处是 JSON 对象，应为一个值。请改为文字或数值后重新报送。",
  ],
  VALUE_LIST: [
    { facts: { type: "fault", text: "[]", code: "VALUE_LIST" } },
    "第2行“违法事实”：此处是 JSON 数组，应为一个值。请改为文字或数值后重新报送。",
  ],
  VALUE_JSON_NUMBER: [
    { facts: { type: "fault", text: "9007199254740993", code: "VALUE_JSON_NUMBER" } },
    "第2行“违法事实”：数字超过 JSON 能准确表示的范围（2^53，15位有效数字），末几位可能已丢失。请写成带引号的文本后重新报送。",
  ],
  VALUE_HIDDEN: [
    { fine: number(5, ";;;") },
    "第2行“罚款金额（万元）”：单元格的格式使内容不显示，但其中有内容：“5”。请改为正常格式，或删除内容后重新报送。",
  ],
  TEXT_STRUCK: [
    { facts: { type: "fault", text: "无照经营5天", code: "TEXT_STRUCK" } },
    "第2行“违法事实”：单元格中有带删除线的文字，与其他文字连在一起，无法确定内容：“无照经营5天”。请删除带删除线的部分后重新报送。",
  ],
  VALUE_FORMAT_UNKNOWN: [
    { facts: number(123, "[DBNum1]General") },
    "第2行“违法事实”：单元格的数字格式（如中文数字）各程序显示不同，无法确定内容。请改为文本格式，重新填写后报送。",
  ],
  ZERO_HIDDEN: [
    { fine: number(0, "0.0;-0.0;;@") },
    "第2行“罚款金额（万元）”：单元格显示为空，实际存储的是0。请核对：没有数据的请清空，确为0的请设为显示。",
  ],
  NUMBER_FULL: [
    { facts: number(123456789012, "General") },
    "第2行“违法事实”：数字较长，表格可能只显示一部分；已按完整的123456789012读取。",
  ],
  NUMBER_ROUNDED: [
    { fine: number(2.71449, "0.00") },
    "第2行“罚款金额（万元）”：单元格显示“2.71”，实际存储的小数位数更多“2.71449”，已按显示的读取。需按实际值报送的，请增加显示的小数位数。",
  ],
  NUMBER_SCALED: [
    { fine: number(12345, "0,") },
    "第2行“罚款金额（万元）”：单元格显示的“12”与实际存储的“12345”不一致（格式按倍数缩小，或删除了负号、单位）。请改为常规格式，填写应有的数值后重新报送。",
  ],
  PERCENT_HERE: [
    { share: "3%" },
    "第2行“占比”：此行的指标不是比率，数值却带百分号：“3%”。请核对后重新报送。",
  ],
  TEXT_STRUCTURE: [
    { terms: "第一条 <b>示例</b>" },
    "第2行“决定书正文”：正文中有HTML标记：“<b>示例</b>”。正文只用段落、标题、列表、表格和网页链接，图片等作为附件。请改正后重新报送。",
  ],
  FILE_NOT_HANDED_IN: [
    { annexes: "示例.pdf" },
    "第2行“附件”：附件“示例.pdf”尚未上传，或名称不一致。请先在该事项下上传附件，名称与此处一致，再报送。",
  ],
  TEXT_IS_DATE: [
    { facts: number(46176, 'm"月"d"日"') },
    "第2行“违法事实”：单元格已被表格软件转为日期，显示为“6月3日”，已按显示的文字读取。原为编号、门牌号等的（如6-3），请设为文本格式，重新填写后报送。",
  ],
  CHARACTERS_LOST: [
    { facts: "示例\ufffd" },
    "第2行“违法事实”：内容中有已经丢失的字符（显示为 \ufffd 或“锟斤拷”）。请对照原文补正后重新报送。",
  ],
  CHARACTERS_PRIVATE: [
    { facts: "示例\ue000\ue81e" },
    "第2行“违法事实”：内容中有自造字（U+E000、U+E81E→龴），其他电脑无法显示。请换成标准汉字（可查 GB 18030-2022）后重新报送。",
  ],
  CHARACTERS_RENAMED: [
    { facts: "示例\ue81e" },
    "第2行“违法事实”：内容中有旧编码区的字（U+E81E→龴），已按 GB 18030-2022 换成标准编码，请核对。",
  ],
  CHARACTERS_GARBLED: [
    { facts: "绀轰緥" },
    "第2行“违法事实”：内容是乱码（编码读错了），原文可能是“示例”。请用正确的编码重新导出后报送。",
  ],
  APOSTROPHE_DROPPED: [{ people: "'12" }, "第2行“人数”：内容开头的撇号（'）是表格软件的文本标记，已删除。"],
  POINT_ZERO_DROPPED: [
    { ...PERSON, personNumber: "1001.0" },
    "第2行“证件号码”：编号末尾的“.0”是程序将其当作数字时留下的，已删除，请核对。",
  ],
  DIGITS_DOUBTFUL: [
    { facts: "110228199001011000" },
    "第2行“违法事实”：第15位以后全是0：表格软件只保留15位数字，末几位可能已丢失。请与原件核对。",
  ],
  VALUE_FOLDED_CASE: [{ partyCode: "91110118ma00text0p" }, "第2行“统一社会信用代码”：小写字母已改为大写。"],
  VALUE_SPACES_REMOVED: [
    { ...PERSON, personNumber: "110228 19900101 0010" },
    "第2行“证件号码”：号码中的空格已删除。",
  ],
  VALUE_INTEGER: [
    { people: "12人" },
    "第2行“人数”：应为不带单位的整数（如12），填写的是“12人”。请改正后重新报送。",
  ],
  VALUE_BOOLEAN: [{ heard: "也许" }, "第2行“是否听证”：应为“是”或“否”，填写的是“也许”。请改正后重新报送。"],
  VALUE_CODE: [
    { partyKind: "企业家" },
    "第2行“相对人类别”：应为：法人及非法人组织、自然人；填写的是“企业家”。请改正后重新报送。",
  ],
  VALUE_CODE_EMPTY: [
    { kinds: "警告；；罚款" },
    "第2行“处罚类别”：分号前后有空项：“警告；；罚款”。请删除多余的分号后重新报送。",
  ],
  VALUE_CODE_OTHER: [
    { kinds: "警告；其他" },
    "第2行“处罚类别”：选“其他”的，请写明具体内容，格式为“其他-××”。请补充后重新报送。",
  ],
  VALUE_MASKED: [
    { ...PERSON, personNumber: "1****************0" },
    "第2行“证件号码”：此项须填写完整号码，不得以“*”或“某”代替（号码不予公开）。请填写后重新报送。",
  ],

  DATE_IMPOSSIBLE: [
    { decidedOn: "2025-02-30" },
    "第2行“处罚决定日期”：应为日期（如2026/6/3），填写的是“2025-02-30”，没有这一天。请改正后重新报送。",
  ],
  DATE_AMBIGUOUS: [
    { decidedOn: "03/06/2020" },
    "第2行“处罚决定日期”：应为日期（如2026/6/3），填写的是“03/06/2020”，无法分清月和日。请按“年/月/日”填写后重新报送。",
  ],
  DATE_TWO_DIGIT_YEAR: [
    { decidedOn: "20.6.3" },
    "第2行“处罚决定日期”：年份应为四位（如2026/6/3），填写的是“20.6.3”。请改正后重新报送。",
  ],
  DATE_FORMAT: [
    { decidedOn: "待定" },
    "第2行“处罚决定日期”：应为日期（如2026/6/3），填写的是“待定”。请改正后重新报送。",
  ],
  DATE_LONG_TERM: [{ shownUntil: "长期" }, "第2行“公示截止期”：已读作长期有效（2099-12-31）。"],
  DATE_TIME_DROPPED: [{ decidedOn: "2026-06-03 14:30" }, "第2行“处罚决定日期”：时间部分已略去，只保留日期。"],
  DATE_SERIAL: [
    { decidedOn: "43985" },
    "第2行“处罚决定日期”：单元格是 Excel 日期序号，已读作2020-06-03。建议把该列设为日期格式。",
  ],

  DATE_PART_HIDDEN: [
    { decidedOn: number(46176, 'm"月"d"日"') },
    "第2行“处罚决定日期”：单元格只显示日期的一部分（“6月3日”），完整日期是2026-06-03，其余是表格软件补的。请核对。",
  ],
  TIME_FORMAT: [
    { heardAt: "上午" },
    "第2行“听证时间”：应为时间（如09:00），填写的是“上午”。请改正后重新报送。",
  ],
  MOMENT_FORMAT: [
    { signedAt: "2026-06-03" },
    "第2行“签发时间”：应为日期和时间（如2026-06-03T08:30），填写的是“2026-06-03”。请改正后重新报送。",
  ],

  AMOUNT_FORMAT: [
    { fine: "约3" },
    "第2行“罚款金额（万元）”：应为数字，如0.5（单位：万元），填写的是“约3”。请改正后重新报送。",
  ],
  AMOUNT_NEGATIVE: [{ fine: "-5" }, "第2行“罚款金额（万元）”：不能为负数，填写的是“-5”。请改正后重新报送。"],
  AMOUNT_SCALE: [
    { fine: "0.1234567" },
    "第2行“罚款金额（万元）”：小数最多6位（单位：万元），填写的是“0.1234567”。请改正后重新报送。",
  ],
  AMOUNT_CAPITALS: [
    { fine: "壹万元整" },
    "第2行“罚款金额（万元）”：应为阿拉伯数字，如0.5（单位：万元），填写的是“壹万元整”。请改正后重新报送。",
  ],
  AMOUNT_UNIT_CONVERTED: [
    { fine: "5000元" },
    "第2行“罚款金额（万元）”：单元格中含有单位（“5000元”），已换算为“万元”。请核对。",
  ],
  AMOUNT_SEPARATORS: [{ fine: "1,000" }, "第2行“罚款金额（万元）”：千位分隔符已删除。"],

  USCC_LENGTH: [
    { partyCode: "91110118MA00TEXT0" },
    "第2行“统一社会信用代码”：统一社会信用代码应为18位，填写的是“91110118MA00TEXT0”。请改正后重新报送。",
  ],
  USCC_ALPHABET: [
    { partyCode: "9111O118MA00TEXT0P" },
    "第2行“统一社会信用代码”：统一社会信用代码只用数字和大写字母，没有 I、O、S、V、Z，填写的是“9111O118MA00TEXT0P”，是否应为“91110118MA00TEXT0P”。请改正后重新报送。",
  ],
  USCC_CHECK: [
    { partyCode: "91110118MA00TEXT0Q" },
    "第2行“统一社会信用代码”：统一社会信用代码的校验位不正确，填写的是“91110118MA00TEXT0Q”。请对照执照逐位核对后重新报送。",
  ],
  USCC_NUMBER_FORMAT: [
    { partyCode: "1.21101E+17" },
    "第2行“统一社会信用代码”：统一社会信用代码已被表格软件转为数字，末几位丢失。请将该列设为“文本”格式，重新填写完整代码。",
  ],
  ORGANISATION_CODE_LENGTH: [
    { organisationCode: "MA00TEXT" },
    "第2行“组织机构代码”：组织机构代码应为9位（8位加校验位），填写的是“MA00TEXT”。请改正后重新报送。",
  ],
  ORGANISATION_CODE_ALPHABET: [
    { organisationCode: "MA00TE_T0" },
    "第2行“组织机构代码”：组织机构代码只用数字和大写字母，填写的是“MA00TE_T0”。请改正后重新报送。",
  ],
  ORGANISATION_CODE_CHECK: [
    { organisationCode: "MA00TEXT-1" },
    "第2行“组织机构代码”：组织机构代码的校验位不正确，填写的是“MA00TEXT-1”。请核对后重新报送。",
  ],
  REGISTRATION_ALPHABET: [
    { registrationNumber: "11022800000123A" },
    "第2行“工商注册号”：15位工商注册号应全为数字，填写的是“11022800000123A”。请改正后重新报送。",
  ],
  REGISTRATION_CHECK: [
    { registrationNumber: "110228000001235" },
    "第2行“工商注册号”：工商注册号的校验位不正确，填写的是“110228000001235”。请核对后重新报送。",
  ],
  REGISTRATION_OTHER_FORM: [
    { registrationNumber: "京密工商0012" },
    "第2行“工商注册号”：不是15位的工商注册号（“京密工商0012”）。请核对。",
  ],
  TAX_NUMBER_LENGTH: [
    { taxNumber: "1101180000" },
    "第2行“税务登记号”：税务登记号应为15、17、18或20位，填写的是“1101180000”。请改正后重新报送。",
  ],
  TAX_NUMBER_ALPHABET: [
    { taxNumber: "110118-MA00TEXT0" },
    "第2行“税务登记号”：税务登记号只用数字和大写字母，填写的是“110118-MA00TEXT0”。请改正后重新报送。",
  ],
  TAX_NUMBER_ORGANISATION_CHECK: [
    { taxNumber: "110118MA00TEXT1" },
    "第2行“税务登记号”：税务登记号中的组织机构代码校验位不正确（“110118MA00TEXT1”）。请核对。",
  ],
  TAX_NUMBER_PERSONAL: [
    { taxNumber: `${ID}01` },
    "第2行“税务登记号”：此税号含有身份证号，不得公开。请清空此单元格后重新报送。",
  ],
  PERSON_NUMBER_FIFTEEN: [
    { ...PERSON, personNumber: "110228660707013" },
    "第2行“证件号码”：15位身份证号已停用，已换算为18位。请核对。",
  ],
  DOCUMENT_YEAR: [
    { decisionNumber: "京密市监罚〔26〕12号" },
    "第2行“决定书文号”：文书号的年份应为四位，填写的是“京密市监罚〔26〕12号”，是否应为“京密市监罚〔2026〕12号”。请改正后重新报送。",
  ],
  DOCUMENT_SUFFIX: [
    { decisionNumber: "京密市监罚[2026]12" },
    "第2行“决定书文号”：文书号末尾缺“号”字，已补充。",
  ],
  DOCUMENT_FREE: [
    { decisionNumber: "密许字2026-0012" },
    "第2行“决定书文号”：文书号应为“机关代字〔年份〕×号”的形式（“密许字2026-0012”）。请核对。",
  ],

  PERSONAL_NUMBER: [
    { partyCode: ID },
    "第2行“统一社会信用代码”：此列内容将公开，不得含有身份证号。请删除，或移至正确的列后重新报送。",
  ],
  PERSONAL_DATA: [
    { facts: "联系电话13800000001" },
    "第2行“违法事实”：内容中疑似有个人信息：手机号。请在送审前删除；确须公开的，由审核员确认并写明理由。",
  ],
  PERSON_NAME_MASKED: [
    { partyName: "许示例", partyKind: "自然人", partyCode: "", facts: "当事人许示例无照经营" },
    "第2行“违法事实”：内容中有本条已隐去姓名的自然人，姓名已按同样的规则隐去。",
  ],
  ROW_EXPIRED: [{ shownUntil: "2026-11-22" }, "第2行“公示截止期”：公示期已满，此行不会公开。"],
};

/** For each code about rows: the cells of the second row, and the sentence. */
const ROWS: Readonly<Record<string, readonly [second: Cells, message: string]>> = {
  ROW_REPEATED: [GOOD_ROW, "第3行：与第2行完全相同。请删除其中一行后重新报送。"],
  ROW_DUPLICATE: [
    { ...GOOD_ROW, people: "13" },
    "第3行：与第2行是同一条记录，但内容不同。请保留正确的一行后重新报送。",
  ],
};

const HEADER = ["相对人名称", "相对人类别", "决定书文号", "处罚决定日期", "处罚类别"];
const ROW = ["甲", "法人", "京密市监罚〔2026〕12号", "2026/6/3", "警告"];

/** For each code about a file: a file that brings it, and the sentence. */
const FILES: Readonly<Record<string, readonly [file: string | Uint8Array, message: string]>> = {
  COLUMN_UNKNOWN: [csvWith("流水编码"), "“流水编码”：此列不在标准中，已忽略。"],
  COLUMN_SIMILAR: [
    csvWith("备柱"),
    "“备柱”：此列不在标准中，已忽略。是否应为“备注”？若是，请改正表头后重新报送。",
  ],
  COLUMN_UNNAMED: [csvWith(",备注"), "F列没有表头，已忽略。"],
  COLUMN_UNIT: [
    csvWith("罚款金额(元)"),
    "“罚款金额(元)”：表头单位为“元”，标准单位为“万元”，数值已换算，请核对。",
  ],
  COLUMN_HIDDEN: [
    workbookFile({
      sheets: [
        { before: '<cols><col min="1" max="1" hidden="1"/></cols>', rows: sheetRow(HEADER) + sheetRow(ROW) },
      ],
    }),
    "“相对人名称”：此列在表格中被隐藏，内容仍会读取并公开。不应公开的，请删除此列后重新报送。",
  ],
  UNIT_IN_TITLE: [
    `单位：元\n${csvWith("罚款金额")}`,
    "“罚款金额”：标题注明的单位为“元”，标准单位为“万元”，数值已换算，请核对。",
  ],
  UNIT_CONFLICT: [
    `（单位：元）\n${csvWith("罚款金额（万元）")}`,
    "“罚款金额（万元）”：标题注明的单位为“元”，与“万元”不一致，无法确定数值的单位。请统一单位后重新报送。",
  ],
  UNIT_UNKNOWN: [
    csvWith("占比（万人）"),
    "“占比（万人）”：表头注明的单位为“万人”，标准没有规定此列的单位，无法换算。请按标准填写数值，删除单位后重新报送。",
  ],
  ROWS_ABOVE: [
    `${ROW.join(",")}\n${HEADER.join(",")}\n${ROW.join(",").replace("12号", "13号")}\n`,
    "表头上方的第1行像是记录，没有读取。请移到表头下方，或删除后重新报送。",
  ],
  JSON_PATH: [
    JSON.stringify({
      code: 0,
      data: { rows: [Object.fromEntries(HEADER.map((name, at) => [name, ROW[at]]))] },
    }),
    "记录取自 JSON 的“data.rows”。",
  ],
  SHEET_CONTINUES: [
    workbookFile({
      sheets: [{ rows: sheetRow(HEADER) + sheetRow(ROW) }, { name: "续", rows: sheetRow(ROW) }],
    }),
    "工作表“续”有数据但没有表头，未读取。属于上一张表续表的，请合并到同一张工作表后重新报送。",
  ],
  SHEET_NOTES: [
    workbookFile({
      sheets: [{ rows: sheetRow(HEADER) + sheetRow(ROW) }, { name: "说明", rows: sheetRow(["说明文字"]) }],
    }),
    "工作表“说明”没有表头，未读取。",
  ],
  SHEET_HIDDEN: [
    workbookFile({
      sheets: [
        { rows: sheetRow(HEADER) + sheetRow(ROW) },
        { name: "旧", state: "hidden", rows: sheetRow(HEADER) + sheetRow(ROW) },
      ],
    }),
    "隐藏的工作表“旧”有数据，未读取。如需报送，请取消隐藏，另存为单独的文件。",
  ],
  SHEET_READ: [
    workbookFile({
      sheets: [
        { name: "空表", rows: sheetRow(HEADER) },
        { name: "数据", rows: sheetRow(HEADER) + sheetRow(ROW) },
      ],
    }),
    "读取的是工作表“数据”；前面的工作表“空表”只有表头，没有数据。",
  ],
  SHEET_IGNORED: [
    workbookFile({
      sheets: ["一月", "二月"].map((name) => ({ name, rows: sheetRow(HEADER) + sheetRow(ROW) })),
    }),
    "工作表“二月”也有数据，未读取（只读取第一张有表头的工作表）。如需报送，请另存为单独的文件。",
  ],
};

const TABLE = `${HEADER.join(",")}\n${ROW.join(",")}\n`;
const SHEET = numberedRow(1, HEADER) + numberedRow(2, ROW);
const rowThree = (row: string): string =>
  `${TABLE}${row}${",".repeat(HEADER.length - row.split(",").length)}\n`;
const third = (cells: readonly string[], merged: string): Uint8Array =>
  workbookFile({
    sheets: [
      {
        rows: SHEET + numberedRow(3, cells),
        behind: `<mergeCells><mergeCell ref="${merged}"/></mergeCells>`,
      },
    ],
  });

/**
 * For each code that depends on a row's place in the file: a file that brings it, the row, and the sentence.
 */
const PLACES: Readonly<Record<string, readonly [file: string | Uint8Array, row: number, message: string]>> = {
  ROW_HIDDEN: [
    workbookFile({
      sheets: [
        {
          rows:
            SHEET +
            numberedRow(3, ["乙", "法人", "京密市监罚〔2026〕13号", "2026/6/3", "警告"]).replace(
              "<row ",
              '<row hidden="1" ',
            ),
        },
      ],
    }),
    3,
    "此行在表格中被隐藏或被筛选掉，内容仍会读取并公开。不应公开的，请删除此行后重新报送。",
  ],
  CELL_STRUCK: [
    workbookFile({
      sheets: [{ rows: SHEET.replace('<c r="A2"', '<c r="A2" s="1"') }],
      styles: '<fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs>',
    }),
    2,
    "单元格的内容带删除线，仍会读取并公开。已作废的，请删除后重新报送。",
  ],
  CELLS_BEYOND: [
    workbookFile({ sheets: [{ rows: SHEET + numberedRow(3, [...ROW, "", "多了一格"]) }] }),
    3,
    "表头最后一列右侧（F列起）的单元格有内容，没有列名，无法确定属于哪一项。请补上列名，或删除内容后重新报送。",
  ],
  QUOTES_UNPAIRED: [
    `${TABLE}"乙,法人"丙,法人,京密市监罚〔2026〕13号,2026/6/3,警告\n`,
    3,
    "此行的引号不成对，几个单元格或几行可能连成了一个。请检查此行和下一行的引号，改正后重新报送。",
  ],
  ROW_TOTAL: [rowThree("合 计,,,,1"), 3, "此行是合计（汇总），不是记录，未读取。"],
  ROW_SIGNATURE: [
    rowThree("填报人：示例员,,审核人：示例"),
    3,
    "此行是填报人、审核人等签名信息，不是记录，未读取，也不会公开。",
  ],
  ROW_NOTE: [rowThree("注：1.数据截至2026年10月"), 3, "此行是注释或说明，不是记录，未读取。"],
  ROW_EXAMPLE: [rowThree("示例：甲,法人"), 3, "此行是填写示例，不是记录，未读取。"],
  ROW_GROUP: [rowThree("一、城区"), 3, "此行是分组标题，不是记录，未读取。"],
  ROW_HEADER: [`${TABLE}${HEADER.join(",")}\n`, 3, "此行是重复的表头或字段代码，不是记录，未读取。"],
  ROW_OTHER_HEADER: [
    rowThree("相对人名称,处罚决定日期,处罚类别,决定书文号"),
    3,
    "此行是另一张表的表头，下面各行的列与第一个表头不同。请分成两个文件，或合成一张表后重新报送。",
  ],
  ROW_NUMBERS: [
    `${HEADER.join(",")}\n甲,乙,1,2,3\n${ROW.join(",")}\n`,
    2,
    "此行是栏次（列号）或单位，不是记录，未读取。",
  ],
  ROW_BLANK: [
    `序号,${HEADER.join(",")}\n1,${ROW.join(",")}\n2,,,,,\n`,
    3,
    "此行在标准的各列中都没有内容，未读取。",
  ],
  ROW_NO_RECORD: [
    rowThree("城区停车场"),
    3,
    "此行只有一个单元格有内容，不像一条记录。属于标题、注释或断行的，请删除或改正后重新报送。",
  ],
  UNIT_BELOW: [
    `${HEADER.join(",")},罚款金额\n${ROW.join(",")},5\n注：金额单位为元,,,,,\n`,
    3,
    "此行写明的单位与标准（或表头）的不一致，无法确定数值的单位。请统一单位后重新报送。",
  ],
  MERGED_FILLED: [
    third(["乙", "", "京密市监罚〔2026〕13号", "2026/6/3", "警告"], "B2:B3"),
    2,
    "B2:B3 是合并单元格，下面各行的此列已按合并的内容读取，请核对。",
  ],
  MERGED_ACROSS: [
    third(["乙", "", "京密市监罚〔2026〕13号", "2026/6/3", "警告"], "A3:B3"),
    3,
    "A3:B3 是跨列的合并单元格，无法确定各列的内容。请取消合并，分列填写后重新报送。",
  ],
  MERGED_HEADER: [
    third(["乙", "法人", "京密市监罚〔2026〕13号", "2026/6/3", "警告"], "A1:A2"),
    2,
    "A1:A2 将表头和数据合并在一起。请取消合并后重新报送。",
  ],
  MERGED_MEASURE: [
    workbookFile({
      sheets: [
        {
          rows:
            numberedRow(1, [...HEADER, "罚款金额"]) +
            numberedRow(2, [...ROW, "5"]) +
            numberedRow(3, ["乙", "法人", "京密市监罚〔2026〕13号", "2026/6/3", "警告"]),
          behind: '<mergeCells><mergeCell ref="F2:F3"/></mergeCells>',
        },
      ],
    }),
    2,
    "F2:F3 是合并单元格，其中是数值，无法确定各行的数值。请取消合并，分行填写后重新报送。",
  ],
  VALUE_NAME_TWICE: [
    `[${JSON.stringify(Object.fromEntries(HEADER.map((name, at) => [name, ROW[at]]))).replace("{", '{"相对人名称":"乙",')}]`,
    1,
    "同一对象中“相对人名称”出现了两次，无法确定以哪一个为准。请删除其中一个后重新报送。",
  ],
};

function numberedRow(line: number, cells: readonly string[]): string {
  return `<row r="${line}">${cells.map((cell, at) => (cell === "" ? "" : `<c r="${String.fromCharCode(65 + at)}${line}" t="inlineStr"><is><t>${cell}</t></is></c>`)).join("")}</row>`;
}

function csvWith(header: string): string {
  const columns = header.split(",").length;
  return `${[...HEADER, header].join(",")}\n${[...ROW, "5000", ...Array.from({ length: columns - 1 }, () => "")].join(",")}\n`;
}

function sheetRow(cells: readonly string[]): string {
  return `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`;
}

async function findingsOfFile(file: string | Uint8Array): Promise<readonly Finding[]> {
  const { head, batches } = await readFeed(
    decisions,
    (async function* () {
      yield Buffer.from(file);
    })(),
    READ_LIMITS,
  );
  const checker = openChecker({ head });
  for await (const batch of batches) checker.check(batch);
  return checker.findings;
}

/** In `sets.test.ts`. */
const OF_STATISTICS = ["PERIOD_FORMAT", "PERIOD_NUMBER", "PERIOD_YEAR", "TOTAL_MISMATCH", "VALUE_DASH"];

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
    expect(checker.findings).toMatchObject([
      { row: 3, field: null, header: null, value: null, code, message },
    ]);
  });

  test.each(Object.entries(FILES))("%s", async (code, [file, message]) => {
    expect(await findingsOfFile(file)).toMatchObject([
      { row: null, code, message, severity: FINDING_TEXTS[code]?.severity },
    ]);
  });

  test.each(Object.entries(PLACES))("%s", async (code, [file, row, message]) => {
    const findings = (await findingsOfFile(file)).filter((finding) => finding.code === code);
    expect(findings).toMatchObject([{ row, code, severity: FINDING_TEXTS[code]?.severity }]);
    expect(findings[0]?.message).toMatch(/^第\d+[行条]/);
    expect(findings[0]?.message.endsWith(`：${message}`)).toBe(true);
    expect(findings[0]?.english).toMatch(/: [A-Z][^{}[\]]+\.$/);
  });

  test("ROW_WIDTH", () => {
    const checker = openChecker({ head: { ...HEAD, format: "csv" } });
    const [row] = rawRows([GOOD_ROW]);
    checker.check([{ line: 2, cells: [...(row?.cells ?? []), "", "多了一格"] }]);
    expect(checker.findings).toMatchObject([
      {
        row: 2,
        code: "ROW_WIDTH",
        message: `第2行：此行有${HEAD.fields.length + 2}个单元格，应为${HEAD.fields.length}个（列）。请检查多余或缺少的逗号、引号，以及单元格中的换行，改正后重新报送。`,
      },
    ]);
  });

  test("FIGURES_TOO_MANY", () => {
    const hidesTogether = { code: "X-1", text: { zh: "示例。", en: "Sample." }, hide: () => [] };
    const checker = openChecker({ contract: { ...decisions, setMasks: [hidesTogether] } });
    checker.check(
      rawRows(
        Array.from({ length: 100_001 }, (_, at) => ({
          ...GOOD_ROW,
          decisionNumber: `京密市监罚〔2026〕${at + 1}号`,
        })),
      ),
    );
    expect(checker.findings).toMatchObject([
      {
        row: 100_002,
        code: "FIGURES_TOO_MANY",
        severity: "ERROR",
        message: "第100002行：统计数据一次最多报送100000行。请按时期分几次报送。",
      },
    ]);
    expect(checker.finish()).toEqual([]);
  });

  test("CELL_CORRECTED", () => {
    const checker = openChecker();
    const [row] = rawRows([GOOD_ROW]);
    if (!row) throw new Error("There is no row");
    const { correct } = openCellCorrector({ fields: Object.keys(GOOD_ROW) }, [
      { row: row.line, field: "partyName", text: "示例乙公司" },
    ]);
    checker.check(correct([row]));
    expect(checker.findings).toMatchObject([
      { row: row.line, code: "CELL_CORRECTED", severity: "INFO", value: null },
    ]);
    expect(checker.findings[0]?.message).toContain(
      "此单元格已在线更正，报送的文件未改动。请同时更正原文件。",
    );
  });

  test("no code is without such a test", () => {
    expect(
      [
        ...Object.keys(CELLS),
        ...Object.keys(ROWS),
        ...Object.keys(FILES),
        ...Object.keys(PLACES),
        "CELL_CORRECTED",
        "ROW_WIDTH",
        "FIGURES_TOO_MANY",
        ...OF_STATISTICS,
      ].toSorted(),
    ).toEqual(Object.keys(FINDING_TEXTS).toSorted());
  });
});
