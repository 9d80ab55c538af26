/** Code lists of 双公示 (2018 standard: L1 to L5, domain 02 §3), of 双随机、一公开 and of 执法公示 (domain 07). */
import type { CodeList } from "#kit";

/** The first day of the law of penalties as revised in 2021. */
const LAW_OF_2021 = "2021-07-15";

/** L1 行政相对人类别. */
export const partyKinds: CodeList = {
  name: "PartyKind",
  title: { zh: "行政相对人类别", en: "Kind of party" },
  codes: [
    {
      name: "ORGANISATION",
      zh: "法人及非法人组织",
      en: "Legal person or unincorporated organisation",
      aliases: ["法人", "非法人组织", "其他组织", "企业"],
    },
    { name: "NATURAL_PERSON", zh: "自然人", en: "Natural person", aliases: ["个人", "公民"] },
    { name: "SOLE_TRADER", zh: "个体工商户", en: "Sole trader", aliases: ["个体户", "个体"] },
  ],
};

/** L2 许可类别. */
export const licenceKinds: CodeList = {
  name: "LicenceKind",
  title: { zh: "许可类别", en: "Kind of licence" },
  other: "OTHER",
  codes: [
    { name: "ORDINARY", zh: "普通", en: "Ordinary licence", aliases: ["普通许可", "一般"] },
    { name: "CONCESSION", zh: "特许", en: "Concession" },
    { name: "RECOGNITION", zh: "认可", en: "Recognition of a qualification" },
    { name: "APPROVAL", zh: "核准", en: "Approval against a technical standard" },
    { name: "REGISTRATION", zh: "登记", en: "Registration" },
    { name: "OTHER", zh: "其他", en: "Other" },
  ],
};

/** L3 处罚类别: 行政处罚法 (2017) art. 8, and what art. 9 of its 2021 text adds from 2021-07-15. */
export const penaltyCategories: CodeList = {
  name: "PenaltyCategory",
  title: { zh: "处罚类别", en: "Kind of penalty" },
  other: "OTHER",
  codes: [
    { name: "WARNING", zh: "警告", en: "Warning" },
    { name: "NOTICE_OF_CRITICISM", zh: "通报批评", en: "Notice of criticism", from: LAW_OF_2021 },
    { name: "FINE", zh: "罚款", en: "Fine" },
    { name: "CONFISCATION_OF_GAINS", zh: "没收违法所得", en: "Confiscation of unlawful gains" },
    { name: "CONFISCATION_OF_PROPERTY", zh: "没收非法财物", en: "Confiscation of unlawful property" },
    {
      name: "RESTRICTION_OF_BUSINESS",
      zh: "限制开展生产经营活动",
      en: "Restriction of production or business",
      aliases: ["限制生产经营活动"],
      from: LAW_OF_2021,
    },
    {
      name: "SUSPENSION_OF_BUSINESS",
      zh: "责令停产停业",
      en: "Order to suspend production or business",
      aliases: ["停产停业"],
    },
    { name: "CLOSURE", zh: "责令关闭", en: "Order to close down", from: LAW_OF_2021 },
    {
      name: "RESTRICTION_OF_PROFESSION",
      zh: "限制从业",
      en: "Ban from a profession",
      from: LAW_OF_2021,
    },
    {
      name: "LICENCE_SUSPENDED_OR_REVOKED",
      zh: "暂扣或者吊销许可证",
      en: "Licence suspended or revoked",
      aliases: [
        "暂扣许可证",
        "吊销许可证",
        "暂扣许可证件",
        "吊销许可证件",
        "暂扣或者吊销许可证件",
        "暂扣、吊销许可证件",
        "暂扣或吊销许可证",
      ],
    },
    {
      name: "PERMIT_SUSPENDED_OR_REVOKED",
      zh: "暂扣或者吊销执照",
      en: "Business permit suspended or revoked",
      aliases: ["暂扣执照", "吊销执照", "吊销营业执照", "暂扣营业执照", "暂扣或吊销执照"],
    },
    { name: "QUALIFICATION_LOWERED", zh: "降低资质等级", en: "Qualification lowered", from: LAW_OF_2021 },
    { name: "DETENTION", zh: "行政拘留", en: "Administrative detention" },
    { name: "OTHER", zh: "其他", en: "Other" },
  ],
};

/** L4 证件类型. */
export const personIdTypes: CodeList = {
  name: "PersonIdType",
  title: { zh: "证件类型", en: "Kind of certificate" },
  codes: [
    { name: "CITIZEN_ID", zh: "身份证", en: "Citizen ID card", aliases: ["居民身份证"] },
    { name: "PASSPORT", zh: "护照号", en: "Passport", aliases: ["护照"] },
    {
      name: "HONG_KONG_MACAO_PERMIT",
      zh: "港澳居民来往内地通行证",
      en: "Travel permit of residents of Hong Kong and Macao",
    },
    { name: "TAIWAN_PERMIT", zh: "台湾居民来往大陆通行证", en: "Travel permit of residents of Taiwan" },
    { name: "PERMANENT_RESIDENCE", zh: "外国人永久居留身份证", en: "Permanent residence card of foreigners" },
  ],
};

