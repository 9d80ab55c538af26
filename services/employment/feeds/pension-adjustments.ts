/** 企业退休人员基本养老金调整, each year (domain 06). */
import { columns, defineFeed, dueYearly } from "#kit";

export const pensionAdjustments = defineFeed({
  id: "employment.pension-adjustments",
  edition: "1",
  title: { zh: "养老金调整", en: "Pension adjustments" },
  description: {
    zh: "企业退休人员基本养老金的年度调整办法。",
    en: "How basic pensions are adjusted each year.",
  },
  type: "PensionAdjustment",
  plural: "pensionAdjustments",
  lead: "rsj",
  submitters: "lead",
  legalBases: [{ title: "人力资源社会保障部、财政部关于调整退休人员基本养老金的通知" }],
  due: dueYearly("pension-adjustments-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（调整企业退休人员基本养老金）",
      isConfirmed: false,
      values: { month: 8, day: 10 },
    },
  ]),
  mode: "append",
  columns: {
    year: columns.period("year", { zh: "年份", en: "Year", required: true, indexed: true }),
    effectiveDate: columns.date({ zh: "执行日期", en: "From which day on", required: true, indexed: true }),
    fixedYuan: columns.decimal({
      zh: "定额（元）",
      en: "Fixed part a month",
      aliases: ["定额调整"],
      required: true,
      scale: 2,
      unit: "元",
    }),
    linkedRule: columns.text({
      zh: "挂钩办法",
      en: "Part by years and level",
      aliases: ["挂钩调整"],
      maxLength: 1000,
      example: "缴费每满1年增加3元",
    }),
    favouredRule: columns.text({
      zh: "倾斜办法",
      en: "More for whom",
      aliases: ["倾斜调整"],
      maxLength: 1000,
      example: "年满65周岁的增加40元",
    }),
    averageYuan: columns.decimal({
      zh: "平均水平（元）",
      en: "Average afterwards",
      aliases: ["平均水平"],
      scale: 2,
      unit: "元",
    }),
    documentNumber: columns.documentNumber({
      zh: "文号",
      en: "Document",
      required: true,
      maxLength: 128,
      example: "京人社示例发〔2026〕8号",
    }),
  },
  key: ["year"],
  order: { field: "year", descending: true },
  search: { title: ["year", "documentNumber"], text: ["linkedRule", "favouredRule"] },
});
