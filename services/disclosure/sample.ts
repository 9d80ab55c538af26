/**
 * Invented clauses of a plan and explanations of why one was not done; a register of what is not public with
 * its reviews; numbers of decisions; requests; annual reports.
 */
import {
  addDays,
  addMonths,
  type Random,
  type SampleContext,
  type SampleGenerators,
  type SampleRow,
} from "#kit";
import { sampleFigure } from "./annual/sample-values.js";
import { sampleRequest } from "./not-public/sample-requests.js";

export const samples: SampleGenerators = {
  "disclosure.duties": (random: Random, index: number): SampleRow => ({
    plan: String(2027 + Math.floor(index / 1000)),
    clause: `${1 + (index % 9)}.${1 + Math.floor(index / 9)}`,
    title: `示例事项${index + 1}`,
    lead: "zwfwj",
    participants: random.chance(0.5) ? "各部门" : "",
    rhythm: "变更时",
    due: "",
    evidenceFeed: "",
    evidenceWhere: "",
    evidencePeriod: "",
    evidenceCount: "",
    evidenceParts: "",
    from: `${2027 + Math.floor(index / 1000)}-01-01`,
    until: "",
  }),
  "disclosure.concurrence-rules": (random: Random, index: number): SampleRow => ({
    appliesTo: "disclosure.exemptions",
    departments: index % 2 === 0 ? "区政务服务局" : "",
    departmentField: index % 2 === 0 ? "" : "departmentCode",
    where: "",
    days: String(random.int(1, 15)),
    basis: "示例依据：《中华人民共和国政府信息公开条例》第十一条",
    from: `${2027 + Math.floor(index / 300)}-${String(1 + (Math.floor(index / 25) % 12)).padStart(2, "0")}-${String(1 + (index % 25)).padStart(2, "0")}`,
    until: "",
  }),
  "disclosure.exemptions": (random: Random, index: number): SampleRow => ({
    item: "2020/3.6a",
    explainedBy: "zwfwj",
    period: `${2021 + Math.floor(index / 4)}年第${1 + (index % 4)}季度`,
    reason: random.pick(["示例说明：本季度没有可以开放的会议", "示例说明：会议涉及个人信息"]),
  }),
  "disclosure.withheld": withheld,
  "disclosure.withheld-reviews": review,
  "disclosure.decision-numbers": decisionNumber,
  "disclosure.requests": (_random, index, context): SampleRow => sampleRequest(index, context),
  "disclosure.annual-figures": (_random, index, { department }): SampleRow => ({
    ...sampleFigure(index),
    organ: department.name,
    remark: "",
  }),
  "disclosure.annual-reports": (random: Random, index, { department }): SampleRow => ({
    year: String(2023 - (index % 60)),
    organ: department.name,
    overview: `示例：全年主动公开政府信息${random.int(50, 500)}条。`,
    problems: `示例：解读形式较少，下一年增加问答${random.int(2, 9)}期（${2023 - (index % 60)}年）。`,
    others: "示例：本年度未收取信息处理费。",
  }),
};

interface Registered {
  readonly number: string;
  readonly madeOn: string;
  readonly decidedOn: string;
  readonly nextReviewOn: string;
  /** Null for what has not had its review yet. */
  readonly review: { readonly on: string; readonly outcome: string } | null;
}

const SPACING_DAYS = 12;
/** The first whose review is over. */
const FIRST_REVIEWED = 30;
const OUTCOMES = ["维持不变", "转为依申请公开", "维持不变", "转为主动公开"] as const;
const PAPERS = [
  { kind: "会议纪要", title: "示例专题会议纪要", ground: "内部事务信息", reason: "示例：内部工作流程" },
  { kind: "过程稿", title: "示例实施方案（讨论稿）", ground: "过程性信息", reason: "示例：尚在讨论的过程稿" },
  { kind: "政策性文件", title: "示例工作通知", ground: "", reason: "示例：只涉及少数单位，依申请公开" },
  { kind: "行政执法案卷", title: "示例案卷", ground: "行政执法案卷", reason: "示例：执法案卷" },
  { kind: "政策性文件", title: "标题不公开", ground: "国家秘密", reason: "示例：依法确定为国家秘密" },
  { kind: "数据资料", title: "示例企业成本调查表", ground: "商业秘密", reason: "示例：企业的商业秘密" },
  { kind: "请示、报告", title: "关于示例事项的请示", ground: "过程性信息", reason: "示例：请示报告" },
  { kind: "内部管理", title: "示例值班安排", ground: "内部事务信息", reason: "示例：内部管理" },
] as const;

function registeredAt(place: number, { today, department }: SampleContext): Registered {
  const madeOn = addDays(today, -30 - place * SPACING_DAYS);
  const decidedOn = addDays(madeOn, 5);
  const nextReviewOn = addMonths(decidedOn, 12);
  const at = place - FIRST_REVIEWED;
  const on = addDays(nextReviewOn, at % 6 === 5 ? 3 : -10);
  return {
    number: `BGK-${department.code.toUpperCase()}-${madeOn.slice(0, 4)}-${1000 - place}`,
    madeOn,
    decidedOn,
    nextReviewOn,
    review: at < 0 ? null : { on, outcome: OUTCOMES[at % OUTCOMES.length] ?? OUTCOMES[0] },
  };
}

function withheld(_random: Random, index: number, context: SampleContext): SampleRow {
  const { review: reviewed, ...one } = registeredAt(index, context);
  const { kind, title, ground, reason } = PAPERS[index % PAPERS.length] ?? PAPERS[0];
  const isOnRequest = ground === "" || reviewed?.outcome === "转为依申请公开";
  return {
    ...one,
    title,
    documentNumber: "",
    kind,
    openness: isOnRequest ? "依申请公开" : "不予公开",
    ground: isOnRequest ? "" : ground,
    law: "",
    reason,
    publishedOn: reviewed?.outcome === "转为主动公开" ? reviewed.on : "",
  };
}

function review(_random: Random, index: number, context: SampleContext): SampleRow {
  const { number, nextReviewOn, review: reviewed } = registeredAt(FIRST_REVIEWED + index, context);
  const { on, outcome } = reviewed ?? { on: nextReviewOn, outcome: OUTCOMES[0] };
  const isPublished = outcome === "转为主动公开";
  return {
    number,
    dueOn: nextReviewOn,
    reviewedOn: on,
    outcome,
    reason: isPublished ? "示例：情况已经变化，可以公开" : "示例：情况没有变化",
    nextReviewOn: isPublished ? "" : addMonths(on, 12),
    publishedAs: "",
  };
}

function decisionNumber(_random: Random, index: number, { today }: SampleContext): SampleRow {
  const decidedOn = addDays(today, -3 - index * 8);
  const isToBePublic = index % 10 !== 9;
  const [kind, word] = index % 2 === 0 ? ["行政处罚", "罚"] : ["行政许可", "许"];
  return {
    kind,
    decisionNumber: `京密示例${word}〔${decidedOn.slice(0, 4)}〕${10_000 - index}号`,
    decidedOn,
    isToBePublic: isToBePublic ? "是" : "否",
    ground: isToBePublic ? "" : "个人隐私",
  };
}
