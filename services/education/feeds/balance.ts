/** 义务教育优质均衡: an indicator of a school or of the district (domain 05). */
import { columns, defineFeed, dueYearly } from "#kit";
import { PERSONAL_HEADERS } from "../personal-headers.js";

export const balance = defineFeed({
  id: "education.balance",
  edition: "1",
  title: { zh: "义务教育优质均衡指标", en: "Indicators of balanced education" },
  description: {
    zh: "优质均衡发展指标，按年份，全区或学校。",
    en: "Indicators by year, of the district or of a school.",
  },
  type: "EducationIndicator",
  plural: "educationIndicators",
  lead: "jw",
  submitters: "lead",
  legalBases: [{ title: "《县域义务教育优质均衡发展督导评估办法》（教督〔2017〕6号）" }],
  due: dueYearly("balance-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（义务教育优质均衡发展）",
      isConfirmed: false,
      values: { month: 3, day: 31 },
    },
  ]),
  refusedHeaders: PERSONAL_HEADERS,
  mode: "append",
  columns: {
    year: columns.period("year", { zh: "年份", en: "Year", required: true, indexed: true }),
    subject: columns.text({
      zh: "对象",
      en: "The district, or the school",
      aliases: ["学校名称", "范围"],
      required: true,
      maxLength: 200,
      indexed: true,
      example: "全区",
    }),
    indicator: columns.text({
      zh: "指标",
      en: "Indicator",
      aliases: ["指标名称"],
      required: true,
      maxLength: 100,
      indexed: true,
      example: "生均教学及辅助用房面积",
    }),
    value: columns.decimal({ zh: "数值", en: "Value", required: true, scale: 4 }),
    unit: columns.text({ zh: "单位", en: "Unit", maxLength: 20, example: "平方米" }),
    isMet: columns.boolean({
      storedAs: "met",
      zh: "达标",
      en: "Whether it is met",
      aliases: ["是否达标"],
      required: true,
      indexed: true,
    }),
  },
  key: ["year", "subject", "indicator"],
  order: { field: "year", descending: true },
  search: { title: ["year", "subject", "indicator"], text: [] },
});
