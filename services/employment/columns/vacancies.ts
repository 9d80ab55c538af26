/** 招聘岗位: what a row of the file holds. */
import { columns, type CellsOf } from "#kit";
import { audiences, educations } from "../code-lists.js";
import { contactName, contactPhone } from "../contact.js";

export const vacancyColumns = {
  number: columns.text({ zh: "岗位编号", en: "Number of the vacancy", aliases: ["编号"], required: true, maxLength: 40, indexed: true, example: "GW-2026-1" }),
  employer: columns.text({ zh: "单位名称", en: "Employer", aliases: ["用人单位", "企业名称", "招聘单位"], required: true, maxLength: 200, indexed: true, example: "示例科技有限公司" }),
  unifiedSocialCreditCode: columns.uscc({ zh: "统一社会信用代码", en: "Its unified social credit code", aliases: ["信用代码", "社会信用代码"], required: true, indexed: true }),
  title: columns.text({ zh: "岗位名称", en: "Title", aliases: ["职位", "招聘岗位"], required: true, maxLength: 100, indexed: true, example: "示例操作工" }),
  occupation: columns.text({ zh: "职业分类代码", en: "Occupation, GB/T 6565", aliases: ["职业代码"], maxLength: 20, indexed: true, example: "6-31-01" }),
  openings: columns.integer({ zh: "招聘人数", en: "People looked for", aliases: ["人数", "需求人数"], required: true, indexed: true, unit: "人" }),
  education: columns.code(educations, { zh: "学历要求", en: "Education asked for", aliases: ["学历"], required: true, indexed: true }),
  experienceYears: columns.integer({ zh: "工作年限", en: "Years of experience", aliases: ["工作经验"], indexed: true, unit: "年" }),
  salaryFromYuan: columns.decimal({ zh: "月薪下限（元）", en: "Lowest salary a month; none where it is by agreement", aliases: ["月薪下限", "最低月薪"], indexed: true, scale: 2, unit: "元" }),
  salaryToYuan: columns.decimal({ zh: "月薪上限（元）", en: "Highest salary a month", aliases: ["月薪上限", "最高月薪"], indexed: true, scale: 2, unit: "元" }),
  place: columns.text({ zh: "工作地点", en: "Place of work", aliases: ["地点"], maxLength: 200, example: "密云区示例路 1 号" }),
  town: columns.text({ zh: "乡镇街道", en: "Town or sub-district", aliases: ["镇街"], required: true, maxLength: 50, indexed: true, example: "溪翁庄镇" }),
  audiences: columns.codes(audiences, { zh: "面向对象", en: "Whom it is for", indexed: true }),
  conditions: columns.text({ zh: "任职要求", en: "What is asked for", aliases: ["岗位要求", "其他要求"], maxLength: 2000, scan: true, example: "能适应倒班" }),
  publishedOn: columns.date({ zh: "发布日期", en: "Published on", aliases: ["发布时间"], required: true, indexed: true }),
  closesOn: columns.date({ zh: "截止日期", en: "Open until", aliases: ["截止时间", "有效期至"], indexed: true }),
  contactName: contactName(),
  contactPhone: contactPhone(),
};

export type VacancyCells = CellsOf<typeof vacancyColumns>;
