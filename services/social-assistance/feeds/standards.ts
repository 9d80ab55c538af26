/** 社会救助标准: how much is paid, from which day, by which document (domain 04). */
import { columns, defineFeed } from "#kit";

export const standards = defineFeed({
  id: "social-assistance.standards",
  edition: "1",
  title: { zh: "社会救助标准", en: "Standards of assistance" },
  description: { zh: "各项社会救助的标准及执行日期。", en: "How much is paid, from which day on." },
  type: "AssistanceStandard",
  plural: "assistanceStandards",
  lead: "mzj",
  submitters: "lead",
  legalBases: [{ title: "《社会救助暂行办法》（国务院令第649号）", from: "2014-05-01" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    item: columns.text({
      zh: "项目",
      en: "What it is for",
      aliases: ["救助项目"],
      required: true,
      maxLength: 100,
      indexed: true,
      example: "城乡低保",
    }),
    monthlyYuan: columns.decimal({
      zh: "标准（元/月）",
      en: "Standard, yuan a month",
      aliases: ["标准"],
      required: true,
      indexed: true,
      scale: 2,
      unit: "元/月",
    }),
    effectiveDate: columns.date({
      zh: "执行日期",
      en: "From which day on",
      aliases: ["执行时间"],
      required: true,
      indexed: true,
    }),
    documentNumber: columns.documentNumber({
      zh: "文号",
      en: "Document",
      aliases: ["发文字号"],
      maxLength: 128,
      example: "京民示例发〔2026〕1号",
    }),
  },
  key: ["item", "effectiveDate"],
  order: { field: "effectiveDate", descending: true },
  search: { title: ["item", "effectiveDate"], text: ["documentNumber"] },
});
