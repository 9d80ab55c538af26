/** Code lists of employment (domain 06). */
import type { CodeList } from "#kit";

export const educations: CodeList = {
  name: "EducationRequired",
  title: { zh: "学历要求", en: "Education asked for" },
  codes: [
    { name: "ANY_EDUCATION", zh: "不限", en: "Any" },
    { name: "JUNIOR_SCHOOL", zh: "初中", en: "Junior middle school" },
    { name: "SENIOR_SCHOOL", zh: "高中", en: "Senior middle school", aliases: ["高中/中专", "中专", "技校"] },
    { name: "COLLEGE", zh: "大专", en: "College", aliases: ["专科"] },
    { name: "BACHELOR", zh: "本科", en: "Bachelor", aliases: ["大学本科"] },
    { name: "MASTER", zh: "硕士", en: "Master", aliases: ["研究生", "硕士研究生"] },
    { name: "DOCTOR", zh: "博士", en: "Doctor" },
  ],
};

export const audiences: CodeList = {
  name: "VacancyAudience",
  title: { zh: "面向对象", en: "Whom it is for" },
  all: "EVERYONE",
  codes: [
    { name: "GRADUATES", zh: "高校毕业生", en: "Graduates", aliases: ["应届毕业生", "毕业生"] },
    { name: "MIGRANT_WORKERS", zh: "农民工", en: "Migrant workers", aliases: ["农村劳动力"] },
    { name: "VETERANS", zh: "退役军人", en: "Veterans" },
    { name: "DISABLED", zh: "残疾人", en: "People with disabilities" },
    { name: "EVERYONE", zh: "不限", en: "Everyone" },
  ],
};

export const fairForms: CodeList = {
  name: "JobFairForm",
  title: { zh: "形式", en: "On site or on line" },
  codes: [
    { name: "ON_SITE", zh: "现场", en: "On site", aliases: ["现场招聘会"] },
    { name: "ON_LINE", zh: "网络", en: "On line", aliases: ["线上", "网络招聘会"] },
  ],
};

export const subsidyKinds: CodeList = {
  name: "EmploymentSubsidyKind",
  title: { zh: "补贴项目", en: "Kind of subsidy" },
  codes: [
    { name: "SOCIAL_INSURANCE", zh: "社保补贴", en: "For social insurance", aliases: ["社会保险补贴"] },
    { name: "POST", zh: "岗位补贴", en: "For posts" },
    { name: "TRAINING_SUBSIDY", zh: "培训补贴", en: "For training" },
    { name: "START_UP", zh: "创业补贴", en: "For starting a business" },
    { name: "INTERNSHIP", zh: "见习补贴", en: "For internships", aliases: ["就业见习补贴"] },
    { name: "JOB_SEARCH", zh: "求职创业补贴", en: "For graduates who look for work" },
    { name: "NEW_POSTS", zh: "一次性扩岗补助", en: "For taking on graduates", aliases: ["扩岗补助"] },
    { name: "STABLE_POSTS", zh: "稳岗返还", en: "For keeping staff", aliases: ["稳岗补贴"] },
  ],
};

export const receiverKinds: CodeList = {
  name: "SubsidyReceiverKind",
  title: { zh: "领取人类别", en: "Kind of receiver" },
  codes: [
    { name: "RECEIVING_UNIT", zh: "单位", en: "Enterprise or institution", aliases: ["企业"] },
    { name: "RECEIVING_PERSON", zh: "个人", en: "Natural person", aliases: ["自然人"] },
  ],
};

export const measures: CodeList = {
  name: "EmploymentMeasure",
  title: { zh: "指标", en: "Measure" },
  codes: [
    { name: "REGISTERED_UNEMPLOYED", zh: "城镇登记失业人数", en: "Registered unemployed, persons" },
    {
      name: "REGISTERED_UNEMPLOYMENT_RATE",
      zh: "登记失业率（%）",
      en: "Registered unemployment, per cent",
      aliases: ["登记失业率", "城镇登记失业率", "登记失业率(%)"],
    },
    {
      name: "NEW_URBAN_EMPLOYMENT",
      zh: "城镇新增就业",
      en: "New urban employment, persons",
      aliases: ["城镇新增就业人数"],
    },
    { name: "RURAL_TRANSFER", zh: "农村劳动力转移就业", en: "Rural workers in other employment, persons" },
    {
      name: "GRADUATE_EMPLOYMENT_RATE",
      zh: "高校毕业生就业率（%）",
      en: "Employment of graduates, per cent",
      aliases: ["高校毕业生就业率", "高校毕业生就业率(%)"],
    },
    {
      name: "GRADUATE_PLACEMENT_RATE",
      zh: "毕业去向落实率（%）",
      en: "Graduates who have work or go on studying, per cent",
      aliases: ["毕业去向落实率", "高校毕业生毕业去向落实率", "毕业去向落实率(%)"],
    },
  ],
};
