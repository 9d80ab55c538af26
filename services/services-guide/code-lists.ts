/**
 * Code lists of service items and their materials (domain 14 §3 and §4). Numbers of other systems are
 * aliases.
 */
import type { CodeList } from "#kit";

/** K1 事项类型: the types of the power list, and public services. */
export const itemTypes: CodeList = {
  name: "ServiceItemType",
  title: { zh: "事项类型", en: "Type of service item" },
  codes: [
    { name: "LICENSING", zh: "行政许可", en: "Licensing", aliases: ["许可"] },
    { name: "PENALISING", zh: "行政处罚", en: "Penalties", aliases: ["处罚"] },
    { name: "COERCION", zh: "行政强制", en: "Coercive measures", aliases: ["强制"] },
    { name: "LEVY", zh: "行政征收", en: "Levies", aliases: ["征收"] },
    { name: "BENEFIT", zh: "行政给付", en: "Payments and benefits", aliases: ["给付"] },
    { name: "INSPECTION", zh: "行政检查", en: "Inspection", aliases: ["检查"] },
    { name: "CONFIRMATION", zh: "行政确认", en: "Confirmation of facts and rights", aliases: ["确认"] },
    { name: "REWARD", zh: "行政奖励", en: "Rewards", aliases: ["奖励"] },
    { name: "ADJUDICATION", zh: "行政裁决", en: "Adjudication of disputes", aliases: ["裁决"] },
    {
      name: "OTHER_POWER",
      zh: "其他行政权力",
      en: "Other powers",
      aliases: ["其他职权", "其他权力", "其他"],
    },
    { name: "PUBLIC_SERVICE", zh: "公共服务", en: "Public services", aliases: ["公共服务事项"] },
  ],
};

export const itemStates: CodeList = {
  name: "ServiceItemState",
  title: { zh: "事项状态", en: "State of a service item" },
  codes: [
    { name: "IN_USE", zh: "在用", en: "In use", aliases: ["正常", "启用"] },
    { name: "SUSPENDED", zh: "暂停", en: "Suspended" },
    { name: "CANCELLED", zh: "取消", en: "Cancelled", aliases: ["已取消", "停用"] },
  ],
};

export const organKinds: CodeList = {
  name: "ServiceOrganKind",
  title: { zh: "实施主体性质", en: "Kind of implementing organ" },
  codes: [
    { name: "STATUTORY", zh: "法定机关", en: "Organ by law" },
    { name: "AUTHORISED", zh: "授权组织", en: "Organisation authorised by law" },
    { name: "ENTRUSTED", zh: "受委托组织", en: "Organisation entrusted by an organ", aliases: ["委托组织"] },
  ],
};

export const levels: CodeList = {
  name: "ServiceLevel",
  title: { zh: "行使层级", en: "Level at which it is exercised" },
  codes: [
    { name: "NATIONAL", zh: "国家级", en: "National" },
    { name: "PROVINCIAL", zh: "省级", en: "Province", aliases: ["直辖市级"] },
    { name: "CITY", zh: "市级", en: "City" },
    { name: "COUNTY", zh: "县级", en: "District or county", aliases: ["区级", "区县级"] },
    {
      name: "TOWN",
      zh: "镇（乡、街道）级",
      en: "Town or sub-district",
      aliases: ["乡镇级", "街道级", "乡镇街道级"],
    },
    { name: "VILLAGE", zh: "村（社区）级", en: "Village or community", aliases: ["村级", "社区级"] },
  ],
};

/** 服务对象, as the national list has them. */
export const applicants: CodeList = {
  name: "ServiceApplicant",
  title: { zh: "服务对象", en: "Who may apply" },
  codes: [
    { name: "NATURAL_PERSON", zh: "自然人", en: "Natural persons", aliases: ["个人"] },
    { name: "ENTERPRISE", zh: "企业法人", en: "Enterprises", aliases: ["企业", "法人"] },
    { name: "INSTITUTION", zh: "事业法人", en: "Public institutions", aliases: ["事业单位"] },
    { name: "SOCIAL_ORGANISATION", zh: "社会组织法人", en: "Social organisations", aliases: ["社会组织"] },
    {
      name: "UNINCORPORATED",
      zh: "非法人企业",
      en: "Unincorporated enterprises",
      aliases: ["个体工商户"],
    },
    { name: "ORGAN", zh: "行政机关", en: "Administrative organs" },
    { name: "OTHER_ORGANISATION", zh: "其他组织", en: "Other organisations" },
  ],
};

export const caseKinds: CodeList = {
  name: "ServiceCaseKind",
  title: { zh: "办件类型", en: "Kind of case" },
  codes: [
    { name: "AT_ONCE", zh: "即办件", en: "Done at once" },
    {
      name: "WITHIN_PROMISE",
      zh: "承诺件",
      en: "Done within the time promised",
      aliases: ["上报件", "联办件"],
    },
  ],
};

export const timeUnits: CodeList = {
  name: "ServiceTimeUnit",
  title: { zh: "时限单位", en: "Unit of a time limit" },
  codes: [
    { name: "WORKING_DAYS", zh: "工作日", en: "Working days", aliases: ["个工作日"] },
    { name: "CALENDAR_DAYS", zh: "自然日", en: "Calendar days", aliases: ["天", "日"] },
    { name: "MONTHS", zh: "月", en: "Months", aliases: ["个月"] },
    { name: "HOURS", zh: "小时", en: "Hours" },
  ],
};