/** 失信程度 (《信用修复管理办法》 2026): it says how long a penalty is shown. */
export const dishonestySeverities: CodeList = {
  name: "DishonestySeverity",
  title: { zh: "失信程度", en: "How grave the dishonesty is" },
  codes: [
    { name: "MINOR", zh: "轻微", en: "Minor", aliases: ["轻微失信"] },
    { name: "ORDINARY", zh: "一般", en: "Ordinary", aliases: ["一般失信"] },
    { name: "SERIOUS", zh: "严重", en: "Serious", aliases: ["严重失信"] },
  ],
};

/** L5 当前状态 of the 2018 form; the 2015 form's digits mean other things and are refused with the form. */
export const licenceStatuses: CodeList = {
  name: "LicenceStatus",
  title: { zh: "当前状态", en: "Status of the licence" },
  codes: [
    { name: "VALID", zh: "有效", en: "In force", aliases: ["1"] },
    { name: "INVALID", zh: "无效", en: "No longer in force", aliases: ["2"] },
  ],
};

export const inspectionClasses: CodeList = {
  name: "InspectionClass",
  title: { zh: "抽查类别", en: "Class of the inspection item" },
  codes: [
    { name: "GENERAL", zh: "一般检查事项", en: "General item", aliases: ["一般"] },
    { name: "KEY", zh: "重点检查事项", en: "Key item", aliases: ["重点"] },
  ],
};

export const inspectionMethods: CodeList = {
  name: "InspectionMethod",
  title: { zh: "检查方式", en: "Method of inspection" },
  codes: [
    { name: "ON_SITE", zh: "现场", en: "On site", aliases: ["现场检查", "实地核查"] },
    { name: "DOCUMENTS", zh: "书面", en: "By documents", aliases: ["书面检查"] },
    { name: "NETWORK", zh: "网络监测", en: "Network monitoring" },
  ],
};

export const inspectionOutcomes: CodeList = {
  name: "InspectionOutcome",
  title: { zh: "检查结果", en: "Outcome of the inspection" },
  codes: [
    { name: "NO_PROBLEM", zh: "未发现问题", en: "No problem found", aliases: ["合格", "正常"] },
    { name: "ANNUAL_REPORT_MISSING", zh: "未按规定公示年报", en: "Annual report not published" },
    {
      name: "INFORMATION_MISSING",
      zh: "未按规定公示其他应当公示的信息",
      en: "Other required information not published",
    },
    {
      name: "INFORMATION_FALSE",
      zh: "公示信息隐瞒真实情况、弄虚作假",
      en: "Published information conceals or falsifies",
    },
    {
      name: "NOT_REACHABLE",
      zh: "通过登记的住所（经营场所）无法联系",
      en: "Not reachable at the registered premises",
    },
    { name: "CORRECTION_ORDERED", zh: "发现问题，已责令改正", en: "Problem found, correction ordered" },
    { name: "UNCOOPERATIVE", zh: "不配合检查情节严重", en: "Gravely uncooperative" },
    {
      name: "NO_SUCH_BUSINESS",
      zh: "未发现本次抽查涉及的经营活动",
      aliases: ["未发现开展本次抽查涉及的经营活动"],
      en: "The business in question is not carried on",
    },
    { name: "FOLLOW_UP", zh: "发现问题待后续处理", en: "Problem found, follow-up pending" },
    { name: "TRANSFERRED", zh: "已依法移送", en: "Transferred by law" },
  ],
};

/** Who may enforce (行政处罚法 arts. 17 to 21). */
export const agencyKinds: CodeList = {
  name: "EnforcementAgencyKind",
  title: { zh: "执法主体类别", en: "Kind of enforcing agency" },
  codes: [
    {
      name: "ADMINISTRATIVE_ORGAN",
      zh: "行政机关",
      en: "Administrative organ",
      aliases: ["法定行政机关", "机关"],
    },
    {
      name: "AUTHORISED_ORGANISATION",
      zh: "法律法规授权的组织",
      en: "Organisation empowered by law or regulation",
      aliases: ["法律、法规授权的组织", "授权组织", "授权"],
    },
    {
      name: "ENTRUSTED_ORGANISATION",
      zh: "受委托的组织",
      en: "Organisation entrusted by an organ",
      aliases: ["受委托组织", "委托组织", "委托"],
    },
  ],
};

/** 职权类型 of the power list (domain 07). */
export const powerKinds: CodeList = {
  name: "AdministrativePowerKind",
  title: { zh: "职权类型", en: "Kind of power" },
  codes: [
    { name: "LICENSING", zh: "行政许可", en: "Licensing", aliases: ["许可", "行政审批"] },
    { name: "PENALISING", zh: "行政处罚", en: "Penalties", aliases: ["处罚"] },
    { name: "COERCION", zh: "行政强制", en: "Coercive measures and execution", aliases: ["强制"] },
    { name: "LEVY", zh: "行政征收", en: "Levies", aliases: ["征收"] },
    { name: "BENEFIT", zh: "行政给付", en: "Payments and benefits", aliases: ["给付"] },
    { name: "INSPECTION", zh: "行政检查", en: "Inspection", aliases: ["检查", "监督检查"] },
    { name: "CONFIRMATION", zh: "行政确认", en: "Confirmation of facts and rights", aliases: ["确认"] },
    { name: "REWARD", zh: "行政奖励", en: "Rewards", aliases: ["奖励"] },
    { name: "ADJUDICATION", zh: "行政裁决", en: "Adjudication of disputes", aliases: ["裁决"] },
    {
      name: "OTHER_POWER",
      zh: "其他职权",
      en: "Other powers",
      aliases: ["其他", "其他行政权力", "其他权力", "其他类"],
    },
  ],
};
