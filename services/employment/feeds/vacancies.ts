/** 招聘岗位, daily or weekly; shown until the deadline, without one for 90 days (domain 06). */
import { addDays, areaCode, areaReference, areaRule, columns, defineFeed, partyId } from "#kit";
import { audiences, educations } from "../code-lists.js";
import { contactName, contactPhone } from "../contact.js";
import { vacancyRules } from "../rules/employment-rules.js";

const SHOWN_DAYS = 90;

export const vacancies = defineFeed({
  id: "employment.vacancies",
  edition: "1",
  title: { zh: "招聘岗位", en: "Vacancies" },
  description: { zh: "全区用人单位发布的招聘岗位；截止后不再显示，没有截止日期的显示 90 天。", en: "Vacancies of the district's employers, shown until their deadline or for 90 days." },
  type: "Vacancy",
  plural: "vacancies",
  lead: "rsj",
  submitters: "lead",
  legalBasis: "《中华人民共和国就业促进法》；《人力资源市场暂行条例》",
  due: { kind: "on-change" },
  mode: "append",
  columns: {
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
  },
  derived: {
    areaCode: areaCode("town"),
    partyId: partyId("unifiedSocialCreditCode", "employer"),
    shownUntil: { zh: "显示至", en: "Shown until", kind: "date", indexed: true, from: ({ closesOn, publishedOn }) => closesOn ?? addDays(String(publishedOn), SHOWN_DAYS) },
  },
  key: ["number"],
  order: { field: "publishedOn", descending: true },
  search: { title: ["title", "employer"], text: ["number", "occupation", "place", "town", "conditions"] },
  concerns: ["audiences"],
  rules: [areaRule("town"), ...vacancyRules],
  setRules: [{
    code: "EM-08", severity: "WARNING", text: { zh: "与第 {first} 行像是同一岗位（单位、岗位、地点相同），请核对。", en: "It seems to be the vacancy of row {first}: same employer, title and place." },
    open: () => {
      const seen = new Map<string, number>();
      const faults: { readonly line: number; readonly field: string; readonly details: { readonly first: number } }[] = [];
      return {
        add: (row, line) => {
          const key = [row["partyId"], row["title"], row["place"], row["town"]].join("|");
          const first = seen.get(key);
          if (first === undefined) seen.set(key, line);
          else faults.push({ line, field: "title", details: { first } });
        },
        end: () => faults,
      };
    },
  }],
  references: [areaReference],
  expiresAfter: "shownUntil",
});
