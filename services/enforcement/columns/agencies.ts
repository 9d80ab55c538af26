/** 执法主体: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { agencyKinds } from "../code-lists.js";

export const enforcementAgencyColumns = {
  name: columns.text({
    zh: "执法主体名称",
    en: "Name of the agency",
    required: true,
    maxLength: 200,
    indexed: true,
    aliases: ["执法主体", "执法机关", "机关名称", "单位名称"],
    example: "北京市密云区市场监督管理局",
  }),
  unifiedSocialCreditCode: columns.uscc({
    zh: "统一社会信用代码",
    en: "Unified social credit code",
    required: true,
    indexed: true,
    aliases: ["信用代码", "社会信用代码", "执法主体代码"],
    example: "11110118000099995H",
  }),
  agencyKind: columns.code(agencyKinds, {
    zh: "主体类别",
    en: "Kind of agency",
    required: true,
    indexed: true,
    aliases: ["执法主体类别", "主体性质", "类别"],
  }),
  legalRepresentative: columns.text({
    zh: "法定代表人",
    en: "Legal representative",
    required: true,
    maxLength: 50,
    aliases: ["法定代表人姓名", "负责人", "主要负责人"],
    example: "张示例",
  }),
  duties: columns.text({
    zh: "职责",
    en: "Duties",
    required: true,
    maxLength: 4000,
    aliases: ["执法职责", "主要职责", "职责权限"],
    example: "市场监督管理领域的行政许可、行政检查和行政处罚",
  }),
  enforcementArea: columns.text({
    zh: "执法区域",
    en: "Where it enforces",
    required: true,
    maxLength: 200,
    aliases: ["管辖区域", "执法范围"],
    example: "密云区行政区域",
  }),
  address: columns.text({
    scan: false,
    zh: "地址",
    en: "Address",
    required: true,
    maxLength: 200,
    aliases: ["办公地址", "联系地址"],
    example: "密云区示例路1号",
  }),
  supervisionPhone: columns.text({
    scan: false,
    zh: "监督电话",
    en: "Telephone for complaints of its enforcement",
    required: true,
    maxLength: 60,
    aliases: ["监督投诉电话", "投诉电话", "举报电话"],
    example: "010-00000000",
  }),
  complaintChannel: columns.text({
    zh: "投诉渠道",
    en: "How to complain",
    required: true,
    maxLength: 500,
    aliases: ["投诉举报渠道", "监督渠道"],
    example: "12345市民服务热线；区司法局行政执法监督科",
  }),
  remedies: columns.text({
    zh: "救济途径",
    en: "How to appeal",
    required: true,
    maxLength: 1000,
    aliases: ["救济渠道", "复议诉讼途径"],
    example: "可依法申请行政复议或者提起行政诉讼",
  }),
  entrustingUscc: columns.uscc({
    zh: "委托机关统一社会信用代码",
    en: "Credit code of the organ that entrusts it",
    indexed: true,
    aliases: ["委托机关代码"],
    example: "11110118000099995H",
  }),
  entrustment: columns.text({
    zh: "委托关系",
    en: "What is entrusted, and until when",
    maxLength: 1000,
    aliases: ["委托事项", "委托依据及期限"],
    example: "受区城市管理委委托检查垃圾分类，至2028年12月31日",
  }),
};

export type EnforcementAgencyCells = CellsOf<typeof enforcementAgencyColumns>;
