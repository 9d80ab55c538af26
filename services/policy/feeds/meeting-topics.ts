/** 政府常务会议 (duties 3.6a, 5.2d): what each meeting dealt with, and the documents and decisions of it. */
import {
  columns,
  defineFeed,
  departmentCode,
  departmentReference,
  departmentRule,
  isPublishedPolicy,
  policyByIndex,
  policyByKey,
  type CellsOf,
  type RowRule,
} from "#kit";
import { meetingOutcomes } from "../code-lists.js";
import { documentKey, documentName } from "../columns/document-name.js";
import { rule } from "../rules/rule.js";

const topicColumns = {
  organName: columns.text({
    zh: "召开单位",
    en: "Organ that met",
    aliases: ["单位"],
    required: true,
    maxLength: 100,
    example: "区政府办",
  }),
  heldOn: columns.date({ zh: "召开日期", en: "Day", aliases: ["会议日期"], required: true, indexed: true }),
  session: columns.text({
    zh: "会议名称",
    en: "Name of the meeting",
    aliases: ["会议次数"],
    required: true,
    maxLength: 100,
    example: "区政府第12次常务会议",
  }),
  place: columns.integer({
    zh: "议题序号",
    en: "Place on the agenda",
    aliases: ["序号"],
    required: true,
    indexed: true,
    usualMove: 0,
    example: "1",
  }),
  topic: columns.text({
    zh: "议题",
    en: "Topic",
    aliases: ["议题名称"],
    required: true,
    maxLength: 200,
    indexed: true,
    example: "审议《示例管理办法》",
  }),
  outcome: columns.code(meetingOutcomes, {
    zh: "议定结果",
    en: "Outcome",
    aliases: ["结果"],
    required: true,
    indexed: true,
  }),
  document: documentName(false),
  decisionKey: columns.text({
    zh: "关联决策事项",
    en: "Matter of the catalogue of major decisions",
    maxLength: 60,
    indexed: true,
    example: "2026/3",
  }),
  isOpen: columns.boolean({
    zh: "公众列席",
    en: "Whether citizens were present",
    aliases: ["是否开放"],
    required: true,
    indexed: true,
  }),
  link: columns.text({
    zh: "直播或报道链接",
    en: "Page of the broadcast",
    maxLength: 500,
    example: "https://example.com/hy/1",
  }),
};

const rules: readonly RowRule<CellsOf<typeof topicColumns>>[] = [
  rule(
    "PD-84",
    "ERROR",
    "召开日期晚于今天。请核对后重新报送。",
    "The meeting is after today.",
    ({ heldOn }, { today }) => (heldOn > today ? [{ field: "heldOn" }] : []),
  ),
  rule(
    "PD-85",
    "WARNING",
    "没有已公开的这一文件，公开后方可查看，请核对。",
    "No such document is published yet.",
    ({ document }, context) =>
      document !== null && !isPublishedPolicy(document, context) ? [{ field: "document" }] : [],
  ),
  rule(
    "PD-86",
    "ERROR",
    "链接应以 http:// 或 https:// 开头。请核对后重新报送。",
    "A link begins with http:// or https://.",
    ({ link }) => (link === null || /^https?:\/\/[^\s"'<>]+$/.test(link) ? [] : [{ field: "link" }]),
  ),
];

export const meetingTopics = defineFeed({
  id: "policy.meeting-topics",
  edition: "1",
  title: { zh: "政府会议议题", en: "Topics of government meetings" },
  description: {
    zh: "区政府常务会议和部门办公会议的议题、议定结果，以及所涉及的文件和决策事项。",
    en: "What the government and its departments dealt with in meetings, with outcomes, documents and matters.",
  },
  type: "MeetingTopic",
  plural: "meetingTopics",
  lead: "qzfb",
  submitters: "every-department",
  legalBases: [{ title: "《北京市密云区2020年政务公开工作要点》（会议开放、常务会网络直播）" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: topicColumns,
  derived: {
    documentKey,
    organCode: departmentCode("organName", { name: "organ", zh: "召开单位", en: "Organ that met" }),
  },
  key: ["organCode", "heldOn", "place"],
  order: { field: "heldOn", descending: true },
  search: { title: ["topic"], text: ["session", "organName", "document"] },
  references: [departmentReference, policyByKey, policyByIndex],
  rules: [departmentRule("organName"), ...rules],
});
