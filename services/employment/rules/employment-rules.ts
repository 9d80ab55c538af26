/** What the rows of the employment feeds must keep (domain 06). */
import type { Row, RowRule, Severity } from "#kit";
import { minimumWageYuan } from "./minimum-wage.js";
import { findDiscrimination } from "./wording.js";

const HIGHEST_SALARY_YUAN = 200_000;
const MOST_OPENINGS = 5_000;

const isAfter = (row: Row, first: string, last: string): boolean => typeof row[first] === "string" && typeof row[last] === "string" && row[first] > row[last];

function rule(code: string, severity: Severity, zh: string, en: string, check: RowRule["check"]): RowRule {
  return { code, severity, text: { zh, en }, check };
}

export const salaryRules: readonly RowRule[] = [
  rule("EM-01", "ERROR", "月薪下限不能高于上限，且须同时填写（面议的都留空）。请核对后重新提交。", "The lowest salary is not above the highest, and both are given or none.", ({ salaryFromYuan: from, salaryToYuan: to }) =>
    ((from === null) === (to === null) && (from === null || Number(from) <= Number(to)) ? [] : [{ field: "salaryToYuan" }])),
  rule("EM-02", "ERROR", "月薪低于最低工资标准 {least} 元。请核对单位和数值后重新提交。", "The salary is below the minimum wage of {least} yuan.", ({ salaryFromYuan: from, publishedOn }) => {
    const least = minimumWageYuan(String(publishedOn));
    return from !== null && Number(from) < least ? [{ field: "salaryFromYuan", details: { least } }] : [];
  }),
  rule("EM-03", "ERROR", `月薪超过 ${HIGHEST_SALARY_YUAN} 元。请核对单位和数值后重新提交。`, `The salary is above ${HIGHEST_SALARY_YUAN} yuan a month.`, ({ salaryToYuan: to }) => (to !== null && Number(to) > HIGHEST_SALARY_YUAN ? [{ field: "salaryToYuan" }] : [])),
];

export const vacancyRules: readonly RowRule[] = [
  ...salaryRules,
  rule("EM-04", "ERROR", "截止日期不能早于发布日期。请核对后重新提交。", "It does not end before it is published.", (row) => (isAfter(row, "publishedOn", "closesOn") ? [{ field: "closesOn" }] : [])),
  rule("EM-05", "ERROR", `招聘人数应为 1 到 ${MOST_OPENINGS}。请核对后重新提交。`, `Between 1 and ${MOST_OPENINGS} people are looked for.`, ({ openings }) => (Number(openings) >= 1 && Number(openings) <= MOST_OPENINGS ? [] : [{ field: "openings" }])),
  rule("EM-06", "WARNING", "含有可能构成就业歧视的内容（“{word}”），审核员须确认后才能发布。", "The wording may discriminate ('{word}'): the reviewer must accept it.", (row) =>
    ["title", "conditions"].flatMap((field) => {
      const word = typeof row[field] === "string" ? findDiscrimination(row[field]) : null;
      return word === null ? [] : [{ field, details: { word } }];
    })),
  rule("EM-07", "ERROR", "发布日期不能晚于今天。请核对后重新提交。", "It is not published after today.", ({ publishedOn }, { today }) => (String(publishedOn) > today ? [{ field: "publishedOn" }] : [])),
];

export const fairRules: readonly RowRule[] = [
  rule("EM-11", "ERROR", "结束时间不能早于开始时间。请核对后重新提交。", "The end is not before the start.", (row) => (isAfter(row, "startsAt", "endsAt") ? [{ field: "endsAt" }] : [])),
  rule("EM-12", "ERROR", "现场招聘会须写明乡镇街道和地点。请填写后重新提交。", "A fair on site has a town and a place.", ({ form, town, place }) => (form !== "ON_SITE" ? [] : [...(town === null ? [{ field: "town" }] : []), ...(place === null ? [{ field: "place" }] : [])])),
  rule("EM-13", "ERROR", "链接应以 http:// 或 https:// 开头。请核对后重新提交。", "A link begins with http:// or https://.", ({ link }) => (typeof link === "string" && !/^https?:\/\/[^\s"'<>]+$/.test(link) ? [{ field: "link" }] : [])),
];

export const subsidyRules: readonly RowRule[] = [
  rule("EM-21", "ERROR", "领取人是单位的须填统一社会信用代码，是个人的不填。请核对后重新提交。", "A unit has a credit code, a person has none.", ({ receiverKind, unifiedSocialCreditCode: code }) =>
    ((receiverKind === "RECEIVING_UNIT") === (code !== null) ? [] : [{ field: "unifiedSocialCreditCode" }])),
  rule("EM-22", "ERROR", "人数至少为 1。请核对后重新提交。", "It is for one person at least.", ({ persons }) => (Number(persons) >= 1 ? [] : [{ field: "persons" }])),
];

const RATES = new Set<unknown>(["REGISTERED_UNEMPLOYMENT_RATE", "GRADUATE_EMPLOYMENT_RATE"]);

/** Rates are in %, the other measures in persons. */
export const isRate = ({ measure }: Row): boolean => RATES.has(measure);

export const figureRules: readonly RowRule[] = [
  rule("EM-31", "ERROR", "比率应在 0 到 100 之间。请核对后重新提交。", "A rate is between 0 and 100.", (row) => (isRate(row) && Number(row["value"]) > 100 ? [{ field: "value" }] : [])),
  rule("EM-32", "ERROR", "人数应为整数。请核对后重新提交。", "Persons are whole numbers.", (row) => (!isRate(row) && String(row["value"]).includes(".") ? [{ field: "value" }] : [])),
];

export const policyRules: readonly RowRule[] = [
  rule("EM-41", "ERROR", "有效期止不能早于有效期起。请核对后重新提交。", "It does not end before it begins.", (row) => (isAfter(row, "validFrom", "validTo") ? [{ field: "validTo" }] : [])),
];

export const trainingRules: readonly RowRule[] = [
  rule("EM-51", "ERROR", "名额至少为 1。请核对后重新提交。", "There is one place at least.", ({ places }) => (Number(places) >= 1 ? [] : [{ field: "places" }])),
];
