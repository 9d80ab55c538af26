/**
 * 学校和幼儿园名录, each school year and on change (domain 05). Columns that speak of pupils are no part of any feed
 * here.
 */
import { areaCode, areaReference, areaRule, defineFeed, dueInSchoolYear, partyId } from "#kit";
import { schoolRules } from "../rules/school-rules.js";
import { PERSONAL_HEADERS } from "../personal-headers.js";
import { schoolColumns } from "../columns/schools.js";

export const schools = defineFeed({
  id: "education.schools",
  edition: "1",
  title: { zh: "学校和幼儿园", en: "Schools and kindergartens" },
  description: {
    zh: "全区中小学、幼儿园及其他学校名录和规模。",
    en: "The district's schools and kindergartens, and their size.",
  },
  type: "School",
  plural: "schools",
  lead: "jw",
  submitters: "lead",
  legalBases: [
    { title: "《中华人民共和国义务教育法》", from: "2006-09-01" },
    { title: "《教育部关于推进中小学信息公开工作的意见》（教办〔2010〕15号）" },
  ],
  due: dueInSchoolYear("schools-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（教育）",
      isConfirmed: false,
      values: { month: 9, day: 15 },
    },
  ]),
  refusedHeaders: PERSONAL_HEADERS,
  mode: "snapshot",
  columns: schoolColumns,
  derived: { areaCode: areaCode("town"), partyId: partyId("unifiedSocialCreditCode", "name") },
  key: ["code"],
  naturalKeys: ["code"],
  order: { field: "name", descending: false },
  search: { title: ["name"], text: ["address", "town", "code"] },
  rules: [areaRule("town"), ...schoolRules],
  references: [areaReference],
});
