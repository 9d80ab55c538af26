/** 学生资助, by school year and programme (domain 05). */
import { columns, defineFeed, dueInSchoolYear, HIDDEN_AS_FEW, HIDDEN_WITH_FEW, smallCells } from "#kit";
import { PERSONAL_HEADERS } from "../personal-headers.js";

export const aid = defineFeed({
  id: "education.aid",
  edition: "1",
  title: { zh: "学生资助", en: "Aid for pupils" },
  description: {
    zh: "各资助项目的人次和金额，按学年。",
    en: "Person-times and amounts of each programme by school year.",
  },
  type: "PupilAid",
  plural: "pupilAids",
  lead: "jw",
  submitters: "lead",
  legalBases: [{ title: "《学生资助资金管理办法》（财教〔2021〕310号）" }],
  due: dueInSchoolYear("pupil-aid-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（教育）",
      isConfirmed: false,
      values: { month: 9, day: 15 },
    },
  ]),
  refusedHeaders: PERSONAL_HEADERS,
  smallCells,
  mode: "append",
  columns: {
    period: columns.period("schoolYear", { zh: "学年", en: "School year", required: true, indexed: true }),
    programme: columns.text({
      zh: "资助项目",
      en: "Programme",
      aliases: ["项目"],
      required: true,
      maxLength: 100,
      indexed: true,
      example: "学前教育资助",
    }),
    personTimes: columns.integer({
      zh: "人次",
      en: "Person-times",
      aliases: ["资助人次"],
      required: true,
      unit: "人次",
      dashIsZero: true,
      show: HIDDEN_AS_FEW,
    }),
    amountYuan: columns.decimal({
      zh: "金额（元）",
      en: "Amount",
      aliases: ["金额", "资助金额"],
      required: true,
      scale: 2,
      unit: "元",
      dashIsZero: true,
      show: HIDDEN_WITH_FEW,
    }),
  },
  key: ["period", "programme"],
  order: { field: "period", descending: true },
  search: { title: ["period", "programme"], text: [] },
});
