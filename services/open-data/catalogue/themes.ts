import type { Bilingual } from "#kit";

/**
 * Theme and keywords of the hub's own feeds, which nobody has to register (domain 08). By subgraph; a feed's
 * own go before.
 */
export interface FeedTheme {
  readonly theme: string;
  readonly keywords: readonly string[];
}

export const FEED_THEMES: Readonly<Record<string, FeedTheme>> = {
  directory: { theme: "GOVERNMENT", keywords: ["部门", "区划"] },
  "open-data": { theme: "GOVERNMENT", keywords: ["公共数据", "目录"] },
  enforcement: { theme: "CREDIT", keywords: ["行政执法", "双公示", "双随机"] },
  "enforcement.penalties": { theme: "CREDIT", keywords: ["行政处罚", "双公示", "信用"] },
  "enforcement.licences": { theme: "CREDIT", keywords: ["行政许可", "双公示", "信用"] },
  "social-assistance": { theme: "SOCIAL_SECURITY", keywords: ["社会救助", "民政"] },
  education: { theme: "EDUCATION", keywords: ["教育", "学校", "入学"] },
  employment: { theme: "EMPLOYMENT", keywords: ["就业", "招聘", "培训"] },
  "services-guide": { theme: "DAILY_LIFE", keywords: ["办事指南", "政务服务"] },
  decisions: { theme: "GOVERNMENT", keywords: ["重大行政决策", "征求意见", "意见采纳"] },
  policy: { theme: "GOVERNMENT", keywords: ["政策文件", "政策解读", "政府公报"] },
  execution: { theme: "GOVERNMENT", keywords: ["执行公开", "民生实事", "重点任务"] },
};

/** Audiences of the hub's own feeds, in the same way; a department's own dataset names none. */
export const FEED_AUDIENCES: Readonly<Record<string, readonly string[]>> = {
  enforcement: ["ENTERPRISES"],
  "enforcement.penalties": ["ENTERPRISES", "INDIVIDUALS"],
  "enforcement.licences": ["ENTERPRISES", "INDIVIDUALS"],
  "enforcement.powers": ["ENTERPRISES", "INDIVIDUALS"],
  "social-assistance": ["IN_NEED"],
  "social-assistance.freshmen": ["IN_NEED", "PARENTS"],
  "social-assistance.elderly-care": ["ELDERLY"],
  "social-assistance.extreme-poverty": ["IN_NEED", "ELDERLY"],
  "social-assistance.charities": ["ENTERPRISES", "INDIVIDUALS"],
  education: ["PARENTS"],
  employment: ["JOB_SEEKERS"],
  policy: ["ENTERPRISES", "INDIVIDUALS"],
  "employment.vacancies": ["JOB_SEEKERS", "GRADUATES"],
  "employment.job-fairs": ["JOB_SEEKERS", "GRADUATES"],
  "employment.training": ["JOB_SEEKERS", "GRADUATES"],
  "employment.policies": ["JOB_SEEKERS", "GRADUATES", "ENTERPRISES"],
  "employment.subsidies": ["ENTERPRISES", "JOB_SEEKERS"],
  "employment.pension-adjustments": ["ELDERLY"],
  "services-guide": ["ENTERPRISES", "INDIVIDUALS"],
  "decisions.consultations": ["ENTERPRISES", "INDIVIDUALS"],
};

export const OTHER_THEME: FeedTheme = { theme: "GOVERNMENT", keywords: [] };

/** The domains by what citizens call them; one that is not named here is called by its subgraph. */
export const DOMAIN_TITLES: Readonly<Record<string, Bilingual>> = {
  directory: { zh: "机构名录", en: "Directory" },
  "open-data": { zh: "公共数据", en: "Open data" },
  enforcement: { zh: "行政执法", en: "Law enforcement" },
  "social-assistance": { zh: "社会救助", en: "Social assistance" },
  education: { zh: "教育", en: "Education" },
  employment: { zh: "就业", en: "Employment" },
  "services-guide": { zh: "办事指南", en: "Service guides" },
  decisions: { zh: "重大决策", en: "Major decisions" },
  policy: { zh: "政策", en: "Policies" },
  execution: { zh: "执行公开", en: "Tasks and their progress" },
};
