/** 服务片区: which places a school serves, one place a row; a road by its house numbers (domain 05). */
import { columns, defineFeed } from "#kit";
import { normalisePlace } from "../catchment/place.js";
import { admissionStages, parities, placeKinds } from "../code-lists.js";
import { overlapRule, rangeRules } from "../rules/catchment-rules.js";
import { schoolCode, schoolKnown, schoolReference } from "../school-code.js";
import { PERSONAL_HEADERS } from "../personal-headers.js";

export const catchments = defineFeed({
  id: "education.catchments",
  edition: "1",
  title: { zh: "学校服务片区", en: "School catchments" },
  description: { zh: "义务教育学校服务片区：社区、村、小区、道路及门牌范围。", en: "Communities, villages, estates and roads with house numbers that a school serves." },
  type: "SchoolCatchment",
  plural: "schoolCatchments",
  lead: "jw",
  submitters: "lead",
  legalBasis: "《中华人民共和国义务教育法》第十二条",
  due: { kind: "yearly", workingDay: 80 },
  refusedHeaders: PERSONAL_HEADERS,
  mode: "append",
  columns: {
    year: columns.period("year", { zh: "年份", en: "Year", required: true, indexed: true }),
    schoolCode: schoolCode(),
    stage: columns.code(admissionStages, { zh: "学段", en: "Stage", aliases: ["招生学段"], required: true, indexed: true }),
    placeKind: columns.code(placeKinds, { zh: "类型", en: "Kind of place", aliases: ["片区类型"], required: true, indexed: true }),
    placeName: columns.text({ zh: "名称", en: "Name of the place", aliases: ["片区名称", "地名"], required: true, maxLength: 100, indexed: true, example: "示例路" }),
    numberFrom: columns.integer({ zh: "门牌起", en: "First house number", aliases: ["门牌号起"] }),
    numberTo: columns.integer({ zh: "门牌止", en: "Last house number", aliases: ["门牌号止"] }),
    parity: columns.code(parities, { zh: "单双号", en: "Odd or even numbers" }),
    shared: columns.boolean({ zh: "多校划片", en: "Whether several schools serve it" }),
  },
  derived: {
    placeKey: { zh: "地名（查询用）", en: "Name as it is looked up", kind: "text", indexed: true, exposed: false, from: ({ placeName }) => normalisePlace(String(placeName)) },
    range: { zh: "门牌范围", en: "House numbers as a reader sees them", kind: "text", from: ({ numberFrom, numberTo, parity }) => (numberFrom === null ? null : `${String(numberFrom)}—${String(numberTo)}号${parity === "ODD" ? "（单号）" : parity === "EVEN" ? "（双号）" : ""}`) },
    rangeKey: { zh: "键", en: "Part of the key", kind: "text", exposed: false, from: ({ numberFrom, numberTo, parity }) => [numberFrom, numberTo, parity].join("-") },
  },
  key: ["year", "schoolCode", "stage", "placeKey", "rangeKey"],
  order: { field: "placeName", descending: false },
  search: { title: ["year", "placeName"], text: ["schoolCode", "range"] },
  rules: [schoolKnown, ...rangeRules],
  setRules: [overlapRule],
  references: [schoolReference],
});
