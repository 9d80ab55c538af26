/**
 * 发布前协商清单: which other departments must agree before a feed's records are published, within which time,
 * and what their silence means. Duty 2.6c of domain 01.
 */
import { columns, defineFeed, type CodeList } from "#kit";
import { departmentReference } from "../duties/plan/departments.js";
import { concurrenceRules as rules } from "../rules/concurrence-rules.js";

const silences: CodeList = {
  name: "ConcurrenceSilence",
  title: { zh: "逾期未反馈", en: "What silence means" },
  codes: [
    { name: "CONSENT", zh: "视为同意", en: "It counts as consent" },
    { name: "REFUSAL", zh: "不得发布", en: "Nothing is published" },
  ],
};

export const concurrenceRules = defineFeed({
  id: "disclosure.concurrence-rules",
  edition: "1",
  title: { zh: "发布前协商清单", en: "Departments to agree before a release" },
  description: {
    zh: "公开的信息涉及其他行政机关的，发布前须征得哪些部门同意、期限多长、逾期未反馈如何处理。",
    en: "Which other departments must agree before a release that concerns them, within how many working days, and what silence means.",
  },
  type: "ConcurrenceRule",
  plural: "concurrenceRules",
  lead: "zwfwj",
  submitters: "lead",
  legalBases: [{ title: "《中华人民共和国政府信息公开条例》第十一条", from: "2019-05-15" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    appliesTo: columns.text({
      zh: "报送事项",
      en: "Identifier of the feed",
      aliases: ["报送事项编号"],
      required: true,
      maxLength: 64,
      indexed: true,
      example: "policy.documents",
    }),
    departments: columns.text({
      zh: "协商部门",
      en: "Who must agree: short or full names, or codes, joined by 、",
      aliases: ["协商机关"],
      maxLength: 500,
      example: "区财政局",
      note: {
        zh: "填部门的简称、全称或编码，多个用“、”隔开；由每条记录指明部门的，留空并填写“部门字段”",
        en: "Blank where each record names them: then the field that does",
      },
    }),
    departmentField: columns.text({
      zh: "部门字段",
      en: "Field of the feed whose codes name who must agree",
      maxLength: 64,
      example: "issuerCodes",
      note: {
        zh: "记录中写明部门编码的字段，如政策文件的 issuerCodes（联合发文单位）；“协商部门”已填的留空",
        en: "Blank where the departments are named here",
      },
    }),
    where: columns.text({
      zh: "适用条件",
      en: "Which changed records it is for: field=value, joined by ；",
      maxLength: 500,
      example: "isNormative=true",
      note: {
        zh: "“字段=取值”，同一字段的多个取值用“|”隔开，多个条件用“；”隔开；留空则各条记录都适用",
        en: "Several values of a field are separated by |; blank: every record",
      },
    }),
    days: columns.integer({
      zh: "期限（工作日）",
      en: "Working days to answer, from the day after they are asked",
      aliases: ["反馈期限"],
      required: true,
      maxLength: 2,
      usualMove: Infinity,
      example: "5",
    }),
    silence: columns.code(silences, {
      zh: "逾期未反馈",
      en: "What silence means",
      required: true,
      indexed: true,
    }),
    basis: columns.text({
      zh: "依据",
      en: "Document, number, clause",
      required: true,
      maxLength: 500,
      example: "《中华人民共和国政府信息公开条例》第十一条",
    }),
    from: columns.date({ zh: "起始日期", en: "First day on which it holds", required: true, indexed: true }),
    until: columns.date({
      zh: "截止日期",
      en: "Its last day",
      note: { zh: "无截止日期的留空", en: "Blank: none" },
    }),
  },
  key: ["appliesTo", "departments", "departmentField", "where", "from"],
  order: { field: "from", descending: true },
  search: { title: ["appliesTo"], text: ["departments", "basis"] },
  rules,
  references: [departmentReference],
});
