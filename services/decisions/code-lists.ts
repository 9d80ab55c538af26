/**
 * Code lists of major decisions (domain 13): the State Council's order 713, and the terms of consultations.
 */
import type { CodeList } from "#kit";

export const matterKinds: CodeList = {
  name: "DecisionMatterKind",
  title: { zh: "事项类别", en: "Kind of matter" },
  codes: [
    {
      name: "PUBLIC_MEASURE",
      zh: "重大公共政策和措施",
      en: "Major public policies and measures",
      aliases: ["公共政策和措施", "重大公共政策"],
    },
    {
      name: "PLAN",
      zh: "经济和社会发展重要规划",
      en: "Important plans of economic and social development",
      aliases: ["重要规划", "规划"],
    },
    {
      name: "RESOURCES",
      zh: "重要自然资源和文化资源开发利用保护",
      en: "Use and protection of important natural and cultural resources",
      aliases: ["自然资源和文化资源", "资源开发利用保护"],
    },
    {
      name: "CONSTRUCTION",
      zh: "重大公共建设项目",
      en: "Major public construction projects",
      aliases: ["公共建设项目", "重大项目"],
    },
    {
      name: "OTHER_MATTER",
      zh: "其他重大事项",
      en: "Other matters of great effect on development or people's interests",
      aliases: ["其他"],
    },
  ],
};

export const matterStates: CodeList = {
  name: "DecisionMatterState",
  title: { zh: "目录状态", en: "State in the catalogue" },
  codes: [
    { name: "LISTED", zh: "列入目录", en: "In the catalogue", aliases: ["在目录", "正常"] },
    { name: "ADDED", zh: "增补", en: "Added during the year", aliases: ["调入目录", "新增"] },
    { name: "SUSPENDED", zh: "中止", en: "Suspended", aliases: ["暂停"] },
    { name: "REMOVED", zh: "调出目录", en: "Taken out of the catalogue", aliases: ["调出"] },
  ],
};

const PARTICIPATION = { name: "PARTICIPATION", zh: "公众参与", en: "Public participation" } as const;
const EXPERTS = { name: "EXPERTS", zh: "专家论证", en: "Experts' opinion" } as const;
const RISK = { name: "RISK", zh: "风险评估", en: "Risk assessment", aliases: ["社会稳定风险评估"] } as const;
const FAIR_COMPETITION = {
  name: "FAIR_COMPETITION",
  zh: "公平竞争审查",
  en: "Fair competition review",
} as const;
const LEGALITY = { name: "LEGALITY", zh: "合法性审查", en: "Legality review" } as const;
const DECISION = {
  name: "DECISION",
  zh: "集体讨论决定",
  en: "Discussion and decision",
  aliases: ["集体讨论", "会议审议"],
} as const;

/** The procedure that a matter must go through. */
export const procedures: CodeList = {
  name: "DecisionProcedure",
  title: { zh: "法定程序", en: "Statutory procedure" },
  codes: [PARTICIPATION, EXPERTS, RISK, FAIR_COMPETITION, LEGALITY, DECISION],
};

/** The stages of a decision, in their order. */
export const stages: CodeList = {
  name: "DecisionStage",
  title: { zh: "环节", en: "Stage" },
  codes: [
    { name: "START", zh: "决策启动", en: "Start", aliases: ["启动"] },
    { name: "DRAFT", zh: "拟订草案", en: "Draft", aliases: ["决策草案拟订", "草案"] },
    PARTICIPATION,
    { name: "HEARING", zh: "听证", en: "Hearing", aliases: ["听证会"] },
    EXPERTS,
    RISK,
    FAIR_COMPETITION,
    LEGALITY,
    DECISION,
    { name: "PUBLICATION", zh: "公布", en: "Publication", aliases: ["决策公布"] },
    { name: "EVALUATION", zh: "决策后评估", en: "Evaluation afterwards", aliases: ["后评估"] },
    { name: "CHANGE", zh: "决策调整", en: "Change of the decision", aliases: ["调整"] },
  ],
};

export const stageResults: CodeList = {
  name: "DecisionStageResult",
  title: { zh: "结果", en: "Outcome" },
  codes: [
    { name: "PASSED", zh: "通过", en: "Passed", aliases: ["已完成", "完成"] },
    { name: "PASSED_AMENDED", zh: "修改后通过", en: "Passed with changes" },
    { name: "NOT_PASSED", zh: "不通过", en: "Not passed", aliases: ["未通过"] },
    { name: "NOT_APPLICABLE", zh: "不适用", en: "Not applicable" },
  ],
};

/** What a consultation is about decides how long it lasts (`consultation-terms.ts`). */
export const termKinds: CodeList = {
  name: "ConsultationTerm",
  title: { zh: "期限类别", en: "Kind of term" },
  codes: [
    { name: "MAJOR_DECISION", zh: "重大行政决策", en: "Major decision", aliases: ["重大决策"] },
    {
      name: "BUSINESS_MEASURE",
      zh: "与市场主体生产经营活动密切相关",
      en: "Measure close to business activity",
      aliases: ["与市场主体密切相关", "涉企政策"],
    },
    {
      name: "NORMATIVE_DOCUMENT",
      zh: "行政规范性文件",
      en: "Normative document",
      aliases: ["规范性文件"],
    },
    { name: "POLICY_DOCUMENT", zh: "一般政策文件", en: "Other policy document", aliases: ["其他政策文件"] },
  ],
};

export const channels: CodeList = {
  name: "ConsultationChannel",
  title: { zh: "反馈方式", en: "Way to comment" },
  codes: [
    { name: "WEB_FORM", zh: "网上反馈", en: "Form on the site", aliases: ["网站", "网络"] },
    { name: "E_MAIL", zh: "电子邮件", en: "E-mail", aliases: ["邮件", "邮箱", "电子邮箱"] },
    { name: "POST", zh: "信函", en: "Letter", aliases: ["邮寄", "信件"] },
    { name: "TELEPHONE", zh: "电话", en: "Telephone" },
    { name: "FAX", zh: "传真", en: "Fax" },
    { name: "IN_PERSON", zh: "当面反馈", en: "In person", aliases: ["现场", "座谈会"] },
  ],
};

export const outcomes: CodeList = {
  name: "ConsultationOutcome",
  title: { zh: "采纳情况", en: "What became of it" },
  codes: [
    { name: "ADOPTED", zh: "采纳", en: "Adopted", aliases: ["予以采纳", "已采纳"] },
    { name: "PARTLY_ADOPTED", zh: "部分采纳", en: "Adopted in part" },
    { name: "NOT_ADOPTED", zh: "未采纳", en: "Not adopted", aliases: ["不予采纳", "不采纳"] },
    { name: "EXPLAINED", zh: "解释说明", en: "Explained", aliases: ["说明"] },
  ],
};
