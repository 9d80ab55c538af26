/** 招聘岗位, daily or weekly; shown until the deadline, without one for so many days (domain 06). */
import {
  addDays,
  areaCode,
  areaReference,
  areaRule,
  defineFeed,
  partyId,
  provisionOn,
  type SetFault,
} from "#kit";
import { minimumWage, shownWithoutDeadline } from "../provisions.js";
import { vacancyRules } from "../rules/employment-rules.js";
import { vacancyColumns } from "../columns/vacancies.js";

export const vacancies = defineFeed({
  id: "employment.vacancies",
  edition: "1",
  title: { zh: "招聘岗位", en: "Vacancies" },
  description: {
    zh: "全区用人单位发布的招聘岗位；截止后不再显示，没有截止日期的显示90天。",
    en: "Vacancies of the district's employers, shown until their deadline or for 90 days.",
  },
  type: "Vacancy",
  plural: "vacancies",
  lead: "rsj",
  submitters: "lead",
  legalBases: [
    { title: "《中华人民共和国就业促进法》", from: "2008-01-01" },
    { title: "《人力资源市场暂行条例》", from: "2018-10-01" },
  ],
  due: { kind: "on-change" },
  mode: "append",
  columns: vacancyColumns,
  derived: {
    areaCode: areaCode("town"),
    partyId: partyId("unifiedSocialCreditCode", "employer"),
    shownUntil: {
      zh: "显示至",
      en: "Shown until",
      kind: "date",
      indexed: true,
      from: ({ closesOn, publishedOn }, _secrets, context) =>
        closesOn ?? addDays(publishedOn, provisionOn(shownWithoutDeadline, publishedOn, context).values.days),
    },
  },
  key: ["number"],
  order: { field: "publishedOn", descending: true },
  search: { title: ["title", "employer"], text: ["number", "occupation", "place", "town", "conditions"] },
  concerns: ["audiences"],
  rules: [areaRule("town"), ...vacancyRules],
  setRules: [
    {
      code: "EM-08",
      severity: "WARNING",
      text: {
        zh: "与第{first}行像是同一岗位（单位、岗位、地点相同），请核对。",
        en: "It seems to be the vacancy of row {first}: same employer, title and place.",
      },
      open: () => {
        const seen = new Map<string, number>();
        const faults: SetFault<"title">[] = [];
        return {
          add: (row, line) => {
            const key = [row.partyId, row.title, row.place, row.town].join("|");
            const first = seen.get(key);
            if (first === undefined) seen.set(key, line);
            else faults.push({ line, field: "title", details: { first } });
          },
          end: () => faults,
        };
      },
    },
  ],
  references: [areaReference],
  provisions: [minimumWage, shownWithoutDeadline],
  expiresAfter: "shownUntil",
});
