/** 执法人员: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { agencyColumns } from "./agency-columns.js";

export const enforcementOfficerColumns = {
  certificateNumber: columns.text({
    zh: "执法证号",
    en: "Number of the certificate",
    required: true,
    maxLength: 32,
    indexed: true,
    aliases: ["执法证件号", "行政执法证号", "证件编号"],
    example: "JM-2301-0001",
  }),
  officerName: columns.text({
    zh: "姓名",
    en: "Name of the officer",
    required: true,
    maxLength: 50,
    aliases: ["执法人员姓名", "持证人"],
    example: "张示例",
  }),
  ...agencyColumns("所属单位", ["执法单位", "工作单位", "单位名称"]),
  enforcementField: columns.text({
    zh: "执法类别",
    en: "Field of enforcement",
    required: true,
    maxLength: 100,
    indexed: true,
    aliases: ["执法领域", "执法种类"],
    example: "市场监督管理",
  }),
  validFrom: columns.date({ zh: "发证日期", en: "First day of validity", aliases: ["有效期自", "颁发日期"] }),
  validTo: columns.date({
    zh: "有效期至",
    en: "Last day of validity",
    endless: true,
    required: true,
    indexed: true,
    aliases: ["有效期", "证件有效期", "有效期限"],
  }),
  citizenId: columns.personNumber({
    zh: "身份证号",
    en: "Citizen ID, never published",
    maxLength: 18,
    aliases: ["身份证号码", "居民身份证号"],
  }),
  mobile: columns.text({
    zh: "手机号",
    en: "Mobile number, never published",
    maxLength: 40,
    show: "withheld",
    aliases: ["手机", "联系电话", "移动电话"],
    example: "13800000000",
  }),
};

export type EnforcementOfficerCells = CellsOf<typeof enforcementOfficerColumns>;
