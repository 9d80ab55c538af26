/** 行政许可: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { licenceKinds, licenceStatuses } from "../code-lists.js";
import { authorityColumns, partyColumns } from "./party-columns.js";

export const licenceColumns = {
  ...partyColumns("XK"),
  decisionTitle: columns.text({
    zh: "行政许可决定文书名称",
    en: "Title of the decision",
    code: "XK_XKWS",
    required: true,
    maxLength: 200,
    aliases: ["许可决定文书名称", "许可文书名称"],
    example: "准予行政许可决定书",
  }),
  decisionNumber: columns.documentNumber({
    zh: "行政许可决定文书号",
    en: "Number of the decision",
    code: "XK_WSH",
    required: true,
    maxLength: 64,
    indexed: true,
    aliases: ["行政许可决定书文号", "许可文书号", "文号"],
    example: "京密市监许〔2026〕12号",
  }),
  licenceKind: columns.code(licenceKinds, {
    zh: "许可类别",
    en: "Kind of licence",
    code: "XK_XKLB",
    required: true,
    indexed: true,
    aliases: ["审批类别", "许可类型"],
  }),
  certificateName: columns.text({
    zh: "许可证书名称",
    en: "Name of the certificate",
    code: "XK_XKZS",
    maxLength: 64,
    aliases: ["证书名称"],
    example: "食品经营许可证",
  }),
  certificateNumber: columns.text({
    zh: "许可编号",
    en: "Number of the certificate",
    code: "XK_XKBH",
    maxLength: 64,
    indexed: true,
    aliases: ["许可证编号", "证书编号"],
    example: "JY11101180000001",
  }),
  licenceContent: columns.text({
    zh: "许可内容",
    en: "What is licensed",
    code: "XK_NR",
    required: true,
    maxLength: 4000,
    example: "热食类食品制售",
  }),
  decisionDate: columns.date({
    zh: "许可决定日期",
    en: "Day of the decision",
    code: "XK_JDRQ",
    required: true,
    indexed: true,
    aliases: ["许可日期", "发证日期", "决定日期"],
  }),
  validFrom: columns.date({ zh: "有效期自", en: "First day of validity", code: "XK_YXQZ", required: true }),
  validTo: columns.date({
    zh: "有效期至",
    en: "Last day of validity; 2099-12-31 is long-term",
    endless: true,
    code: "XK_YXQZI",
    required: true,
    indexed: true,
    aliases: ["许可截止期", "截止日期", "有效期限"],
  }),
  status: columns.code(licenceStatuses, {
    zh: "当前状态",
    en: "Status",
    code: "XK_ZT",
    required: true,
    indexed: true,
  }),
  ...authorityColumns({
    authority: { zh: "许可机关", code: "XK_XKJG", aliases: ["许可部门", "审批机关", "发证机关"] },
    authorityCode: { zh: "许可机关统一社会信用代码", code: "XK_XKJGDM" },
    source: "XK_LYDW",
    sourceCode: "XK_LYDWDM",
  }),
};

export type LicenceCells = CellsOf<typeof licenceColumns>;
