/** The rules that the rows of the employment feeds must keep (domain 06). */
import type { RowRule, Severity } from "#kit";
import { isRate, type EmploymentFigureCells } from "../columns/figures.js";
import type { EmploymentPolicyCells } from "../columns/policies.js";
import type { EmploymentSubsidyCells } from "../columns/subsidies.js";
import type { JobFairCells } from "../columns/job-fairs.js";
import type { TrainingProgrammeCells } from "../columns/training.js";
import type { VacancyCells } from "../columns/vacancies.js";
import { minimumWageYuan } from "../provisions.js";
import { findDiscrimination } from "./wording.js";

const HIGHEST_SALARY_YUAN = 200_000;
const MOST_OPENINGS = 5_000;

const isAfter = (first: string | null, last: string | null): boolean =>
  first !== null && last !== null && first > last;

function rule<R>(
  code: string,
  severity: Severity,
  zh: string,
  en: string,
  check: RowRule<R>["check"],
): RowRule<R> {
  return { code, severity, text: { zh, en }, check };
}

export const salaryRules: readonly RowRule<VacancyCells>[] = [
  rule(
    "EM-01",
    "ERROR",
    "月薪下限不能高于上限，且须同时填写（面议的都留空）。请核对后重新报送。",
    "The lowest salary is not above the highest, and both are given or none.",
    ({ salaryFromYuan: from, salaryToYuan: to }) =>
      (from === null) === (to === null) && (from === null || Number(from) <= Number(to))
        ? []
        : [{ field: "salaryToYuan" }],
  ),
  rule(
    "EM-02",
    "ERROR",
    "月薪低于最低工资标准{least}元。请核对单位和数值后重新报送。",
    "The salary is below the minimum wage of {least} yuan.",
    ({ salaryFromYuan: from, publishedOn }, context) => {
      const least = minimumWageYuan(publishedOn, context);
      return from !== null && Number(from) < least ? [{ field: "salaryFromYuan", details: { least } }] : [];
    },
  ),
  rule(
    "EM-03",
    "ERROR",
    `月薪超过${HIGHEST_SALARY_YUAN}元。请核对单位和数值后重新报送。`,
    `The salary is above ${HIGHEST_SALARY_YUAN} yuan a month.`,
    ({ salaryToYuan: to }) =>
      to !== null && Number(to) > HIGHEST_SALARY_YUAN ? [{ field: "salaryToYuan" }] : [],
  ),
];

export const vacancyRules: readonly RowRule<VacancyCells>[] = [
  ...salaryRules,
  rule(
    "EM-04",
    "ERROR",
    "截止日期不能早于发布日期。请核对后重新报送。",
    "It does not end before it is published.",
    ({ publishedOn, closesOn }) => (isAfter(publishedOn, closesOn) ? [{ field: "closesOn" }] : []),
  ),
  rule(
    "EM-05",
    "ERROR",
    `招聘人数应为1至${MOST_OPENINGS}。请核对后重新报送。`,
    `Between 1 and ${MOST_OPENINGS} people are looked for.`,
    ({ openings }) => (openings >= 1 && openings <= MOST_OPENINGS ? [] : [{ field: "openings" }]),
  ),
  rule(
    "EM-06",
    "WARNING",
    "含有可能构成就业歧视的内容（“{word}”）。请修改；确无歧视的，由审核员确认后发布。",
    "The wording may discriminate ('{word}'): the reviewer must accept it.",
    (row) =>
      (["title", "conditions"] as const).flatMap((field) => {
        const word = findDiscrimination(row[field] ?? "");
        return word === null ? [] : [{ field, details: { word } }];
      }),
  ),
  rule(
    "EM-07",
    "ERROR",
    "发布日期不能晚于今天。请核对后重新报送。",
    "It is not published after today.",
    ({ publishedOn }, { today }) => (publishedOn > today ? [{ field: "publishedOn" }] : []),
  ),
];

export const fairRules: readonly RowRule<JobFairCells>[] = [
  rule(
    "EM-11",
    "ERROR",
    "结束时间不能早于开始时间。请核对后重新报送。",
    "The end is not before the start.",
    ({ startsAt, endsAt }) => (isAfter(startsAt, endsAt) ? [{ field: "endsAt" }] : []),
  ),
  rule(
    "EM-12",
    "ERROR",
    "现场招聘会须写明乡镇街道和地点。请填写后重新报送。",
    "A fair on site has a town and a place.",
    (row) =>
      row.form !== "ON_SITE"
        ? []
        : (["town", "place"] as const).filter((field) => row[field] === null).map((field) => ({ field })),
  ),
  rule(
    "EM-13",
    "ERROR",
    "链接应以 http:// 或 https:// 开头。请核对后重新报送。",
    "A link begins with http:// or https://.",
    ({ link }) => (link !== null && !/^https?:\/\/[^\s"'<>]+$/.test(link) ? [{ field: "link" }] : []),
  ),
];

export const subsidyRules: readonly RowRule<EmploymentSubsidyCells>[] = [
  rule(
    "EM-21",
    "ERROR",
    "领取人是单位的须填统一社会信用代码，是个人的不填。请核对后重新报送。",
    "A unit has a credit code, a person has none.",
    ({ receiverKind, unifiedSocialCreditCode: code }) =>
      (receiverKind === "RECEIVING_UNIT") === (code !== null) ? [] : [{ field: "unifiedSocialCreditCode" }],
  ),
  rule("EM-22", "ERROR", "人数至少为1。请核对后重新报送。", "It is for one person at least.", ({ persons }) =>
    persons >= 1 ? [] : [{ field: "persons" }],
  ),
];

export const figureRules: readonly RowRule<EmploymentFigureCells>[] = [
  rule("EM-31", "ERROR", "比率应在0至100之间。请核对后重新报送。", "A rate is between 0 and 100.", (row) =>
    isRate(row) && Number(row.value) > 100 ? [{ field: "value" }] : [],
  ),
  rule("EM-32", "ERROR", "人数应为整数。请核对后重新报送。", "Persons are whole numbers.", (row) =>
    !isRate(row) && row.value.includes(".") ? [{ field: "value" }] : [],
  ),
];

export const policyRules: readonly RowRule<EmploymentPolicyCells>[] = [
  rule(
    "EM-41",
    "ERROR",
    "有效期止不能早于有效期起。请核对后重新报送。",
    "It does not end before it begins.",
    ({ validFrom, validTo }) => (isAfter(validFrom, validTo) ? [{ field: "validTo" }] : []),
  ),
];

export const trainingRules: readonly RowRule<TrainingProgrammeCells>[] = [
  rule("EM-51", "ERROR", "名额至少为1。请核对后重新报送。", "There is one place at least.", ({ places }) =>
    places >= 1 ? [] : [{ field: "places" }],
  ),
];
