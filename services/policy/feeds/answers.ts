/** 政策问答库 (domain 12 §9): questions that people ask, each with its answer and the document that says so. */
import { columns, defineFeed, policyByIndex, policyByKey, type CellsOf, type RowRule } from "#kit";
import { policyAudiences } from "../code-lists.js";
import { documentKey, documentName, knownDocumentRule } from "../columns/document-name.js";
import { rule } from "../rules/rule.js";

const answerColumns = {
  number: columns.text({
    zh: "问答编号",
    en: "Number",
    required: true,
    maxLength: 40,
    indexed: true,
    example: "WD-2026-0001",
  }),
  question: columns.text({
    zh: "问题",
    en: "Question",
    required: true,
    maxLength: 200,
    indexed: true,
    example: "哪些企业可以申请示例补贴？",
  }),
  answer: columns.structuredText({
    zh: "解答",
    en: "Answer",
    aliases: ["答复", "回答"],
    required: true,
    maxLength: 5000,
  }),
  document: documentName(true),
  answeredOn: columns.date({ zh: "解答日期", en: "Day of the answer", required: true, indexed: true }),
  validTo: columns.date({
    zh: "解答有效期至",
    en: "Last day on which the answer holds",
    endless: true,
    aliases: ["有效期至"],
    indexed: true,
  }),
  theme: columns.text({ zh: "主题", en: "Theme", maxLength: 60, indexed: true, example: "惠企政策" }),
  audiences: columns.codes(policyAudiences, {
    zh: "适用对象",
    en: "Whom it is for",
    aliases: ["面向对象"],
    indexed: true,
  }),
};

const rules: readonly RowRule<CellsOf<typeof answerColumns>>[] = [
  rule(
    "PD-51",
    "ERROR",
    "解答有效期早于解答日期，或解答日期晚于今天。请核对后重新报送。",
    "The answer ends before it was given, or was given after today.",
    ({ answeredOn, validTo }, { today }) =>
      answeredOn > today
        ? [{ field: "answeredOn" }]
        : validTo !== null && validTo < answeredOn
          ? [{ field: "validTo" }]
          : [],
  ),
];

export const answers = defineFeed({
  id: "policy.answers",
  edition: "1",
  title: { zh: "政策问答", en: "Questions and answers" },
  description: {
    zh: "对政策常见问题的简明解答，每条写明所依据的文件；有效期满的不再显示。",
    en: "Short answers to what is often asked of policies, each with the document on which it rests; shown while it holds.",
  },
  type: "PolicyAnswer",
  plural: "policyAnswers",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [{ title: "国办发〔2016〕80号", from: "2016-11-10" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: answerColumns,
  derived: { documentKey },
  key: ["number"],
  order: { field: "answeredOn", descending: true },
  search: { title: ["question"], text: ["document", "theme"], whole: ["answer"] },
  concerns: ["audiences"],
  references: [policyByKey, policyByIndex],
  rules: [knownDocumentRule, ...rules],
  expiresAfter: "validTo",
});
