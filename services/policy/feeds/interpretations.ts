/** 政策解读 (domain 12 §7): one piece that explains a document, published with it. */
import {
  blocksOf,
  columns,
  defineFeed,
  departmentReference,
  policyByIndex,
  policyByKey,
  provisionOn,
  type CellsOf,
  type RowRule,
} from "#kit";
import { interpretationForms, interpretationStages, interpreters } from "../code-lists.js";
import { documentKey, documentName, knownDocumentRule } from "../columns/document-name.js";
import { fewestAnswers } from "../deadlines.js";
import { rule } from "../rules/rule.js";

const interpretationColumns = {
  number: columns.text({
    zh: "解读编号",
    en: "Number of the piece",
    required: true,
    maxLength: 40,
    indexed: true,
    example: "JD-2026-0001",
  }),
  document: documentName(true),
  title: columns.text({
    zh: "解读标题",
    en: "Title",
    required: true,
    maxLength: 200,
    indexed: true,
    example: "《示例管理办法》简明问答",
  }),
  form: columns.code(interpretationForms, {
    zh: "解读形式",
    en: "Form",
    aliases: ["解读方式"],
    required: true,
    indexed: true,
  }),
  role: columns.code(interpreters, {
    zh: "解读人",
    en: "Who explains",
    aliases: ["解读单位", "解读人职务"],
    required: true,
    indexed: true,
  }),
  interpreter: columns.text({
    zh: "解读人姓名和职务",
    en: "Name and post of who explains",
    maxLength: 100,
    example: "示例局局长示例某",
  }),
  stage: columns.code(interpretationStages, {
    zh: "解读阶段",
    en: "When it is explained",
    required: true,
    indexed: true,
  }),
  publishedOn: columns.date({ zh: "发布日期", en: "Day", required: true, indexed: true }),
  elements: columns.text({
    zh: "要素",
    en: "What it covers, parted by ；",
    maxLength: 300,
    example: "背景依据；适用范围；新旧差异",
  }),
  link: columns.text({
    zh: "链接",
    en: "Page of the piece, of what is a picture, a film or a conference",
    aliases: ["网址"],
    maxLength: 500,
    example: "https://example.com/jd/1",
  }),
  body: columns.structuredText({
    zh: "解读正文",
    en: "The text; of pictures and films their words",
    aliases: ["问答", "文字说明"],
    required: true,
    maxLength: 50_000,
    note: {
      zh: "简明问答的，每个问题写成标题（## 问题），下面写解答",
      en: "Of questions and answers each question is a heading",
    },
  }),
};

type InterpretationCells = CellsOf<typeof interpretationColumns>;

const rules: readonly RowRule<InterpretationCells>[] = [
  rule(
    "PD-41",
    "ERROR",
    "解读人为主要负责人的，须填写姓名和职务。请填写后重新报送。",
    "Where the head explains, name and post are given.",
    ({ role, interpreter }) => (role === "HEAD" && interpreter === null ? [{ field: "interpreter" }] : []),
  ),
  rule(
    "PD-42",
    "WARNING",
    "简明问答少于{pairs}组，请补充（每个问题写成标题“## 问题”）。",
    "There are fewer than {pairs} questions; each is a heading.",
    ({ form, body, publishedOn }, context) => {
      if (form !== "QUESTIONS") return [];
      const { pairs } = provisionOn(fewestAnswers, publishedOn, context).values;
      const asked = blocksOf(body).filter(({ kind }) => kind === "HEADING").length;
      return asked < pairs ? [{ field: "body", details: { pairs } }] : [];
    },
  ),
  rule(
    "PD-43",
    "ERROR",
    "链接应以 http:// 或 https:// 开头。请核对后重新报送。",
    "A link begins with http:// or https://.",
    ({ link }) => (link === null || /^https?:\/\/[^\s"'<>]+$/.test(link) ? [] : [{ field: "link" }]),
  ),
  rule(
    "PD-44",
    "ERROR",
    "发布日期晚于今天。请核对后重新报送。",
    "It is published after today.",
    ({ publishedOn }, { today }) => (publishedOn > today ? [{ field: "publishedOn" }] : []),
  ),
];

export const interpretations = defineFeed({
  id: "policy.interpretations",
  edition: "1",
  title: { zh: "政策解读", en: "Interpretations" },
  description: {
    zh: "对政策文件的解读，以简明问答为主；与文件同步组织、同步审签、同步部署。",
    en: "What explains documents, questions and answers first, published with them.",
  },
  type: "PolicyInterpretation",
  plural: "policyInterpretations",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [{ title: "国办发〔2016〕80号", from: "2016-11-10" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: interpretationColumns,
  derived: { documentKey },
  key: ["number"],
  order: { field: "publishedOn", descending: true },
  search: { title: ["title"], text: ["document", "interpreter", "elements"], whole: ["body"] },
  provisions: [fewestAnswers],
  references: [departmentReference, policyByKey, policyByIndex],
  rules: [knownDocumentRule, ...rules],
});
