/** 执行效果评估 (domain 12 §9; duty 3.6c): what a policy has brought about, and what is changed. */
import { columns, defineFeed, policyByIndex, policyByKey, type CellsOf, type RowRule } from "#kit";
import { evaluationMethods } from "../code-lists.js";
import { documentKey, documentName, knownDocumentRule } from "../columns/document-name.js";
import { rule } from "../rules/rule.js";

const evaluationColumns = {
  document: documentName(true),
  year: columns.period("year", {
    zh: "评估年度",
    en: "Year that is evaluated",
    aliases: ["年度"],
    required: true,
    indexed: true,
  }),
  methods: columns.codes(evaluationMethods, {
    zh: "评估方式",
    en: "How it was evaluated",
    aliases: ["方式"],
    required: true,
    indexed: true,
  }),
  evaluator: columns.text({
    zh: "评估单位",
    en: "Who evaluated it",
    required: true,
    maxLength: 100,
    example: "北京市密云区示例评估中心",
  }),
  sample: columns.integer({ zh: "样本数", en: "Size of the sample", unit: "份", usualMove: Infinity }),
  satisfaction: columns.decimal({
    zh: "满意度（%）",
    en: "Satisfaction in per cent",
    aliases: ["满意度"],
    scale: 1,
    unit: "%",
    usualMove: Infinity,
    example: "86.5",
  }),
  findings: columns.text({
    zh: "评估结论",
    en: "What was found",
    aliases: ["主要结论", "发现的问题"],
    required: true,
    maxLength: 2000,
    example: "示例：总体见效，办理环节仍然偏多",
  }),
  changes: columns.text({
    zh: "改进措施",
    en: "What is changed",
    aliases: ["整改措施"],
    required: true,
    maxLength: 2000,
    example: "示例：减少两个办理环节",
  }),
  publishedOn: columns.date({ zh: "发布日期", en: "Day", required: true, indexed: true }),
  link: columns.text({
    zh: "报告链接",
    en: "Page of the report",
    maxLength: 500,
    example: "https://example.com/pg/1",
  }),
};

const rules: readonly RowRule<CellsOf<typeof evaluationColumns>>[] = [
  rule(
    "PD-81",
    "ERROR",
    "满意度应在0至100之间。请核对后重新报送。",
    "Satisfaction is from 0 to 100.",
    ({ satisfaction }) => (Number(satisfaction ?? 0) > 100 ? [{ field: "satisfaction" }] : []),
  ),
  rule(
    "PD-82",
    "ERROR",
    "发布日期晚于今天，或早于评估年度。请核对后重新报送。",
    "It is published after today, or before the year that it is about.",
    ({ publishedOn, year }, { today }) =>
      publishedOn > today || publishedOn.slice(0, 4) < year ? [{ field: "publishedOn" }] : [],
  ),
  rule(
    "PD-83",
    "ERROR",
    "链接应以 http:// 或 https:// 开头。请核对后重新报送。",
    "A link begins with http:// or https://.",
    ({ link }) => (link === null || /^https?:\/\/[^\s"'<>]+$/.test(link) ? [] : [{ field: "link" }]),
  ),
];

export const evaluations = defineFeed({
  id: "policy.evaluations",
  edition: "1",
  title: { zh: "政策执行效果评估", en: "Evaluations of policies" },
  description: {
    zh: "对政策措施执行效果的评估：方式、样本、结论和改进措施。",
    en: "What policies have brought about: how it was found out, on what sample, and what is changed.",
  },
  type: "PolicyEvaluation",
  plural: "policyEvaluations",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [{ title: "《北京市密云区2020年政务公开工作要点》（政策措施执行效果评估）" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: evaluationColumns,
  derived: { documentKey },
  key: ["documentKey", "year"],
  order: { field: "publishedOn", descending: true },
  search: { title: ["document", "year"], text: ["findings", "changes", "evaluator"] },
  references: [policyByKey, policyByIndex],
  rules: [knownDocumentRule, ...rules],
});
