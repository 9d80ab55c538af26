/** 服务片区: which places a school serves, one place a row; a road by its house numbers (domain 05). */
import { defineFeed, dueYearly } from "#kit";
import { normalisePlace } from "../catchment/address.js";
import { overlapRule, rangeRules } from "../rules/catchment-rules.js";
import { schoolKnown, schoolReference } from "../school-code.js";
import { PERSONAL_HEADERS } from "../personal-headers.js";
import { schoolCatchmentColumns } from "../columns/catchments.js";

export const catchments = defineFeed({
  id: "education.catchments",
  edition: "1",
  title: { zh: "学校服务片区", en: "School catchments" },
  description: {
    zh: "义务教育学校服务片区：社区、村、小区、道路及门牌范围。",
    en: "Communities, villages, estates and roads with house numbers that a school serves.",
  },
  type: "SchoolCatchment",
  plural: "schoolCatchments",
  lead: "jw",
  submitters: "lead",
  legalBases: [{ title: "《中华人民共和国义务教育法》第十二条", from: "2006-09-01" }],
  due: dueYearly("catchments-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（义务教育入学）",
      isConfirmed: false,
      values: { month: 4, day: 30 },
    },
  ]),
  refusedHeaders: PERSONAL_HEADERS,
  mode: "append",
  columns: schoolCatchmentColumns,
  derived: {
    placeKey: {
      zh: "地名（查询用）",
      en: "Name as it is looked up",
      kind: "text",
      indexed: true,
      exposed: false,
      from: ({ placeName }) => normalisePlace(placeName),
    },
    range: {
      zh: "门牌范围",
      en: "House numbers as a reader sees them",
      kind: "text",
      from: ({ numberFrom, numberTo, parity }) =>
        numberFrom === null
          ? null
          : `${String(numberFrom)}至${String(numberTo)}号${parity === "ODD" ? "（单号）" : parity === "EVEN" ? "（双号）" : ""}`,
    },
    rangeKey: {
      zh: "键",
      en: "Part of the key",
      kind: "text",
      exposed: false,
      from: ({ numberFrom, numberTo, parity }) => [numberFrom, numberTo, parity].join("-"),
    },
  },
  key: ["year", "schoolCode", "stage", "placeKey", "rangeKey"],
  order: { field: "placeName", descending: false },
  search: { title: ["year", "placeName"], text: ["schoolCode", "range"] },
  rules: [schoolKnown, ...rangeRules],
  setRules: [overlapRule],
  references: [schoolReference],
});
