/**
 * 学校和幼儿园名录, each school year and on change (domain 05). Columns that speak of pupils are no part of any feed
 * here.
 */
import { areaCode, areaReference, areaRule, defineFeed, partyId } from "#kit";
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
  legalBasis: "《中华人民共和国义务教育法》；《中小学校信息公开指引》",
  due: { kind: "yearly", workingDay: 30 },
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
