/** 政策吹风 (domain 12 §9): briefings on a document or its draft. */
import { columns, defineFeed, policyByIndex, policyByKey } from "#kit";
import { briefingForms } from "../code-lists.js";
import { documentKey, documentName } from "../columns/document-name.js";

export const briefings = defineFeed({
  id: "policy.briefings",
  edition: "1",
  title: { zh: "政策吹风", en: "Briefings" },
  description: {
    zh: "对重大政策的吹风会、发布会，含征求意见阶段的。",
    en: "Briefings and conferences on major policies and their drafts.",
  },
  type: "PolicyBriefing",
  plural: "policyBriefings",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [{ title: "国办发〔2016〕80号", from: "2016-11-10" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    topic: columns.text({
      zh: "吹风主题",
      en: "Topic",
      required: true,
      maxLength: 200,
      indexed: true,
      example: "《示例管理办法》政策吹风会",
    }),
    heldOn: columns.date({ zh: "举行日期", en: "Day", required: true, indexed: true }),
    form: columns.code(briefingForms, { zh: "形式", en: "Form", required: true, indexed: true }),
    speaker: columns.text({
      zh: "主讲人和职务",
      en: "Speaker and post",
      maxLength: 100,
      example: "示例局局长示例某",
    }),
    place: columns.text({ zh: "地点", en: "Place", maxLength: 200, scan: false, example: "密云区示例路1号" }),
    media: columns.text({ zh: "到场媒体", en: "Press that came", maxLength: 300, example: "示例日报" }),
    document: documentName(false),
    record: columns.structuredText({ zh: "实录", en: "Record", maxLength: 50_000 }),
  },
  derived: { documentKey },
  key: ["topic", "heldOn"],
  order: { field: "heldOn", descending: true },
  search: { title: ["topic"], text: ["document", "speaker", "media"], whole: ["record"] },
  references: [policyByKey, policyByIndex],
});
