/** 行政处罚: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { dishonestySeverities, penaltyCategories } from "../code-lists.js";
import { authorityColumns, partyColumns } from "./party-columns.js";

export const penaltyColumns = {
  ...partyColumns("CF"),
  decisionNumber: columns.documentNumber({
    zh: "行政处罚决定书文号",
    en: "Number of the decision",
    code: "CF_WSH",
    required: true,
    maxLength: 128,
    indexed: true,
    aliases: ["处罚文号", "处罚决定书号", "行政处罚决定文书号"],
  }),
  violationType: columns.text({
    zh: "违法行为类型",
    en: "Kind of unlawful act",
    code: "CF_WFXW",
    required: true,
    maxLength: 2000,
    example: "未按规定建立进货查验记录",
  }),
  violationFacts: columns.text({
    zh: "违法事实",
    en: "Facts",
    code: "CF_SY",
    required: true,
    maxLength: 5000,
    aliases: ["案由", "违法行为"],
    example: "当事人未按规定建立进货查验记录",
  }),
  penaltyBasis: columns.text({
    zh: "处罚依据",
    en: "Legal basis of the penalty",
    code: "CF_YJ",
    required: true,
    maxLength: 2048,
    example: "《中华人民共和国食品安全法》第一百二十六条",
  }),
  penaltyCategories: columns.codes(penaltyCategories, {
    zh: "处罚类别",
    en: "Kinds of penalty",
    code: "CF_CFLB",
    required: true,
    indexed: true,
    aliases: ["处罚种类"],
  }),
  penaltyContent: columns.text({
    zh: "处罚内容",
    en: "The penalty",
    code: "CF_NR",
    required: true,
    maxLength: 4000,
    aliases: ["处罚结果"],
    example: "警告；罚款人民币2000元",
  }),
  fineAmount: columns.decimal({
    zh: "罚款金额（万元）",
    en: "Fine in 万元 (10,000 yuan)",
    code: "CF_NR_FK",
    scale: 6,
    unit: "万元",
    indexed: true,
    aliases: ["罚款金额"],
    example: "0.2",
  }),
  confiscationAmount: columns.decimal({
    zh: "没收违法所得、没收非法财物的金额（万元）",
    en: "Confiscated amount in 万元 (10,000 yuan)",
    code: "CF_NR_WFFF",
    scale: 6,
    unit: "万元",
    aliases: ["没收金额"],
    example: "0.1",
  }),
  suspendedOrRevokedLicence: columns.text({
    zh: "暂扣或吊销证照名称及编号",
    en: "Licence suspended or revoked: name and number",
    code: "CF_NR_ZKDX",
    maxLength: 200,
    example: "食品经营许可证 JY11101180000001",
  }),
  decisionDate: columns.date({
    zh: "处罚决定日期",
    en: "Day of the decision",
    code: "CF_JDRQ",
    required: true,
    indexed: true,
    aliases: ["决定日期"],
  }),
  penaltyValidTo: columns.date({
    zh: "处罚有效期",
    en: "Last day of the penalty's effect; 2099-12-31 is long-term",
    code: "CF_YXQ",
    required: true,
  }),
  publicityEnds: columns.date({
    zh: "公示截止期",
    en: "Last day of publicity",
    code: "CF_GSJZQ",
    required: true,
    indexed: true,
    aliases: ["公示截止日期", "公示期限"],
  }),
  dishonestySeverity: columns.code(dishonestySeverities, {
    zh: "失信程度",
    en: "How grave the dishonesty is",
    aliases: ["失信行为程度", "失信严重程度"],
    indexed: true,
    note: {
      zh: "决定公示期限，按《信用修复管理办法》认定；2018版表中没有此列，可以不填",
      en: "It decides how long the penalty is shown; the form of 2018 does not have it",
    },
  }),
  ...authorityColumns({
    authority: {
      zh: "处罚机关",
      code: "CF_CFJG",
      aliases: ["处罚部门", "执法机关", "作出处罚机关", "行政机关"],
    },
    authorityCode: { zh: "处罚机关统一社会信用代码", code: "CF_CFJGDM" },
    source: "CF_SJLY",
    sourceCode: "CF_SJLYDM",
  }),
};

export type PenaltyCells = CellsOf<typeof penaltyColumns>;
