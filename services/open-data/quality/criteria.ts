/** What makes a dataset good: each criterion with its weight of 100, and from how many percent it is met. */
import type { Code, CodeList } from "#kit";

export interface Criterion extends Code {
  readonly weight: number;
  readonly metFrom: number;
}

const criterion = (name: string, zh: string, en: string, weight: number, metFrom = 100): Criterion => ({
  name,
  zh,
  en,
  weight,
  metFrom,
});

export const CRITERIA = {
  onTime: criterion("ON_TIME", "按时更新", "On time", 25, 95),
  complete: criterion("COMPLETE", "内容完整", "Complete", 20, 80),
  documented: criterion("DOCUMENTED", "说明清楚", "Documented", 15),
  machineReadable: criterion("MACHINE_READABLE", "机器可读", "Machine-readable", 10),
  valid: criterion("VALID", "逐格校验", "Valid", 10),
  history: criterion("HISTORY", "历次可查", "History", 10),
  contact: criterion("CONTACT", "可以联系", "Contact", 10),
} as const;

export const qualityCriteria: CodeList = {
  name: "QualityCriterionCode",
  title: { zh: "数据质量的评价项", en: "Criterion of a dataset's quality" },
  codes: Object.values(CRITERIA),
};
