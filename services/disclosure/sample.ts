/** Invented clauses of a plan, and invented explanations of why one was not done. */
import type { Random, SampleGenerators, SampleRow } from "#kit";

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
  "disclosure.exemptions": (random: Random, index: number): SampleRow => ({
    item: "2020/3.6a",
    explainedBy: "zwfwj",
    period: `${2021 + Math.floor(index / 4)}年第${1 + (index % 4)}季度`,
    reason: random.pick(["示例说明：本季度没有可以开放的会议", "示例说明：会议涉及个人信息"]),
  }),
};
