/**
 * 书面说明: why a department does not do what the plan asks of it in a period (“个别…书面说明”). The office
 * publishes it once it has agreed; withdrawn, the duty is open again. Domain 01.
 */
import { columns, defineFeed, parsePeriod, type PeriodKind } from "#kit";
import { departmentReference, readDepartments } from "../duties/plan/departments.js";
import { exemptionRules } from "../rules/exemption-rules.js";

const KINDS: readonly PeriodKind[] = ["month", "quarter", "schoolYear", "year"];

export const exemptions = defineFeed({
  id: "disclosure.exemptions",
  edition: "1",
  title: { zh: "公开任务书面说明", en: "Exemptions from duties" },
  description: {
    zh: "部门对某一期间不开展某项公开任务的书面说明，由区政务服务局审核后公布。",
    en: "Written explanations of why a department does not do a duty in a period, reviewed and published by the office.",
  },
  type: "DutyExemption",
  plural: "dutyExemptions",
  lead: "zwfwj",
  submitters: "lead",
  legalBases: [{ title: "《中华人民共和国政府信息公开条例》第四十七条", from: "2019-05-15" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    item: columns.text({
      zh: "任务编号",
      en: "Identifier of the duty's item",
      aliases: ["条款编号"],
      required: true,
      maxLength: 100,
      indexed: true,
      example: "2020/3.6a",
      note: {
        zh: "计划年度和条款编号，如“2020/3.6a”",
        en: "Year of the plan and clause, or feed and expectation",
      },
    }),
    explainedBy: columns.text({
      zh: "说明部门",
      en: "The department that explains: short or full name, or code",
      aliases: ["部门"],
      required: true,
      maxLength: 100,
      example: "区政务服务局",
    }),
    period: columns.text({
      zh: "期间",
      en: "Period, or the name of the record",
      required: true,
      maxLength: 200,
      example: "2020年第三季度",
    }),
    reason: columns.text({
      zh: "书面说明",
      en: "The explanation",
      aliases: ["说明", "理由"],
      required: true,
      maxLength: 2000,
      example: "示例说明：本季度没有可以开放的会议",
    }),
  },
  derived: {
    departmentCode: {
      zh: "说明部门编码",
      en: "Code of the department",
      kind: "text",
      indexed: true,
      from: ({ explainedBy }, _secrets, { rows }) =>
        readDepartments(explainedBy, rows(departmentReference)).codes[0] ?? null,
    },
    periodKey: {
      zh: "期间（规范写法）",
      en: "Period as it is compared",
      kind: "text",
      indexed: true,
      from: ({ period }) => readPeriod(period),
    },
  },
  key: ["item", "departmentCode", "periodKey"],
  order: { field: "periodKey", descending: true },
  search: { title: ["item"], text: ["explainedBy", "period", "reason"] },
  rules: exemptionRules,
  references: [departmentReference, { feed: "disclosure.duties", column: "clause", isWhole: true }],
});

/** What names no period names a record. */
function readPeriod(text: string): string {
  for (const kind of KINDS) {
    const read = parsePeriod(kind, text);
    if (read.ok) return read.value;
  }
  return text;
}
