/** Small feeds with evidence of each kind, and a plan of what is to be seen by them. */
import { areaCode, columns, deadlineInWorkingDays, defineFeed, dueMonthly, type FeedContract } from "#kit";
import { areas } from "../../services/directory/feeds/areas.js";
import { calendar } from "../../services/directory/feeds/calendar.js";
import { departments } from "../../services/directory/feeds/departments.js";
import type { Cells } from "../../services/kit/store/store.test-data.js";
import { duties as planFeed } from "../../services/disclosure/feeds/duties.js";
import { exemptions as exemptionFeed } from "../../services/disclosure/feeds/exemptions.js";

const words = { zh: "示例", en: "Sample" };
const shared = {
  edition: "1",
  title: words,
  description: words,
  lead: "a",
  submitters: "every-department",
  legalBases: [{ title: "示例" }],
  mode: "append",
} as const;
const kinds = {
  name: "ShopKind",
  title: words,
  codes: [
    { name: "OPEN", zh: "开放", en: "Open" },
    { name: "HEAD", zh: "解读", en: "Head" },
  ],
};
const number = columns.text({ ...words, required: true, indexed: true, maxLength: 40 });
const day = columns.date({ ...words, required: true, indexed: true });
const deadline = (days: number) =>
  deadlineInWorkingDays(`shop-${days}-days`, words, [
    { from: "2020-01-01", basis: "示例", isConfirmed: true, values: { days } },
  ]);

/** By month and town. */
export const figures = defineFeed({
  ...shared,
  id: "shop.figures",
  type: "ShopFigure",
  plural: "shopFigures",
  due: { kind: "on-change" },
  columns: {
    month: columns.period("month", { ...words, required: true, indexed: true }),
    town: columns.text({ ...words, required: true, indexed: true, maxLength: 40 }),
    value: columns.text({ ...words, maxLength: 40 }),
  },
  derived: { areaCode: { ...areaCode("town"), from: ({ town }) => town } },
  key: ["month", "town"],
  order: { field: "month", descending: true },
});

/** By a date, of two kinds. */
export const meetings = defineFeed({
  ...shared,
  id: "shop.meetings",
  type: "ShopMeeting",
  plural: "shopMeetings",
  due: { kind: "on-change" },
  columns: { number, heldOn: day, kind: columns.code(kinds, { ...words, required: true, indexed: true }) },
  key: ["number"],
  order: { field: "heldOn", descending: true },
});

/** Each month by its contract, of no period. */
export const lists = defineFeed({
  ...shared,
  id: "shop.lists",
  type: "ShopList",
  plural: "shopLists",
  due: dueMonthly("shop-lists-deadline", [
    { from: "2020-01-01", basis: "示例", isConfirmed: true, values: { workingDay: 5 } },
  ]),
  columns: { number, day },
  key: ["number"],
  order: { field: "day", descending: true },
});

/** Each within seven working days. */
export const decisions = defineFeed({
  ...shared,
  id: "shop.decisions",
  type: "ShopDecision",
  plural: "shopDecisions",
  due: { kind: "working-days", after: "day", deadline: deadline(7) },
  columns: { number, day },
  key: ["number"],
  order: { field: "day", descending: true },
});

export const answers = defineFeed({
  ...shared,
  id: "shop.answers",
  type: "ShopAnswer",
  plural: "shopAnswers",
  due: { kind: "on-change" },
  columns: { number, day, document: number },
  key: ["number"],
  order: { field: "day", descending: true },
});

/** Each brings an answer, within three working days. */
export const documents = defineFeed({
  ...shared,
  id: "shop.documents",
  type: "ShopDocument",
  plural: "shopDocuments",
  due: { kind: "on-change" },
  expects: [
    {
      id: "answer",
      title: words,
      due: { kind: "working-days", after: "day", deadline: deadline(3) },
      evidence: { feed: "shop.answers", by: "document", names: "number" },
      isExemptible: true,
    },
  ],
  columns: { number, day },
  key: ["number"],
  order: { field: "day", descending: true },
});

/** Their rules ask other feeds, which are not in these tests' checks. */
export const duties: FeedContract = { ...planFeed, rules: [] };
export const exemptions: FeedContract = {
  ...exemptionFeed,
  rules: [],
  derived: {
    ...exemptionFeed.derived,
    departmentCode: { ...words, kind: "text", indexed: true, from: (row) => row["explainedBy"] ?? null },
  },
};
export const shopContracts: readonly FeedContract[] = [
  { ...departments, rules: [], setRules: [] },
  { ...areas, rules: [], setRules: [] },
  calendar,
  duties,
  exemptions,
  figures,
  meetings,
  lists,
  decisions,
  answers,
  documents,
];

const clause = (cells: Cells): Cells => ({
  plan: "2020",
  title: "示例",
  words: "示例",
  lead: "a",
  bearer: "牵头部门",
  isExemptible: "否",
  from: "2020-01-01",
  ...cells,
});
export const MONTHLY = clause({
  clause: "1",
  rhythm: "按月度",
  due: "次月第5个工作日",
  evidenceFeed: "shop.figures",
  evidenceParts: "各镇街",
});
export const PLAN: readonly Cells[] = [
  MONTHLY,
  clause({
    clause: "2",
    rhythm: "按季度",
    participants: "b、c",
    bearer: "各责任部门",
    due: "季后第10个工作日",
    evidenceFeed: "shop.meetings",
    evidenceWhere: "kind=OPEN",
    evidencePeriod: "heldOn",
    evidenceCount: "2",
    isExemptible: "是",
  }),
  clause({
    clause: "3",
    rhythm: "按年度",
    due: "当年6月30日",
    evidenceFeed: "shop.meetings",
    evidenceWhere: "kind=HEAD",
    evidencePeriod: "heldOn",
    participants: "b",
    evidenceParts: "各责任部门",
  }),
  clause({ clause: "4", rhythm: "按学年", due: "学年内9月15日", lead: "b", evidenceFeed: "shop.meetings" }),
  clause({ clause: "5", rhythm: "一次性", due: "2020年10月3日", lead: "c", evidenceFeed: "shop.answers" }),
];

export const AREAS: readonly Cells[] = ["110118", "110118001", "110118002"].map((code, at) => ({
  code,
  name: `示例${at}`,
  kind: at === 0 ? "区" : "镇",
}));
export const DEPARTMENTS: readonly Cells[] = ["a", "b", "c"].map((code, at) => ({
  code,
  unifiedSocialCreditCode: ["11110118YL9000019H", "11110118YL9000027C", "11110118YL90000357"][at] ?? "",
  name: `示例${code}局`,
  shortName: code,
  kind: "工作部门",
  isEnforcing: "否",
}));
