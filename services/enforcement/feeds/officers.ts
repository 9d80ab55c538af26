/**
 * 执法人员: the certificates by which officers prove themselves. What 国办发〔2018〕118号 lets be public: number, name, unit, kind, validity. The
 * lists that clerks keep hold citizen IDs and mobile numbers too: those columns are taken and never stored. Domain 07.
 */
import { columns, defineFeed } from "#kit";
import { agencyReference } from "../references.js";
import { agencyKnownRules } from "../rules/agency-known-rules.js";
import { officerRules } from "../rules/officer-rules.js";
import { agencyColumns } from "./agency-columns.js";

export const officers = defineFeed({
  id: "enforcement.officers",
  edition: "2019",
  title: { zh: "执法人员", en: "Enforcement officers" },
  description: { zh: "行政执法公示：持有效执法证件的执法人员。", en: "Publicity of enforcement: officers who hold a valid certificate." },
  type: "EnforcementOfficer",
  plural: "enforcementOfficers",
  lead: "sfj",
  submitters: "every-department",
  legalBasis: "国办发〔2018〕118号；《中华人民共和国行政处罚法》第五十五条",
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: {
    certificateNumber: columns.text({ zh: "执法证号", en: "Number of the certificate", required: true, maxLength: 32, indexed: true, aliases: ["执法证件号", "行政执法证号", "证件编号"], example: "JM-2301-0001" }),
    officerName: columns.text({ zh: "姓名", en: "Name of the officer", required: true, maxLength: 50, aliases: ["执法人员姓名", "持证人"], example: "张示例" }),
    ...agencyColumns("所属单位", ["执法单位", "工作单位", "单位名称"]),
    enforcementField: columns.text({ zh: "执法类别", en: "Field of enforcement", required: true, maxLength: 100, indexed: true, aliases: ["执法领域", "执法种类"], example: "市场监督管理" }),
    validFrom: columns.date({ zh: "发证日期", en: "First day of validity", aliases: ["有效期自", "颁发日期"] }),
    validTo: columns.date({ zh: "有效期至", en: "Last day of validity", required: true, indexed: true, aliases: ["有效期", "证件有效期", "有效期限"] }),
    citizenId: columns.personNumber({ zh: "身份证号", en: "Citizen ID, never published", maxLength: 18, aliases: ["身份证号码", "居民身份证号"] }),
    mobile: columns.text({ zh: "手机号", en: "Mobile number, never published", maxLength: 40, show: "withheld", aliases: ["手机", "联系电话", "移动电话"], example: "13800000000" }),
  },
  key: ["certificateNumber"],
  order: { field: "certificateNumber", descending: false },
  search: { title: ["officerName", "certificateNumber"], text: ["agencyName", "enforcementField"] },
  rules: [...agencyKnownRules, ...officerRules],
  references: [agencyReference],
  expiresAfter: "validTo",
});
