/**
 * 行政相对人: the columns that licences (XK_…) and penalties (CF_…) share, and what follows from them. Domain 02
 * §1 and §2, fields 1 to 12.
 */
import {
  columns,
  maskName,
  partyLink,
  USCC_PLACEHOLDER,
  type CellsOf,
  type Mask,
  type RowSecrets,
} from "#kit";
import { partyKinds, personIdTypes } from "../code-lists.js";

/** Rows of natural persons show the surname only (domain 02 §8). */
const maskedForPersons: Mask = {
  when: ({ partyKind }) => partyKind === "NATURAL_PERSON",
  as: maskName,
  note: { zh: "自然人只显示姓氏", en: "Natural persons are shown by surname only" },
};

export type PartyCells = CellsOf<ReturnType<typeof partyColumns>>;
export type AuthorityCells = CellsOf<ReturnType<typeof authorityColumns>>;

export function partyColumns(prefix: "XK" | "CF") {
  return {
    partyName: columns.text({
      zh: "行政相对人名称",
      en: "Name of the party",
      code: `${prefix}_XDR_MC`,
      required: true,
      maxLength: 200,
      show: maskedForPersons,
      indexed: true,
      example: "示例餐饮有限公司",
      aliases: [
        "相对人名称",
        "行政相对人",
        "当事人",
        "当事人名称",
        "被处罚人",
        "被处罚单位",
        "企业名称",
        "单位名称",
        "申请人",
        "被许可人",
      ],
    }),
    partyKind: columns.code(partyKinds, {
      zh: "行政相对人类别",
      en: "Kind of party",
      code: `${prefix}_XDR_LB`,
      required: true,
      indexed: true,
      aliases: ["相对人类别"],
    }),
    unifiedSocialCreditCode: columns.uscc({
      zh: "行政相对人代码_1(统一社会信用代码)",
      en: "Unified social credit code (GB 32100)",
      code: `${prefix}_XDR_SHXYM`,
      placeholder: true,
      indexed: true,
      aliases: [
        "统一社会信用代码",
        "行政相对人代码_1",
        "行政相对人代码-统一社会信用代码",
        "社会信用代码",
        "信用代码",
        "统一代码",
      ],
    }),
    businessRegistrationNumber: columns.businessRegistrationNumber({
      zh: "行政相对人代码_2(工商注册号)",
      en: "Business registration number",
      code: `${prefix}_XDR_GSZC`,
      maxLength: 50,
      aliases: ["工商注册号", "行政相对人代码_2", "注册号", "工商注册码", "工商登记码"],
    }),
    organisationCode: columns.organisationCode({
      zh: "行政相对人代码_3(组织机构代码)",
      en: "Organisation code (GB 11714)",
      code: `${prefix}_XDR_ZZJG`,
      maxLength: 9,
      aliases: ["组织机构代码", "行政相对人代码_3", "机构代码", "组织代码"],
    }),
    taxRegistrationNumber: columns.taxNumber({
      zh: "行政相对人代码_4(税务登记号)",
      en: "Tax registration number",
      code: `${prefix}_XDR_SWDJ`,
      maxLength: 20,
      aliases: ["税务登记号", "行政相对人代码_4", "税号", "纳税人识别号"],
    }),
    institutionCertificateNumber: columns.text({
      zh: "行政相对人代码_5(事业单位证书号)",
      en: "Certificate number of a public institution",
      code: `${prefix}_XDR_SYDW`,
      maxLength: 12,
      example: "111011800001",
      aliases: ["事业单位证书号", "行政相对人代码_5"],
    }),
    socialOrganisationNumber: columns.text({
      zh: "行政相对人代码_6(社会组织登记证号)",
      en: "Registration number of a social organisation",
      code: `${prefix}_XDR_SHZZ`,
      maxLength: 50,
      example: "京密民证字第0000123号",
      aliases: ["社会组织登记证号", "行政相对人代码_6"],
    }),
    legalRepresentative: columns.text({
      zh: "法定代表人",
      en: "Legal representative, or the sole trader's operator",
      code: `${prefix}_FRDB`,
      maxLength: 50,
      example: "张示例",
      aliases: ["法定代表人姓名", "法人", "法人代表", "负责人", "经营者"],
    }),
    legalRepresentativeId: columns.personNumber({
      zh: "法定代表人身份证号",
      en: "Citizen ID of the legal representative (first 2018 form)",
      code: `${prefix}_FR_SFZH`,
      maxLength: 18,
    }),
    legalRepresentativeIdType: columns.code(personIdTypes, {
      zh: "法定代表人证件类型",
      en: "Kind of the legal representative's certificate",
      code: `${prefix}_FR_ZJLX`,
      show: "withheld",
    }),
    legalRepresentativeIdNumber: columns.personNumber({
      zh: "法定代表人证件号码",
      en: "Number of the legal representative's certificate",
      code: `${prefix}_FR_ZJHM`,
      maxLength: 64,
    }),
    personIdType: columns.code(personIdTypes, {
      zh: "证件类型",
      en: "Kind of a natural person's certificate",
      code: `${prefix}_XDR_ZJLX`,
      show: "withheld",
      aliases: ["相对人证件类型"],
    }),
    personIdNumber: columns.personNumber({
      zh: "证件号码",
      en: "Number of a natural person's certificate",
      code: `${prefix}_XDR_ZJHM`,
      maxLength: 64,
      aliases: ["居民身份证号", "身份证号", "身份证号码", "相对人证件号码"],
    }),
  };
}