export const resultKinds: CodeList = {
  name: "ServiceResultKind",
  title: { zh: "结果类型", en: "Kind of result" },
  codes: [
    { name: "CERTIFICATE", zh: "证照", en: "Certificate or licence" },
    { name: "DOCUMENT", zh: "批文", en: "Document", aliases: ["文书"] },
    { name: "ANOTHER_RESULT", zh: "其他", en: "Another" },
    { name: "NO_RESULT", zh: "无", en: "None" },
  ],
};

export const handlingForms: CodeList = {
  name: "ServiceHandlingForm",
  title: { zh: "办理形式", en: "How it is applied for" },
  codes: [
    { name: "COUNTER", zh: "窗口", en: "At the counter", aliases: ["窗口办理", "现场"] },
    { name: "ONLINE", zh: "网上", en: "Online", aliases: ["网上办理", "线上"] },
    { name: "BY_EXPRESS", zh: "快递", en: "By express delivery", aliases: ["快递申请", "邮寄"] },
    { name: "BY_MACHINE", zh: "自助", en: "At a machine", aliases: ["自助终端", "自助办理"] },
  ],
};

export const scopes: CodeList = {
  name: "ServiceScope",
  title: { zh: "通办范围", en: "Where else it may be applied for" },
  codes: [
    { name: "NATIONWIDE", zh: "全国", en: "All over the country" },
    { name: "PROVINCE", zh: "全省", en: "All over the province" },
    { name: "CITY_WIDE", zh: "全市", en: "All over the city" },
    { name: "DISTRICT_WIDE", zh: "全县", en: "All over the district", aliases: ["全区"] },
    { name: "TOWN_WIDE", zh: "全镇", en: "All over the town", aliases: ["全乡", "全街道"] },
    { name: "ACROSS_VILLAGES", zh: "跨村", en: "In other villages of the town" },
  ],
};

export const materialKinds: CodeList = {
  name: "ServiceMaterialKind",
  title: { zh: "材料类型", en: "Kind of material" },
  codes: [
    { name: "ORIGINAL", zh: "原件", en: "Original" },
    { name: "COPY", zh: "复印件", en: "Copy" },
    { name: "ORIGINAL_AND_COPY", zh: "原件和复印件", en: "Original and copy", aliases: ["原件及复印件"] },
    { name: "ELECTRONIC", zh: "电子", en: "Electronic", aliases: ["电子文件", "电子证照"] },
  ],
};

export const necessities: CodeList = {
  name: "ServiceMaterialNecessity",
  title: { zh: "材料必要性", en: "Whether a material is needed" },
  codes: [
    { name: "NEEDED", zh: "必要", en: "Needed", aliases: ["必须", "必需"] },
    { name: "IN_SOME_CASES", zh: "非必要", en: "Needed in some cases", aliases: ["非必须", "视情形"] },
    { name: "LATER", zh: "容缺后补", en: "May be handed in later", aliases: ["容缺", "后补"] },
  ],
};

export const materialForms: CodeList = {
  name: "ServiceMaterialForm",
  title: { zh: "材料形式", en: "Form of a material" },
  codes: [
    { name: "ON_PAPER", zh: "纸质", en: "On paper" },
    { name: "AS_FILE", zh: "电子", en: "As a file", aliases: ["电子版"] },
    {
      name: "PAPER_OR_FILE",
      zh: "纸质或电子",
      en: "On paper or as a file",
      aliases: ["纸质/电子", "纸质、电子"],
    },
  ],
};

export const materialSources: CodeList = {
  name: "ServiceMaterialSource",
  title: { zh: "来源渠道", en: "Where a material comes from" },
  codes: [
    { name: "APPLICANT", zh: "申请人自备", en: "Of the applicant" },
    { name: "GOVERNMENT", zh: "政府部门核发", en: "Issued by a department" },
    { name: "ANOTHER_SOURCE", zh: "其他", en: "Another" },
  ],
};

/**
 * 2.3c: the notices of one purchase of an intermediary's service, from its announcement to how it was done.
 */
export const noticeKinds: CodeList = {
  name: "IntermediaryNoticeKind",
  title: { zh: "公告类型", en: "Kind of notice" },
  codes: [
    {
      name: "DEMAND",
      zh: "采购公告",
      en: "Call for offers",
      aliases: ["需求公告", "需求/采购公告", "选取公告"],
    },
    { name: "NOTICE_OF_CHANGE", zh: "变更公告", en: "Change", aliases: ["变更"] },
    { name: "NOTICE_OF_END", zh: "终止公告", en: "End without a choice", aliases: ["终止"] },
    { name: "SELECTION", zh: "中选结果", en: "Who was chosen", aliases: ["中选公告", "结果公告"] },
    { name: "CONTRACT", zh: "合同公告", en: "Contract", aliases: ["合同"] },
    { name: "APPRAISAL", zh: "服务评价", en: "How it was done", aliases: ["评价"] },
  ],
};

export const selectionKinds: CodeList = {
  name: "IntermediarySelection",
  title: { zh: "选取方式", en: "How the intermediary is chosen" },
  codes: [
    { name: "DIRECT", zh: "直接选取", en: "Directly" },
    { name: "BY_PRICE", zh: "竞价选取", en: "By price", aliases: ["竞价"] },
    { name: "BY_MERIT", zh: "择优选取", en: "By merit", aliases: ["择优"] },
    { name: "BY_LOT", zh: "随机抽取", en: "By lot", aliases: ["随机选取", "摇号"] },
  ],
};