export const partyDerived = {
  partyId: {
    zh: "主体编号（统一社会信用代码）",
    en: "Identifier of the party: its credit code, or reg: and its registration number; empty for natural persons",
    kind: "text",
    indexed: true,
    link: partyLink("partyName"),
    from: partyIdOf,
  },
  partyKey: {
    zh: "相对人键",
    en: "What tells the parties of one decision apart",
    kind: "text",
    exposed: false,
    from: (row: PartyCells, { pseudonym }: RowSecrets) =>
      partyIdOf(row) ?? `person:${pseudonym(row.personIdNumber ?? "")}`,
  },
} as const;

/** Natural persons have none: their published records are never linked. */
export function partyIdOf({
  unifiedSocialCreditCode: code,
  businessRegistrationNumber: registration,
}: Pick<PartyCells, "unifiedSocialCreditCode" | "businessRegistrationNumber">): string | null {
  if (code !== null && code !== USCC_PLACEHOLDER) return code;
  return registration !== null && registration !== "" ? `reg:${registration}` : null;
}

/** Fields 22 to 26 of licences, 25 to 28 of penalties: who decided, and who hands the row in. */
export function authorityColumns(names: {
  readonly authority: Pick<Parameters<typeof columns.text>[0], "zh" | "code" | "aliases">;
  readonly authorityCode: Pick<Parameters<typeof columns.uscc>[0], "zh" | "code">;
  readonly source: string;
  readonly sourceCode: string;
}) {
  return {
    authorityName: columns.text({
      en: "Authority that decided",
      required: true,
      maxLength: 200,
      indexed: true,
      example: "北京市密云区市场监督管理局",
      ...names.authority,
    }),
    authorityUscc: columns.uscc({
      en: "Its unified social credit code",
      required: true,
      indexed: true,
      example: "11110118000099995H",
      ...names.authorityCode,
    }),
    sourceUnitName: columns.text({
      zh: "数据来源单位",
      en: "Unit that hands the row in",
      code: names.source,
      required: true,
      maxLength: 200,
      example: "北京市密云区市场监督管理局",
    }),
    sourceUnitUscc: columns.uscc({
      zh: "数据来源单位统一社会信用代码",
      en: "Its unified social credit code",
      code: names.sourceCode,
      required: true,
      example: "11110118000099995H",
    }),
    remark: columns.text({
      zh: "备注",
      en: "Remark",
      code: "BZ",
      maxLength: 4000,
      show: "withheld",
      aliases: ["说明"],
      example: "示例",
    }),
  };
}
